package io.cartrec.neural;

/** How exactly a model multiplies a state with the items of the catalogue. */
public enum Precision {
  /** As it was trained. */
  FLOAT,
  /**
   * First with bytes, a quarter of what there is to read; then the items that came out best as they were
   * trained.
   */
  INT8
}

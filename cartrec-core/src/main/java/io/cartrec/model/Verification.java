package io.cartrec.model;

/** How much of a model file is checked when it is opened. */
public enum Verification {
  /**
   * Everything: sizes, checksums, structure. Reads the whole file, on up to four threads that end before
   * it is opened; of many faults it names the same one each time.
   */
  FULL,
  /**
   * The header and all sizes only, in time that does not depend on the size of the file. For files that
   * this machine has verified before; a damaged one gives wrong answers or an {@link
   * IndexOutOfBoundsException}.
   */
  TRUSTED
}

package io.cartrec.neural;

import io.cartrec.data.IdIndex;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Tensor;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which features each item has, as tensors of a model: see {@link Bag}. Immutable and thread-safe.
 *
 * @param names what the features are called, as {@link Traits} does
 * @param begin items + 1 ints
 * @param rows codes of features
 * @param weights what each counts
 * @param bounds of the price bands
 */
record FeatureBags(IdIndex names, Tensor begin, Tensor rows, Tensor weights, Tensor bounds) {

  /** The tensor of what features look like: features x width. */
  static final String TABLE = "features.table";

  private static final String NAMES = "features.name";
  private static final String BEGIN = "features.begin";
  private static final String ROWS = "features.rows";
  private static final String WEIGHTS = "features.weights";
  private static final String BOUNDS = "features.price_bounds";

  static FeatureBags of(IdIndex names, Bag bags, float[] bounds) {
    return new FeatureBags(
        names,
        Tensor.of(bags.begin()),
        Tensor.of(bags.rows()),
        Tensor.of(bags.weights()),
        Tensor.of(bounds));
  }

  /** Those among the tensors of a model, if it has any. */
  static Optional<FeatureBags> among(Map<String, Tensor> tensors) {
    if (!tensors.containsKey(BEGIN)) {
      return Optional.empty();
    }
    return Optional.of(new FeatureBags(
        ModelFile.ids(NAMES, tensors),
        Objects.requireNonNull(tensors.get(BEGIN)),
        Objects.requireNonNull(tensors.get(ROWS)),
        Objects.requireNonNull(tensors.get(WEIGHTS)),
        Objects.requireNonNull(tensors.get(BOUNDS))));
  }

  static FeatureBags read(ModelFile file) throws ModelFormatException {
    int items = file.base().items().size();
    IdIndex names = file.ids(NAMES);
    Tensor begin = file.offsets(BEGIN, items);
    int size = begin.ints().get(items);
    return new FeatureBags(
        names,
        begin,
        file.codes(ROWS, size, names.size()),
        file.finite(WEIGHTS, size),
        file.finite(BOUNDS, file.tensor(BOUNDS, Tensor.Type.F32).length()));
  }

  Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new TreeMap<>(ModelFile.tensors(NAMES, names));
    tensors.put(BEGIN, begin);
    tensors.put(ROWS, rows);
    tensors.put(WEIGHTS, weights);
    tensors.put(BOUNDS, bounds);
    return tensors;
  }

  /** How many features there are. */
  int size() {
    return names.size();
  }

  /** How many items there are. */
  int items() {
    return begin.length() - 1;
  }

  /** The features of {@code items}; none where one is {@link Sequences#MASKED}. */
  Bag of(int... items) {
    IntBuffer from = begin.ints();
    IntBuffer codes = rows.ints();
    FloatBuffer counts = weights.floats();
    return Bag.joined(items.length, i -> {
      if (items[i] == Sequences.MASKED) {
        return Bag.EMPTY;
      }
      int first = from.get(items[i]);
      int[] itsRows = new int[from.get(items[i] + 1) - first];
      float[] itsWeights = new float[itsRows.length];
      codes.get(first, itsRows);
      counts.get(first, itsWeights);
      return Bag.of(itsRows, itsWeights);
    });
  }
}

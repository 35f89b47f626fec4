package io.cartrec.neural;

import io.cartrec.data.IdIndex;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Tensor;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A dense vector of each item, that the shop computed, brought to length 1; of an item without one, or
 * with one of length 0, nothing but zeros. Immutable and thread-safe.
 *
 * @param numbers items x size
 * @param size how many numbers a vector has
 */
record ItemVectors(Tensor numbers, int size) {

  /** The tensor of what their numbers look like: size x width. */
  static final String PROJECTION = "vectors.projection";

  private static final String ITEMS = "vectors.items";

  /** Those among the tensors of a model of {@code items} items, if it has any. */
  static Optional<ItemVectors> among(Map<String, Tensor> tensors, int items) {
    return Optional.ofNullable(tensors.get(ITEMS))
        .map(numbers -> new ItemVectors(numbers, numbers.length() / Math.max(1, items)));
  }

  /**
   * The vectors {@code name} of the items of the data, and of others those of the model to begin with.
   *
   * @throws IllegalArgumentException if one has not as many numbers as the others, or no number at all
   * @throws IllegalStateException if there are none, or more than a tensor or the heap can hold
   */
  static ItemVectors find(Start start, String name) {
    Optional<ItemVectors> before = start
        .model()
        .flatMap(model -> among(model.tensors(), model.base().items().size()));
    IdIndex ids = start.data().items();
    Map<Integer, float[]> found = new TreeMap<>(); // by the code of the data
    for (int item = 0; item < ids.size(); item++) {
      int code = item;
      start
          .data()
          .catalog()
          .find(ids.id(item))
          .flatMap(known -> Optional.ofNullable(known.vectors().get(name)))
          .ifPresent(vector -> found.put(code, vector));
    }
    if (before.isEmpty() && found.isEmpty()) {
      throw new IllegalStateException("vectors=" + name + " needs items with a vector of that name,"
          + " but none of the " + ids.size() + " items of the data has one; give --items"
          + " (Dataset.withCatalog)");
    }
    int size =
        before.map(ItemVectors::size).orElseGet(() -> found.values().iterator().next().length);
    Memory.checkVectors(name, start.items(), size, Runtime.getRuntime().maxMemory());
    float[] numbers = new float[start.items() * size];
    before.ifPresent(known -> known.numbers.floats().get(numbers, 0, known.numbers.length()));
    int[] codes = start.codes();
    found.forEach((item, vector) -> {
      String which = "vector " + name + " of item " + ids.id(item);
      System.arraycopy(unit(vector, size, which), 0, numbers, codes[item] * size, size);
    });
    return new ItemVectors(Tensor.of(numbers), size);
  }

  /** {@code vector} brought to length 1. */
  private static float[] unit(float[] vector, int size, String which) {
    if (vector.length != size) {
      throw new IllegalArgumentException(
          which + " must have " + size + " numbers as others have but has " + vector.length);
    }
    if (size == 0) {
      throw new IllegalArgumentException(which + " must have a number but has none");
    }
    double squares = 0;
    for (float number : vector) {
      squares += (double) number * number;
    }
    if (!(squares < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(which + " must hold finite numbers alone");
    }
    float[] unit = new float[size];
    for (int i = 0; i < size && squares > 0; i++) {
      unit[i] = (float) (vector[i] / Math.sqrt(squares));
    }
    return unit;
  }

  static ItemVectors read(ModelFile file) throws ModelFormatException {
    int items = file.base().items().size();
    int length = file.tensor(ITEMS, Tensor.Type.F32).length();
    int size = length / Math.max(1, items);
    if (size == 0 || size * items != length) {
      throw file.fault(
          ITEMS, "has " + length + " numbers, which are no vectors of " + items + " items");
    }
    return new ItemVectors(file.finite(ITEMS, length), size);
  }

  Map<String, Tensor> tensors() {
    return Map.of(ITEMS, numbers);
  }

  /** The vectors of {@code items}, one after the other; 0 where one is {@link Sequences#MASKED}. */
  float[] of(int... items) {
    FloatBuffer from = numbers.floats();
    float[] vectors = new float[items.length * size];
    for (int i = 0; i < items.length; i++) {
      if (items[i] != Sequences.MASKED) {
        from.get(items[i] * size, vectors, i * size, size);
      }
    }
    return vectors;
  }
}

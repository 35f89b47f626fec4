package io.cartrec.neural;

import io.cartrec.model.Tensor;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What items look like as inputs: their embeddings, and what {@link FeatureLayer} and {@link VectorLayer}
 * add. Immutable and thread-safe.
 */
final class InputTable {

  private final int width;
  private final FloatBuffer numbers;
  private final Described described;
  private final Map<String, Tensor> looks;

  /** @param looks what features and vectors look like, by name */
  InputTable(Tensor numbers, Described described, Map<String, Tensor> looks, int width) {
    this.width = width;
    this.numbers = numbers.floats();
    this.described = described;
    this.looks = looks;
  }

  /** Puts what {@code item} looks like at {@code at}. */
  void read(int item, float[] into, int at) {
    numbers.get(item * width, into, at, width);
    described.features().ifPresent(bags -> {
      Bag bag = bags.of(item);
      add(FeatureBags.TABLE, bag.rows(), bag.weights(), into, at);
    });
    described.vectors().ifPresent(vectors -> {
      int[] rows = IntStream.range(0, vectors.size()).toArray();
      add(ItemVectors.PROJECTION, rows, vectors.of(item), into, at);
    });
  }

  private void add(String name, int[] rows, float[] weights, float[] into, int at) {
    FloatBuffer table = Objects.requireNonNull(looks.get(name), name).floats();
    float[] row = new float[width];
    for (int k = 0; k < rows.length; k++) {
      table.get(rows[k] * width, row);
      for (int j = 0; j < width; j++) {
        into[at + j] = Math.fma(weights[k], row[j], into[at + j]);
      }
    }
  }
}

package io.cartrec.neural;

import io.cartrec.model.TrainingOptions;
import io.cartrec.neural.Learning.Freeze;
import java.util.Locale;
import java.util.Map;

/** How much memory training takes. */
final class Memory {

  private static final int ROW_COPIES = 4; // of a batch's numbers, for each parameter of the layers
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8; // of a tensor

  private Memory() {}

  /**
   * Refuses what the heap cannot hold, or a model cannot, before anything is allocated.
   *
   * @param most how many targets a step has at most
   * @param plan the layers between the tables of items
   * @throws IllegalStateException if training would need more than the JVM may have
   */
  static void check(
      int itemCount,
      int width,
      boolean tied,
      Learning learning,
      TrainingOptions options,
      int most,
      LayerPlan plan) {
    long table = (long) itemCount * width * Float.BYTES;
    if (table > MOST_BYTES) {
      throw new IllegalStateException(String.format(
          Locale.ROOT,
          "the embeddings of %,d items need %,d bytes but a tensor has less than 2 GiB; lower width",
          itemCount,
          table));
    }
    checkTensors(Weights.shapes(plan));
    check(
        bytes(itemCount, width, tied, learning, options, most, plan),
        Runtime.getRuntime().maxMemory());
  }

  /**
   * Refuses parameters that no tensor can hold.
   *
   * @param shapes how many numbers each has
   * @throws IllegalStateException if one has too many
   */
  static void checkTensors(Map<String, Long> shapes) {
    shapes.forEach((name, numbers) -> {
      if (numbers > MOST_BYTES / Float.BYTES) {
        throw new IllegalStateException(String.format(
            Locale.ROOT,
            "%s needs %,d bytes but a tensor has less than 2 GiB; lower width",
            name,
            numbers * Float.BYTES));
      }
    });
  }

  /**
   * Refuses dense vectors of items that no tensor or not the heap can hold, as they are twice there while
   * they are copied.
   *
   * @throws IllegalStateException if so
   */
  static void checkVectors(String name, int itemCount, int size, long available) {
    long bytes = (long) itemCount * size * Float.BYTES;
    if (bytes > MOST_BYTES || 2 * bytes > available) {
      throw new IllegalStateException(String.format(
          Locale.ROOT,
          "the vectors %s of %,d items need %,d bytes but %s; give shorter ones",
          name,
          itemCount,
          bytes,
          bytes > MOST_BYTES
              ? "a tensor has less than 2 GiB"
              : String.format(
                  Locale.ROOT, "twice that is more than the %,d the JVM may have", available)));
    }
  }

  /** How many crossed pairs a heap of {@code available} bytes, and an array, can hold while they learn. */
  static long mostPairs(long available) {
    long bytes = (long) (Crosses.NUMBERS + HeapWeights.NUMBERS) * Float.BYTES;
    return Math.min(available / bytes, MOST_BYTES / Long.BYTES);
  }

  /**
   * What training needs at its end, when the best tables so far and the last lie beside it, and those of
   * a checkpoint.
   */
  static long bytes(
      int itemCount,
      int width,
      boolean tied,
      Learning learning,
      TrainingOptions options,
      int most,
      LayerPlan plan) {
    int moments = learning.optimizer().moments();
    int copies = 1
        + moments
        + (learning.validation() > 0 ? 2 : 1)
        + (options.checkpoint().isPresent() ? moments : 0);
    int tables = tied ? 1 : 2;
    double candidates = Candidates.most(learning, itemCount, most);
    double touched = Math.min(itemCount, candidates + most);
    double items = (tables * copies + 1.0) * itemCount // one on its way
        + tables * gradients(learning, Freeze.ITEMS) * touched
        + candidates;
    int kept = learning.objective().adversary() > 0 ? 1 : 0; // gradients of the first loss
    Map<String, Long> shapes = Weights.shapes(plan);
    double layers = 0;
    for (long numbers : shapes.values()) {
      layers += (gradients(learning, Freeze.LAYERS) + copies + kept) * (double) numbers;
    }
    double row = (ROW_COPIES * (1.0 + shapes.size()) + kept) * width // of a batch
        + scores(learning) * candidates;
    return (long) ((items * width + layers + row * learning.batch()) * Float.BYTES);
  }

  /** How many numbers a row of a batch has for each candidate. */
  private static int scores(Learning learning) {
    return switch (learning.head().kind()) {
      case NONE -> 1;
      case BINARY -> 2;
      case PRODUCT -> 4; // with the scores and gradients that combinations are worked on with
    };
  }

  /** What is frozen has a gradient of all its rows, and one of those that are free. */
  private static int gradients(Learning learning, Freeze part) {
    boolean isFrozen = learning.freeze() == part || learning.freeze() == Freeze.NET;
    return isFrozen ? 2 : 1;
  }

  static void check(long needed, long available) {
    if (needed > available) {
      throw new IllegalStateException(String.format(
          Locale.ROOT,
          "training needs %,d bytes but the JVM may have %,d; raise -Xmx, or lower width, batch or"
              + " negatives",
          needed,
          available));
    }
  }
}

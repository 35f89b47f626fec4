package io.cartrec.neural;

import io.cartrec.neural.kernel.Mix;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * The candidates of a step's softmax: its targets, and items drawn by popularity to the power of alpha.
 * Knows how probable it was that an item would be among them, for the correction (Bengio and Senécal,
 * 2008). Not thread-safe.
 */
final class Sampler {

  private static final double MOST = 1 - 1e-9; // so that logarithms are finite

  private final double[] upTo; // sums of the weights
  private final double[] missedByDraw; // log(1 - probability), an item
  private final double[] missedByTarget;
  private final int draws;
  private final long seed;
  private final int[] columns;
  private final int[] chosen;
  private int size;

  /**
   * Draws {@code draws} times for each step.
   *
   * @param counts how often each item is a target
   */
  Sampler(int[] counts, int draws, double alpha, long seed) {
    this.draws = draws;
    this.seed = seed;
    this.upTo = new double[counts.length];
    this.missedByDraw = new double[counts.length];
    this.missedByTarget = new double[counts.length];
    this.columns = new int[counts.length];
    this.chosen = new int[counts.length];
    double sum = 0;
    double total = 0;
    for (int item = 0; item < counts.length; item++) {
      total += counts[item];
      sum += weight(counts[item], alpha);
      upTo[item] = sum;
    }
    for (int item = 0; item < counts.length; item++) {
      missedByDraw[item] = StrictMath.log1p(-Math.min(MOST, weight(counts[item], alpha) / sum));
      missedByTarget[item] = StrictMath.log1p(-Math.min(MOST, counts[item] / total));
    }
  }

  private static double weight(int count, double alpha) {
    return StrictMath.pow(Math.max(count, 1), alpha);
  }

  /** Chooses the candidates of step {@code step}. */
  void choose(int[] targets, long step) {
    for (int k = 0; k < size; k++) {
      columns[chosen[k]] = 0;
    }
    size = 0;
    for (int item : targets) {
      add(item);
    }
    double scale = upTo[upTo.length - 1] * 0x1p-53;
    long stream = Mix.of(seed, step);
    for (int draw = 0; draw < draws; draw++) {
      double at = (Mix.of(stream, draw) >>> 11) * scale;
      int found = Arrays.binarySearch(upTo, at);
      add(Math.min(upTo.length - 1, found >= 0 ? found + 1 : -found - 1));
    }
  }

  private void add(int item) {
    if (columns[item] == 0) {
      chosen[size++] = item;
      columns[item] = size;
    }
  }

  /** The candidates. */
  int[] candidates() {
    return Arrays.copyOf(chosen, size);
  }

  /** Where each of {@code targets} stands among the candidates. */
  int[] columns(int[] targets) {
    return Arrays.stream(targets).map(item -> columns[item] - 1).toArray();
  }

  /** {@code -log} of the probability that a candidate is one, for a row among {@code rows}. */
  float[] corrections(int rows) {
    return corrections(item -> (rows - 1) * missedByTarget[item]);
  }

  /** The same, where {@code missed} is the logarithm of the probability that an item is no target. */
  float[] corrections(IntToDoubleFunction missed) {
    float[] corrections = new float[size];
    for (int k = 0; k < size; k++) {
      int item = chosen[k];
      double neither = draws * missedByDraw[item] + missed.applyAsDouble(item);
      corrections[k] = (float) -StrictMath.log(-StrictMath.expm1(neither));
    }
    return corrections;
  }
}

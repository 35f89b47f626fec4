package io.cartrec.neural;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The items that the targets of a step compete with: the targets and drawn ones, or the whole catalogue.
 * Not thread-safe.
 */
final class Candidates {

  private final TensorKernels kernels;
  private final Parameter outputs;
  private final boolean isSampled;
  private final Sampler sampler;
  private final Matrix room;
  private final Matrix corrections;
  private int[] items;

  /**
   * Candidates among the rows of {@code outputs}.
   *
   * @param counts how often each item is a target
   * @param most how many a step has at most
   */
  Candidates(TensorKernels kernels, Learning learning, int[] counts, Parameter outputs, int most) {
    this.kernels = kernels;
    this.outputs = outputs;
    this.isSampled = learning.negatives() > 0 && learning.negatives() < counts.length;
    this.sampler = new Sampler(counts, learning.negatives(), learning.alpha(), learning.seed());
    this.room = kernels.allocate(isSampled ? most : 0, outputs.values().columns());
    this.corrections = kernels.allocate(1, most);
    this.items = isSampled ? new int[0] : IntStream.range(0, counts.length).toArray();
  }

  /** How many a step with so many targets has at most. */
  static int most(Learning learning, int itemCount, int targets) {
    int negatives = learning.negatives();
    return negatives == 0 || negatives >= itemCount
        ? itemCount
        : (int) Math.min(itemCount, (long) negatives + targets);
  }

  /** Chooses those of step {@code step}. */
  void choose(int[] targets, long step) {
    if (isSampled) {
      sampler.choose(targets, step);
      items = sampler.candidates();
      kernels.upload(sampler.corrections(targets.length), corrections());
      kernels.gather(outputs.values(), items, rows());
    }
  }

  /** The items, each once. */
  int[] items() {
    return items;
  }

  /** What they look like as outputs. */
  Matrix rows() {
    return isSampled ? room.rows(0, items.length) : outputs.values();
  }

  /** What is added to the logit of each where it is not the target. */
  Matrix corrections() {
    return corrections.columns(0, items.length);
  }

  /**
   * Of each {@code -log} of the probability to be one, where {@code missed} is the logarithm of that of
   * being no target; 0 of the whole catalogue.
   */
  float[] corrections(IntToDoubleFunction missed) {
    return isSampled ? sampler.corrections(missed) : new float[items.length];
  }

  /** Where each of {@code targets}, all of them candidates, stands among the candidates. */
  int[] columns(int[] targets) {
    return isSampled ? sampler.columns(targets) : targets;
  }
}

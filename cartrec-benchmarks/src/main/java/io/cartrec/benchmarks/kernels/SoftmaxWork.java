package io.cartrec.benchmarks.kernels;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.List;

/** The softmax of states over items, its loss, and the gradients of both. Not thread-safe. */
final class SoftmaxWork {

  private final TensorKernels kernels;
  private final Matrix states;
  private final Matrix items;
  private final Matrix logits;
  private final Matrix correction;
  private final Matrix stateGradient;
  private final Matrix itemGradient;
  private final int[] targets;

  SoftmaxWork(TensorKernels kernels, int rows, int items, int width) {
    this.kernels = kernels;
    this.states = Numbers.matrix(kernels, rows, width, 1, 1);
    this.items = Numbers.matrix(kernels, items, width, 1 / Math.sqrt(width), 2);
    this.logits = kernels.allocate(rows, items);
    this.correction = Numbers.matrix(kernels, 1, items, 0.1, 3);
    this.stateGradient = kernels.allocate(rows, width);
    this.itemGradient = kernels.allocate(items, width);
    this.targets = Numbers.codes(rows, items, 4);
  }

  double learn() {
    kernels.gemm(1, states, false, items, true, 0, logits);
    double loss = kernels.softmaxCrossEntropy(logits, correction, targets, 1f / targets.length);
    kernels.gemm(1, logits, false, items, false, 0, stateGradient);
    kernels.gemm(1, logits, true, states, false, 0, itemGradient);
    return loss / targets.length;
  }

  void await() {
    kernels.download(itemGradient.rows(0, 1));
  }

  List<float[]> numbers() {
    return List.of(
        kernels.download(stateGradient.rows(0, 8)), kernels.download(itemGradient.rows(0, 8)));
  }

  /** Multiplications and additions of the three products. */
  long operations() {
    return 3 * 2L * logits.rows() * logits.columns() * states.columns();
  }

  /** The fewest bytes: logits written and read once each way, states and items and their gradients. */
  long bytes() {
    long once = (long) logits.rows() * logits.columns();
    long vectors = (long) (logits.rows() + logits.columns()) * states.columns();
    return Float.BYTES * (4 * once + 2 * vectors);
  }
}

package io.cartrec.cuda;

import io.cartrec.neural.kernel.Cell;
import io.cartrec.neural.kernel.Steps;
import java.util.ArrayList;
import java.util.List;

/**
 * A cell over the steps of a batch: for each step a product with the state before and one kernel for all
 * gates.
 */
record Recurrence(
    Gpu device,
    Product product,
    Cell cell,
    Steps steps,
    CudaMatrix weights,
    CudaMatrix gates,
    CudaMatrix memory,
    CudaMatrix state) {

  void forward(CudaMatrix bias) {
    for (int t = 0; t < steps.count(); t++) {
      CudaMatrix now = now(gates, t);
      if (t > 0) {
        product.multiply(1, before(state, t), false, weights, false, 1, stateGates(now));
      }
      device.run(
          "cell_forward",
          Grid.numbers(now(state, t)),
          code(),
          bias.address(),
          now,
          before(state, t),
          before(memory, t),
          now(memory, t),
          now(state, t));
    }
  }

  void backward(CudaMatrix gradient) {
    int rows = steps.rows();
    device.run(
        "cell_output_backward",
        Grid.numbers(gradient.rows(0, rows)),
        code(),
        gates,
        memory,
        gradient.rows(0, rows));
    for (int t = steps.count() - 1; t >= 0; t--) {
      CudaMatrix now = now(gates, t);
      device.run(
          "cell_backward",
          Grid.numbers(now(state, t)),
          code(),
          steps.active(t + 1),
          now,
          before(state, t),
          before(memory, t),
          now(memory, t),
          now(gradient, t),
          before(gradient, t));
      if (t > 0) {
        product.multiply(1, stateGates(now), false, weights, true, 1, before(gradient, t));
      }
    }
  }

  /** All that decides what is launched. */
  Object key(String what, CudaMatrix other) {
    List<Integer> active = new ArrayList<>();
    for (int t = 0; t < steps.count(); t++) {
      active.add(steps.active(t));
    }
    return List.of(what, cell, active, weights, gates, memory, state, other);
  }

  /** The number that the kernels know the cell by. */
  private int code() {
    return switch (cell) {
      case GRU -> 0;
      case LSTM -> 1;
      case COUPLED -> 2;
      case RNN -> 3;
    };
  }

  private CudaMatrix stateGates(CudaMatrix of) {
    return CudaMatrix.of(cell.state(of));
  }

  /** The rows of step {@code t}. */
  private CudaMatrix now(CudaMatrix matrix, int t) {
    return matrix.rows(steps.row(t, 0), steps.row(t, steps.active(t)));
  }

  /** The rows, of the step before, of those sequences that have a step {@code t}. */
  private CudaMatrix before(CudaMatrix matrix, int t) {
    return t == 0
        ? CudaMatrix.NONE
        : matrix.rows(steps.row(t - 1, 0), steps.row(t - 1, steps.active(t)));
  }
}

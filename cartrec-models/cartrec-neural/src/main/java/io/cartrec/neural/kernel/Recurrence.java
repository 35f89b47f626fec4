package io.cartrec.neural.kernel;

import io.cartrec.internal.Parallel;

/** A cell over the steps of a batch; each thread takes sequences, and all steps of them. */
final class Recurrence {

  private static final int BLOCK = 32; // sequences

  private final Cell cell;
  private final Steps steps;
  private final CpuMatrix gates;
  private final CpuMatrix stateGates;
  private final CpuMatrix memory;
  private final CpuMatrix state;
  private final CellMath math;
  private final float[] zeros;

  Recurrence(
      Cell cell, Steps steps, CpuMatrix gates, CpuMatrix memory, CpuMatrix state, Lanes lanes) {
    this.cell = cell;
    this.steps = steps;
    this.gates = gates;
    this.stateGates = CpuMatrix.of(cell.state(gates));
    this.memory = memory;
    this.state = state;
    this.math = new CellMath(cell, state.columns(), lanes);
    this.zeros = new float[state.columns()];
  }

  void forward(Factor weights, float[] bias, int threads) {
    Parallel.forBlocks(threads, steps.sequences(), BLOCK, () -> (from, to) -> {
      for (int t = 0; t < steps.count() && from < steps.active(t); t++) {
        int end = Math.min(to, steps.active(t));
        if (t > 0) {
          int row = steps.row(t, from);
          int before = steps.row(t - 1, from);
          weights.multiply(1, state, false, before, end - from, 1, stateGates, row);
        }
        for (int s = from; s < end; s++) {
          forward(t, s, bias);
        }
      }
    });
  }

  private void forward(int t, int s, float[] bias) {
    int row = steps.row(t, s);
    float[] gate = gates.row(row);
    for (int j = 0; j < bias.length; j++) {
      gate[j] += bias[j];
    }
    math.forward(gate, before(state, t, s), before(memory, t, s), memory(row), state.row(row));
  }

  /** @param weights transposed */
  void backward(Factor weights, CpuMatrix gradient, int threads) {
    Parallel.forBlocks(threads, steps.sequences(), BLOCK, () -> {
      float[] unused = new float[zeros.length];
      return (from, to) -> {
        for (int t = steps.count() - 1; t >= 0; t--) {
          int end = Math.min(to, steps.active(t));
          for (int s = from; s < end; s++) {
            int row = steps.row(t, s);
            math.outputBackward(gates.row(row), memory(row), gradient.row(row));
          }
        }
        for (int t = steps.count() - 1; t >= 0; t--) {
          int end = Math.min(to, steps.active(t));
          for (int s = from; s < end; s++) {
            backward(t, s, gradient, unused);
          }
          if (t > 0 && from < end) {
            int row = steps.row(t, from);
            int before = steps.row(t - 1, from);
            weights.multiply(1, stateGates, false, row, end - from, 1, gradient, before);
          }
        }
      };
    });
  }

  private void backward(int t, int s, CpuMatrix gradient, float[] unused) {
    int row = steps.row(t, s);
    math.backward(
        gates.row(row),
        before(state, t, s),
        t == 0 ? unused.clone() : before(memory, t, s),
        memory(row),
        gradient.row(row),
        t == 0 ? unused : gradient.row(steps.row(t - 1, s)),
        s >= steps.active(t + 1));
  }

  private float[] before(CpuMatrix matrix, int t, int s) {
    return t == 0 || (matrix == memory && cell.memoryBlocks() == 0)
        ? zeros
        : matrix.row(steps.row(t - 1, s));
  }

  private float[] memory(int row) {
    return cell.memoryBlocks() > 0 ? memory.row(row) : zeros;
  }
}

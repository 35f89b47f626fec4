package io.cartrec.neural;

import io.cartrec.neural.kernel.Cell;
import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;

/** A recurrent cell over the steps of a batch, forward and back, with dropout behind it. Not thread-safe. */
final class RecurrentLayer implements Layer {

  private final TensorKernels kernels;
  private final Cell cell;
  private final float dropout;
  private final Parameter input;
  private final Parameter state;
  private final Parameter bias;
  private final Matrix gates;
  private final Matrix memory;
  private final Matrix states;
  private final Matrix before;
  private final Matrix output;

  RecurrentLayer(
      TensorKernels kernels,
      Cell cell,
      int width,
      int rows,
      float dropout,
      Weights weights,
      String name) {
    this.kernels = kernels;
    this.cell = cell;
    this.dropout = dropout;
    double reach = 1 / Math.sqrt(width);
    this.input = weights.matrix(name + ".input", width, cell.inputBlocks() * width, reach);
    this.state = weights.matrix(name + ".state", width, cell.stateBlocks() * width, reach);
    this.bias = weights.matrix(name + ".bias", 1, cell.blocks() * width, 0);
    this.gates = kernels.allocate(rows, cell.blocks() * width);
    this.memory = kernels.allocate(rows, cell.memoryBlocks() * width);
    this.states = kernels.allocate(rows, width);
    this.before = kernels.allocate(rows, width);
    this.output = kernels.allocate(rows, width);
  }

  @Override
  public Matrix forward(Steps steps, Matrix inputs, boolean learns, long seed) {
    int rows = steps.rows();
    Matrix open = gates.rows(0, rows);
    kernels.clear(open);
    kernels.gemm(1, inputs, false, input.values(), false, 0, cell.input(open));
    kernels.recurrentForward(
        cell,
        steps,
        state.values(),
        bias.values(),
        open,
        memory.rows(0, rows),
        states.rows(0, rows));
    Matrix out = output.rows(0, rows);
    kernels.copy(cell.output(states.rows(0, rows), memory.rows(0, rows)), out);
    if (learns) {
      kernels.dropout(out, dropout, seed);
    }
    return out;
  }

  @Override
  public Matrix output(int rows) {
    return output.rows(0, rows);
  }

  @Override
  public void backward(
      Steps steps, Matrix inputs, Matrix gradient, Matrix inputGradient, long seed) {
    int rows = steps.rows();
    int first = steps.sequences();
    Matrix open = gates.rows(0, rows);
    kernels.dropout(gradient, dropout, seed);
    kernels.recurrentBackward(
        cell, steps, state.values(), open, memory.rows(0, rows), states.rows(0, rows), gradient);
    kernels.gemm(1, inputs, true, cell.input(open), false, 0, input.gradient());
    kernels.gemm(1, cell.input(open), false, input.values(), true, 0, inputGradient);
    kernels.sumRows(open, bias.gradient());
    if (rows > first) {
      Matrix earlier = before.rows(0, rows - first);
      kernels.gather(states, steps.previous(), earlier);
      Matrix later = cell.state(open.rows(first, rows));
      kernels.gemm(1, earlier, true, later, false, 0, state.gradient());
    } else {
      kernels.clear(state.gradient());
    }
  }
}

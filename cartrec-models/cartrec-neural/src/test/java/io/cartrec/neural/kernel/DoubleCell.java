package io.cartrec.neural.kernel;

/** The formulas of {@link Cell}, one sequence at a time, in double precision. */
final class DoubleCell {

  private DoubleCell() {}

  /** The outputs of every row. */
  static Doubles outputs(Cell cell, Steps steps, Doubles weights, Doubles bias, Doubles inputs) {
    int width = weights.rows();
    Doubles outputs = new Doubles(steps.rows(), width);
    for (int s = 0; s < steps.sequences(); s++) {
      double[] state = new double[width];
      double[] memory = new double[width];
      for (int t = 0; t < steps.count() && s < steps.active(t); t++) {
        int row = steps.row(t, s);
        double[] gates = new double[cell.blocks() * width];
        int shift = (cell.blocks() - cell.stateBlocks()) * width;
        for (int j = 0; j < gates.length; j++) {
          gates[j] = inputs.at[row][j] + bias.at[0][j];
          for (int k = 0; j >= shift && k < width; k++) {
            gates[j] += state[k] * weights.at[k][j - shift];
          }
        }
        for (int j = 0; j < width; j++) {
          state[j] = next(cell, gates, j, width, state, memory);
          outputs.at[row][j] = output(cell, gates, j, width, state);
        }
      }
    }
    return outputs;
  }

  private static double next(Cell cell, double[] a, int j, int w, double[] state, double[] memory) {
    return switch (cell) {
      case GRU -> {
        double z = sigmoid(a[j + w]);
        double n = Math.tanh(a[j] + sigmoid(a[j + 2 * w]) * a[j + 3 * w]);
        yield (1 - z) * n + z * state[j];
      }
      case LSTM -> {
        memory[j] = sigmoid(a[j + w]) * memory[j] + sigmoid(a[j]) * Math.tanh(a[j + 3 * w]);
        yield sigmoid(a[j + 2 * w]) * Math.tanh(memory[j]);
      }
      case COUPLED -> {
        double i = sigmoid(a[j]);
        yield i * Math.tanh(a[j + 2 * w]) + (1 - i) * state[j];
      }
      case RNN -> sigmoid(a[j]);
    };
  }

  private static double output(Cell cell, double[] a, int j, int w, double[] state) {
    return switch (cell) {
      case GRU, LSTM -> state[j];
      case COUPLED -> sigmoid(a[j + w]) * Math.tanh(state[j]);
      case RNN -> Math.tanh(state[j]);
    };
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}

package io.cartrec.neural.kernel;

/**
 * One step of a {@link Cell} for one sequence, on plain arrays. Immutable and thread-safe.
 */
final class CellMath {

  private final Cell cell;
  private final int width;
  private final Lanes lanes;

  /** The math of {@code cell} with states of {@code width} numbers. */
  CellMath(Cell cell, int width, Lanes lanes) {
    this.cell = cell;
    this.width = width;
    this.lanes = lanes;
  }

  /**
   * One step forward.
   *
   * @param gates the gates before activation; afterwards what {@link #backward} needs
   * @param before the state before; afterwards unchanged, unless it is {@code state}
   * @param memoryBefore the memory before
   * @param memory receives the memory and its tanh, or the output and the tanh of the state
   * @param state receives the state; may be {@code before}
   */
  void forward(float[] gates, float[] before, float[] memoryBefore, float[] memory, float[] state) {
    switch (cell) {
      case GRU -> gru(gates, before, state);
      case LSTM -> lstm(gates, memoryBefore, memory, state);
      case COUPLED -> coupled(gates, before, memory, state);
      case RNN -> rnn(gates, memory, state);
    }
  }

  /** {@code n, z, r, m} side by side. */
  private void gru(float[] gates, float[] before, float[] state) {
    int w = width;
    lanes.sigmoid(gates, w, 3 * w);
    for (int j = 0; j < w; j++) {
      gates[j] = Math.fma(gates[j + 2 * w], gates[j + 3 * w], gates[j]);
    }
    lanes.tanh(gates, 0, w);
    for (int j = 0; j < w; j++) {
      state[j] = Math.fma(gates[j + w], before[j] - gates[j], gates[j]);
    }
  }

  /** {@code i, f, o, g} side by side. */
  private void lstm(float[] gates, float[] memoryBefore, float[] memory, float[] state) {
    int w = width;
    lanes.sigmoid(gates, 0, 3 * w);
    lanes.tanh(gates, 3 * w, 4 * w);
    for (int j = 0; j < w; j++) {
      memory[j] = Math.fma(gates[j + w], memoryBefore[j], gates[j] * gates[j + 3 * w]);
    }
    System.arraycopy(memory, 0, memory, w, w);
    lanes.tanh(memory, w, 2 * w);
    for (int j = 0; j < w; j++) {
      state[j] = gates[j + 2 * w] * memory[j + w];
    }
  }

  /** {@code i, o, g} side by side. */
  private void coupled(float[] gates, float[] before, float[] memory, float[] state) {
    int w = width;
    lanes.sigmoid(gates, 0, 2 * w);
    lanes.tanh(gates, 2 * w, 3 * w);
    for (int j = 0; j < w; j++) {
      state[j] = Math.fma(gates[j], gates[j + 2 * w] - before[j], before[j]);
    }
    System.arraycopy(state, 0, memory, w, w);
    lanes.tanh(memory, w, 2 * w);
    for (int j = 0; j < w; j++) {
      memory[j] = gates[j + w] * memory[j + w];
    }
  }

  private void rnn(float[] gates, float[] memory, float[] state) {
    lanes.sigmoid(gates, 0, width);
    System.arraycopy(gates, 0, state, 0, width);
    System.arraycopy(gates, 0, memory, 0, width);
    lanes.tanh(memory, 0, width);
  }

  /**
   * Makes the gradient of the output that of the state, as far as it comes from this step's output, and
   * leaves that of the output gate, before activation, in its place.
   */
  void outputBackward(float[] gates, float[] memory, float[] gradient) {
    int w = width;
    switch (cell) {
      case GRU, LSTM -> {} // the output is the state
      case COUPLED -> {
        for (int j = 0; j < w; j++) {
          float o = gates[j + w];
          float tanh = memory[j + w];
          gates[j + w] = gradient[j] * tanh * o * (1 - o);
          gradient[j] *= o * (1 - tanh * tanh);
        }
      }
      case RNN -> {
        for (int j = 0; j < w; j++) {
          gradient[j] *= 1 - memory[j] * memory[j];
        }
      }
    }
  }

  /**
   * One step back.
   *
   * @param gates what {@link #forward} left; afterwards the gradient before activation
   * @param before the state before
   * @param memoryBefore the memory before; afterwards, in its place, the gradient of it
   * @param memory the memory, or in its place its gradient from the next step if {@code last} is false
   * @param gradient the gradient of the state, after {@link #outputBackward}
   * @param gradientBefore what reaches the state before past the gates is added to it
   * @param last whether no step follows
   */
  void backward(
      float[] gates,
      float[] before,
      float[] memoryBefore,
      float[] memory,
      float[] gradient,
      float[] gradientBefore,
      boolean last) {
    switch (cell) {
      case GRU -> gruBack(gates, before, gradient, gradientBefore);
      case LSTM -> lstmBack(gates, memoryBefore, memory, gradient, last);
      case COUPLED -> coupledBack(gates, before, gradient, gradientBefore);
      case RNN -> {
        for (int j = 0; j < width; j++) {
          gates[j] = gradient[j] * gates[j] * (1 - gates[j]);
        }
      }
    }
  }

  private void gruBack(float[] gates, float[] before, float[] gradient, float[] gradientBefore) {
    int w = width;
    for (int j = 0; j < w; j++) {
      float n = gates[j];
      float z = gates[j + w];
      float r = gates[j + 2 * w];
      float m = gates[j + 3 * w];
      float d = gradient[j];
      float dn = d * (1 - z) * (1 - n * n);
      gates[j] = dn;
      gates[j + w] = d * (before[j] - n) * z * (1 - z);
      gates[j + 2 * w] = dn * m * r * (1 - r);
      gates[j + 3 * w] = dn * r;
      gradientBefore[j] += d * z;
    }
  }

  private void lstmBack(
      float[] gates, float[] memoryBefore, float[] memory, float[] gradient, boolean last) {
    int w = width;
    for (int j = 0; j < w; j++) {
      float i = gates[j];
      float f = gates[j + w];
      float o = gates[j + 2 * w];
      float g = gates[j + 3 * w];
      float tanh = memory[j + w];
      float dc = Math.fma(gradient[j] * o, 1 - tanh * tanh, last ? 0 : memory[j]);
      gates[j] = dc * g * i * (1 - i);
      gates[j + w] = dc * memoryBefore[j] * f * (1 - f);
      gates[j + 2 * w] = gradient[j] * tanh * o * (1 - o);
      gates[j + 3 * w] = dc * i * (1 - g * g);
      memoryBefore[j] = dc * f;
    }
  }

  private void coupledBack(
      float[] gates, float[] before, float[] gradient, float[] gradientBefore) {
    int w = width;
    for (int j = 0; j < w; j++) {
      float i = gates[j];
      float g = gates[j + 2 * w];
      float d = gradient[j];
      gates[j] = d * (g - before[j]) * i * (1 - i);
      gates[j + 2 * w] = d * i * (1 - g * g);
      gradientBefore[j] += d * (1 - i);
    }
  }
}

package io.cartrec.neural.kernel;

/**
 * A recurrent cell. Its gates lie side by side in one matrix, each as wide as the state; the weights of
 * the input fill some of these blocks and the weights of the state some, as below, where {@code x} is a
 * block that the input reaches and {@code h} one that the state reaches. σ is the logistic function. What goes up is the
 * state, unless an output is named.
 */
public enum Cell {
  /**
   * The gated recurrent unit (Cho et al., 2014) with the reset gate behind the product: blocks {@code n
   * (x), z (xh), r (xh), m (h)}; {@code n = tanh(n + σ(r) m)}, {@code h' = (1 - σ(z)) n + σ(z) h}.
   */
  GRU(4, 0, 3, 1, 4),
  /**
   * Long short-term memory (Hochreiter and Schmidhuber, 1997; Gers et al., 2000): blocks {@code i, f, o,
   * g}, all (xh); {@code c' = σ(f) c + σ(i) tanh(g)}, {@code h' = σ(o) tanh(c')}.
   */
  LSTM(4, 0, 4, 0, 4),
  /**
   * A gated cell without a memory of its own: blocks {@code i, o, g}, all (xh); {@code h' = σ(i) tanh(g)
   * + (1 - σ(i)) h}, output {@code σ(o) tanh(h')}. Its forget gate is {@code 1 - σ(i)}.
   */
  COUPLED(3, 0, 3, 0, 3),
  /** The plain cell (Elman, 1990): one block (xh); {@code h' = σ(a)}, output {@code tanh(h')}. */
  RNN(1, 0, 1, 0, 1);

  private final int blocks;
  private final int inputFrom;
  private final int inputTo;
  private final int stateFrom;
  private final int stateTo;

  Cell(int blocks, int inputFrom, int inputTo, int stateFrom, int stateTo) {
    this.blocks = blocks;
    this.inputFrom = inputFrom;
    this.inputTo = inputTo;
    this.stateFrom = stateFrom;
    this.stateTo = stateTo;
  }

  /** How many blocks the gates have. */
  public int blocks() {
    return blocks;
  }

  /** How many blocks the input reaches. */
  public int inputBlocks() {
    return inputTo - inputFrom;
  }

  /** How many blocks the state reaches. */
  public int stateBlocks() {
    return stateTo - stateFrom;
  }

  int inputFrom() {
    return inputFrom;
  }

  int stateFrom() {
    return stateFrom;
  }

  /** The columns of {@code gates} that the input reaches: a view. */
  public Matrix input(Matrix gates) {
    int width = gates.columns() / blocks;
    return gates.columns(inputFrom * width, inputTo * width);
  }

  /** The columns of {@code gates} that the state reaches: a view. */
  public Matrix state(Matrix gates) {
    int width = gates.columns() / blocks;
    return gates.columns(stateFrom * width, stateTo * width);
  }

  /** How many blocks of numbers the cell keeps of a step beside gates and state. */
  public int memoryBlocks() {
    return switch (this) {
      case GRU -> 0;
      case RNN -> 1;
      case LSTM, COUPLED -> 2;
    };
  }

  /** Whether what goes up is the state. */
  boolean outputsState() {
    return this == GRU || this == LSTM;
  }

  /** What goes up, in states or in the memory of the same rows: a view. */
  public Matrix output(Matrix states, Matrix memory) {
    return outputsState() ? states : memory.columns(0, states.columns());
  }
}

package io.cartrec.benchmarks.kernels;

import io.cartrec.neural.kernel.Cell;
import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An LSTM over sequences, with all its matrices. Operations are reckoned from the shapes: two
 * for each number of the left and each column of the right factor of a product; gates, which take less than
 * a hundredth of them, are left out. Not thread-safe.
 */
final class Lstm {

  private final TensorKernels kernels;
  private final List<Steps> layouts; // of as many sequences and rows each
  private int turn;
  private final Steps one; // all rows as the first step of sequences of their own
  private final Matrix inputs;
  private final Matrix inputGradient;
  private final List<Matrix> weights; // of the input, of the state, the bias
  private final List<Matrix> gradients;
  private final Matrix gates;
  private final Matrix memory;
  private final Matrix states;
  private final Matrix stateGradient;
  private final Matrix before;

  /** Over sequences of one length. */
  Lstm(TensorKernels kernels, int sequences, int length, int inputWidth, int width) {
    this(kernels, List.of(Steps.of(repeated(length, sequences))), inputWidth, width);
  }

  /** Over batches in turn, all of as many sequences and rows. */
  Lstm(TensorKernels kernels, List<Steps> layouts, int inputWidth, int width) {
    this.kernels = kernels;
    this.layouts = layouts;
    int rows = steps().rows();
    this.one = Steps.of(repeated(1, rows));
    double reach = 1 / Math.sqrt(width);
    this.weights = List.of(
        Numbers.matrix(kernels, inputWidth, 4 * width, reach, 2),
        Numbers.matrix(kernels, width, 4 * width, reach, 3),
        Numbers.matrix(kernels, 1, 4 * width, reach, 4));
    this.gradients = weights.stream()
        .map(matrix -> kernels.allocate(matrix.rows(), matrix.columns()))
        .toList();
    this.inputs = Numbers.matrix(kernels, rows, inputWidth, 1, 5);
    this.inputGradient = kernels.allocate(rows, inputWidth);
    this.gates = kernels.allocate(rows, 4 * width);
    this.memory = kernels.allocate(rows, 2 * width);
    this.states = kernels.allocate(rows, width);
    this.stateGradient = kernels.allocate(rows, width);
    this.before = Numbers.matrix(kernels, rows, width, 1, 6);
  }

  private static int[] repeated(int value, int count) {
    int[] values = new int[count];
    Arrays.fill(values, value);
    return values;
  }

  /**
   * So many batches of sequences whose lengths are drawn between 1 and {@code 2 * mean - 1}: pairs of them
   * are twice the mean, so that all batches have as many rows.
   *
   * @param sequences even
   */
  static List<Steps> mixed(int batches, int sequences, int mean) {
    return IntStream.range(0, batches)
        .mapToObj(batch -> {
          int[] drawn = Numbers.codes(sequences / 2, 2 * mean - 1, batch);
          int[] lengths = IntStream.range(0, sequences)
              .map(s -> s % 2 == 0 ? 1 + drawn[s / 2] : 2 * mean - 1 - drawn[s / 2])
              .map(length -> -length)
              .sorted()
              .map(length -> -length)
              .toArray();
          return Steps.of(lengths);
        })
        .toList();
  }

  private Steps steps() {
    return layouts.get(turn % layouts.size());
  }

  /** Goes on to the next batch. */
  void turn() {
    turn++;
  }

  /** Weights of the input, of the state, and the bias. */
  List<Matrix> weights() {
    return weights;
  }

  /** The gradients of {@link #weights()}. */
  List<Matrix> gradients() {
    return gradients;
  }

  Matrix inputs() {
    return inputs;
  }

  Matrix inputGradient() {
    return inputGradient;
  }

  Matrix states() {
    return states;
  }

  /** What the way back begins with: the gradient of each state. */
  Matrix stateGradient() {
    return stateGradient;
  }

  /** One step of every row, each from a state before. */
  void step() {
    kernels.gemm(1, inputs, false, weights.get(0), false, 0, gates);
    kernels.gemm(1, before, false, weights.get(1), false, 1, gates);
    kernels.recurrentForward(Cell.LSTM, one, weights.get(1), weights.get(2), gates, memory, states);
  }

  /** All steps, from state 0. */
  void forward() {
    kernels.gemm(1, inputs, false, weights.get(0), false, 0, gates);
    kernels.recurrentForward(
        Cell.LSTM, steps(), weights.get(1), weights.get(2), gates, memory, states);
  }

  /** The way back, and the gradients of inputs and weights. */
  void backward() {
    kernels.recurrentBackward(
        Cell.LSTM, steps(), weights.get(1), gates, memory, states, stateGradient);
    kernels.gemm(1, inputs, true, gates, false, 0, gradients.get(0));
    kernels.gemm(1, gates, false, weights.get(0), true, 0, inputGradient);
    kernels.sumRows(gates, gradients.get(2));
    Matrix previous = before.rows(steps().sequences(), steps().rows());
    kernels.gather(states, steps().previous(), previous);
    Matrix later = gates.rows(steps().sequences(), steps().rows());
    kernels.gemm(1, previous, true, later, false, 0, gradients.get(1));
  }

  /** Forward, and back with the states as their own gradient. */
  void forwardAndBackward() {
    forward();
    kernels.copy(states, stateGradient);
    backward();
  }

  /** Waits until all is done. */
  void await() {
    kernels.download(states.rows(0, 1));
  }

  /** Multiplications and additions of {@link #step}. */
  long stepOperations() {
    return product(steps().rows(), inputs.columns()) + product(steps().rows(), states.columns());
  }

  /** Those of {@link #forward}: the first step has no state to multiply. */
  long forwardOperations() {
    int later = steps().rows() - steps().sequences();
    return product(steps().rows(), inputs.columns()) + product(later, states.columns());
  }

  /** Those of {@link #backward}: each product has one for either of its factors. */
  long backwardOperations() {
    return 2 * forwardOperations();
  }

  private long product(int rows, int width) {
    return 2L * rows * width * gates.columns();
  }

  /** The fewest bytes of a step, or of the way forward: weights, inputs, gates, memory and states once. */
  long forwardBytes() {
    long each = (long) inputs.columns() + gates.columns() + memory.columns() + states.columns();
    long once = (long) (inputs.columns() + states.columns()) * gates.columns();
    return Float.BYTES * (once + steps().rows() * each);
  }
}

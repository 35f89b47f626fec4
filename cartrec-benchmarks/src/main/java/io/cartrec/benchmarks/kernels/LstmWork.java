package io.cartrec.benchmarks.gpu;

import io.cartrec.neural.kernel.Adam;
import io.cartrec.neural.kernel.Cell;
import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A training step of an LSTM over sequences of items: embeddings, the way forward, a softmax over drawn
 * items, the way back, and Adam on all that took part. Not thread-safe.
 */
final class LstmWork {

  private static final int ITEMS = 100_000;

  private final TensorKernels kernels;
  private final int width;
  private final Steps steps;
  private final Matrix table;
  private final Matrix tableFirst;
  private final Matrix tableSecond;
  private final List<Matrix> weights; // of the input, of the state, the bias
  private final List<Matrix> gradients;
  private final List<Matrix> first;
  private final List<Matrix> second;
  private final Matrix inputs;
  private final Matrix gates;
  private final Matrix memory;
  private final Matrix states;
  private final Matrix before;
  private final Matrix stateGradient;
  private final Matrix inputGradient;
  private final Matrix candidates;
  private final Matrix tableGradient; // of the rows that take part, those of the candidates first
  private final Matrix logits;
  private final Matrix correction;
  private final int[] rows;
  private final int[] drawn;
  private final int[] targets;
  private final int[] touched; // all rows of the table that take part, the candidates' first
  private final int[] places; // where those of the inputs are among them
  private long step;

  LstmWork(TensorKernels kernels, int sequences, int length, int width, int drawn) {
    this.kernels = kernels;
    this.width = width;
    this.steps = Steps.of(repeated(length, sequences));
    int count = steps.rows();
    double reach = 1 / Math.sqrt(width);
    this.table = Numbers.matrix(kernels, ITEMS, width, reach, 1);
    this.tableFirst = kernels.allocate(ITEMS, width);
    this.tableSecond = kernels.allocate(ITEMS, width);
    this.weights = List.of(
        Numbers.matrix(kernels, width, 4 * width, reach, 2),
        Numbers.matrix(kernels, width, 4 * width, reach, 3),
        Numbers.matrix(kernels, 1, 4 * width, reach, 4));
    this.gradients = shapedAs(weights);
    this.first = shapedAs(weights);
    this.second = shapedAs(weights);
    this.inputs = kernels.allocate(count, width);
    this.gates = kernels.allocate(count, 4 * width);
    this.memory = kernels.allocate(count, 2 * width);
    this.states = kernels.allocate(count, width);
    this.before = kernels.allocate(count - sequences, width);
    this.stateGradient = kernels.allocate(count, width);
    this.inputGradient = kernels.allocate(count, width);
    this.candidates = kernels.allocate(drawn, width);
    this.logits = kernels.allocate(count, drawn);
    this.correction = kernels.allocate(1, drawn);
    this.rows = Numbers.codes(count, ITEMS, 5);
    this.drawn = IntStream.range(0, drawn).map(i -> i * (ITEMS / drawn)).toArray();
    this.targets = Numbers.codes(count, drawn, 6);
    this.touched = IntStream.concat(Arrays.stream(this.drawn), Arrays.stream(rows))
        .distinct()
        .toArray();
    Map<Integer, Integer> placeOf = new HashMap<>();
    for (int place = 0; place < touched.length; place++) {
      placeOf.put(touched[place], place);
    }
    this.places = Arrays.stream(rows).map(placeOf::get).toArray();
    this.tableGradient = kernels.allocate(touched.length, width);
  }

  private List<Matrix> shapedAs(List<Matrix> matrices) {
    return matrices.stream()
        .map(matrix -> kernels.allocate(matrix.rows(), matrix.columns()))
        .toList();
  }

  private static int[] repeated(int value, int count) {
    int[] values = new int[count];
    Arrays.fill(values, value);
    return values;
  }

  /** The way forward alone. */
  void forward() {
    kernels.gemm(1, inputs, false, weights.get(0), false, 0, gates);
    kernels.recurrentForward(
        Cell.LSTM, steps, weights.get(1), weights.get(2), gates, memory, states);
  }

  /** The whole step; the mean loss before it. */
  double learn() {
    step++;
    kernels.gather(table, rows, inputs);
    forward();
    kernels.gather(table, drawn, candidates);
    kernels.gemm(1, states, false, candidates, true, 0, logits);
    float scale = 1f / rows.length;
    double loss = kernels.softmaxCrossEntropy(logits, correction, targets, scale);
    kernels.gemm(1, logits, false, candidates, false, 0, stateGradient);
    Matrix candidateGradient = tableGradient.rows(0, drawn.length);
    kernels.gemm(1, logits, true, states, false, 0, candidateGradient);
    backward();
    kernels.clear(tableGradient.rows(drawn.length, touched.length));
    kernels.scatterAdd(inputGradient, places, tableGradient);
    Adam rule = Adam.of(1e-3, 0, step);
    for (int i = 0; i < weights.size(); i++) {
      int[] all = IntStream.range(0, weights.get(i).rows()).toArray();
      kernels.adam(gradients.get(i), all, weights.get(i), first.get(i), second.get(i), rule);
    }
    kernels.adam(tableGradient, touched, table, tableFirst, tableSecond, rule);
    return loss / rows.length;
  }

  private void backward() {
    kernels.recurrentBackward(
        Cell.LSTM, steps, weights.get(1), gates, memory, states, stateGradient);
    kernels.gemm(1, inputs, true, gates, false, 0, gradients.get(0));
    kernels.gemm(1, gates, false, weights.get(0), true, 0, inputGradient);
    kernels.sumRows(gates, gradients.get(2));
    kernels.gather(states, steps.previous(), before);
    Matrix later = gates.rows(steps.sequences(), steps.rows());
    kernels.gemm(1, before, true, later, false, 0, gradients.get(1));
  }

  /** Waits until all is done. */
  void await() {
    kernels.download(states.rows(0, 1));
  }

  /** The states of the first step, and the embeddings of a few inputs. */
  List<float[]> numbers() {
    Matrix some = kernels.allocate(8, width);
    kernels.gather(table, Arrays.copyOf(rows, 8), some);
    return List.of(kernels.download(states.rows(0, 8)), kernels.download(some));
  }

  /** Multiplications and additions of the way forward. */
  double forwardOperations() {
    return 2.0 * steps.rows() * 8 * width * width;
  }

  /** Multiplications and additions of the whole step. */
  double operations() {
    return 3 * forwardOperations() + 3 * 2.0 * steps.rows() * drawn.length * width;
  }

  /** The fewest bytes of the way forward: weights, inputs, gates, memory and states once. */
  double forwardBytes() {
    return 4.0 * (8.0 * width * width + steps.rows() * 8.0 * width);
  }

  /** The fewest bytes of the whole step. */
  double bytes() {
    return 3 * forwardBytes() + 4.0 * 3 * steps.rows() * drawn.length;
  }
}

package io.cartrec.benchmarks.kernels;

import io.cartrec.neural.kernel.Adam;
import io.cartrec.neural.kernel.Matrix;
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
  private final Lstm net;
  private final Matrix table;
  private final Matrix tableFirst;
  private final Matrix tableSecond;
  private final List<Matrix> first;
  private final List<Matrix> second;
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

  /** On sequences of one length. */
  LstmWork(TensorKernels kernels, int sequences, int length, int width, int drawn) {
    this(kernels, new Lstm(kernels, sequences, length, width, width), drawn);
  }

  /** On the batches of {@code net} in turn. */
  LstmWork(TensorKernels kernels, Lstm net, int drawn) {
    this.kernels = kernels;
    this.net = net;
    int count = net.inputs().rows();
    int width = net.inputs().columns();
    this.table = Numbers.matrix(kernels, ITEMS, width, 1 / Math.sqrt(width), 1);
    this.tableFirst = kernels.allocate(ITEMS, width);
    this.tableSecond = kernels.allocate(ITEMS, width);
    this.first = shapedAs(net.weights());
    this.second = shapedAs(net.weights());
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

  /** The whole step; the mean loss before it. */
  double learn() {
    step++;
    net.turn();
    kernels.gather(table, rows, net.inputs());
    net.forward();
    kernels.gather(table, drawn, candidates);
    kernels.gemm(1, net.states(), false, candidates, true, 0, logits);
    float scale = 1f / rows.length;
    double loss = kernels.softmaxCrossEntropy(logits, correction, targets, scale);
    kernels.gemm(1, logits, false, candidates, false, 0, net.stateGradient());
    Matrix candidateGradient = tableGradient.rows(0, drawn.length);
    kernels.gemm(1, logits, true, net.states(), false, 0, candidateGradient);
    net.backward();
    kernels.clear(tableGradient.rows(drawn.length, touched.length));
    kernels.scatterAdd(net.inputGradient(), places, tableGradient);
    Adam rule = Adam.of(1e-3, 0, step);
    for (int i = 0; i < first.size(); i++) {
      Matrix weights = net.weights().get(i);
      int[] all = IntStream.range(0, weights.rows()).toArray();
      kernels.adam(net.gradients().get(i), all, weights, first.get(i), second.get(i), rule);
    }
    kernels.adam(tableGradient, touched, table, tableFirst, tableSecond, rule);
    return loss / rows.length;
  }

  /** Waits until all is done. */
  void await() {
    net.await();
  }

  /** The states of the first step, and the embeddings of a few inputs. */
  List<float[]> numbers() {
    Matrix some = kernels.allocate(8, table.columns());
    kernels.gather(table, Arrays.copyOf(rows, 8), some);
    return List.of(kernels.download(net.states().rows(0, 8)), kernels.download(some));
  }

  /** Multiplications and additions of the whole step: those of the net, and of the softmax. */
  long operations() {
    return net.forwardOperations()
        + net.backwardOperations()
        + 3 * 2L * rows.length * drawn.length * table.columns();
  }

  /** The fewest bytes of the whole step. */
  long bytes() {
    return 3 * net.forwardBytes() + 3L * Float.BYTES * rows.length * drawn.length;
  }
}

package io.cartrec.benchmarks;

import io.cartrec.Cart;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.Recommender;
import io.cartrec.neural.Learning;
import io.cartrec.neural.Precision;
import io.cartrec.neural.RecurrentConfig;
import io.cartrec.neural.RecurrentTrainer;
import io.cartrec.neural.kernel.ByteBlocks;
import io.cartrec.neural.kernel.Cell;
import io.cartrec.neural.kernel.Lanes;
import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Mix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;
import io.cartrec.recommend.Recommenders;
import io.cartrec.testkit.ZipfShop;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Kernels of the neural models on one thread with the Vector API: one step of an LSTM cell for 256
 * sequences, input 100, state 256; the way forward and back of 32 sequences of 20 steps, width 100; a
 * request for 20 of 100,000 items, with ten in the cart, to an LSTM of width 100 that was trained for one
 * short epoch; and the products of a state with a million items of width 100, beside merely reading them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx3g", "-XX:+UseSerialGC", "--add-modules", "jdk.incubator.vector"})
@SuppressWarnings("NullAway.Init") // JMH calls prepare() before anything else
public class NeuralBenchmark {

  private static final int QUERIES = 1 << 8;
  private static final int CART = 10;

  private final TensorKernels kernels = TensorKernels.cpu(1);
  private final Steps steps = Steps.of(repeated(20, 32));
  private Lstm cell;
  private Lstm sequences;

  /** Allocates and fills. */
  @Setup
  public void prepare() {
    cell = new Lstm(256, 100, 256);
    sequences = new Lstm(32 * 20, 100, 100);
  }

  /** A product of the input and one of the state, and the gates. */
  @Benchmark
  public Matrix cellStep() {
    Matrix gates = cell.gates;
    kernels.gemm(1, cell.inputs, false, cell.inputWeights, false, 0, gates);
    kernels.gemm(1, cell.states, false, cell.stateWeights, false, 1, gates);
    kernels.recurrentForward(
        Cell.LSTM, cell.one, cell.stateWeights, cell.bias, gates, cell.memory, cell.next);
    return cell.next;
  }

  /** Forward, back, and the products for the gradients of weights and inputs. */
  @Benchmark
  public Matrix sequencesForwardAndBack() {
    Lstm net = sequences;
    kernels.gemm(1, net.inputs, false, net.inputWeights, false, 0, net.gates);
    kernels.recurrentForward(
        Cell.LSTM, steps, net.stateWeights, net.bias, net.gates, net.memory, net.next);
    kernels.copy(net.states, net.gradient);
    kernels.recurrentBackward(
        Cell.LSTM, steps, net.stateWeights, net.gates, net.memory, net.next, net.gradient);
    kernels.gemm(1, net.inputs, true, net.gates, false, 0, net.inputWeightsGradient);
    kernels.gemm(1, net.next, true, net.gates, false, 0, net.stateWeightsGradient);
    kernels.gemm(1, net.gates, false, net.inputWeights, true, 0, net.inputGradient);
    return net.inputGradient;
  }

  /** A shop of 100,000 items. */
  @State(Scope.Benchmark)
  public static class Shop {
    @Param({"FLOAT", "INT8"})
    private Precision items;

    private Recommender recommender;
    private List<RecommendationRequest> requests;
    private int at;

    /** Trains on few carts, as the time of an answer does not depend on what was learned. */
    @Setup
    public void prepare() {
      ZipfShop shop = new ZipfShop(100_000, 100_000, 42);
      RecurrentConfig config = RecurrentConfig.lstm()
          .withWidth(100)
          .withItems(items)
          .withLearning(Learning.defaults().withEpochs(1).withNegatives(64));
      recommender = Recommenders.of(new RecurrentTrainer(config).train(shop.dataset()));
      List<String> ids = shop.queries(QUERIES * CART).stream()
          .map(cart -> cart.lines().get(0).itemId())
          .toList();
      requests = IntStream.range(0, QUERIES)
          .mapToObj(i -> Cart.of(ids.subList(i * CART, (i + 1) * CART).toArray(new String[0])))
          .map(cart -> RecommendationRequest.of(cart).limit(20))
          .toList();
    }
  }

  @Benchmark
  public Recommendations answer(Shop shop) {
    return shop.recommender.recommend(shop.requests.get(shop.at++ & (QUERIES - 1)));
  }

  /** A million items of 100 numbers outside the heap, as in a mapped file, in floats and in bytes. */
  @State(Scope.Benchmark)
  public static class Catalogue {
    private static final int ITEMS = 1_000_000;
    private static final int WIDTH = 100;
    private static final int BLOCK = 128;

    private final Lanes lanes = Lanes.best();
    private final FloatBuffer floats = ByteBuffer.allocateDirect(ITEMS * WIDTH * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
    private final ByteBuffer bytes = ByteBuffer.allocateDirect((int) ByteBlocks.size(ITEMS, WIDTH));
    private final float[] state = new float[WIDTH];
    private final float[] rows = new float[BLOCK * WIDTH];
    private final short[] rounded = new short[ByteBlocks.columns(WIDTH)];
    private final byte[] blocks = new byte[BLOCK * rounded.length];
    private final float[] products = new float[BLOCK];

    /** Fills. */
    @Setup
    public void prepare() {
      for (int i = 0; i < ITEMS * WIDTH; i++) {
        floats.put(i, Mix.of(1, i) * 0x1p-66f);
      }
      for (int i = 0; i < bytes.capacity(); i++) {
        bytes.put(i, (byte) Mix.of(2, i));
      }
      floats.get(0, state);
    }
  }

  /** Brings all floats into the first cache, in order, and does nothing with them. */
  @Benchmark
  public float readMillion(Catalogue items) {
    for (int from = 0; from < Catalogue.ITEMS; from += Catalogue.BLOCK) {
      int size = Math.min(Catalogue.BLOCK, Catalogue.ITEMS - from);
      items.floats.get(from * Catalogue.WIDTH, items.rows, 0, size * Catalogue.WIDTH);
    }
    return items.rows[0];
  }

  @Benchmark
  public float scoreMillion(Catalogue items) {
    for (int from = 0; from < Catalogue.ITEMS; from += Catalogue.BLOCK) {
      int size = Math.min(Catalogue.BLOCK, Catalogue.ITEMS - from);
      items.floats.get(from * Catalogue.WIDTH, items.rows, 0, size * Catalogue.WIDTH);
      items.lanes.dots(items.state, items.rows, size, items.products);
    }
    return items.products[0];
  }

  @Benchmark
  public float scoreMillionBytes(Catalogue items) {
    ByteBlocks.round(items.state, items.rounded);
    for (int from = 0; from < Catalogue.ITEMS; from += Catalogue.BLOCK) {
      int size = Math.min(Catalogue.BLOCK, Catalogue.ITEMS - from);
      items.bytes.get(from * items.rounded.length, items.blocks, 0, size * items.rounded.length);
      items.lanes.dots(items.rounded, items.blocks, size / ByteBlocks.ROWS, items.products);
    }
    return items.products[0];
  }

  private static int[] repeated(int value, int times) {
    int[] values = new int[times];
    Arrays.fill(values, value);
    return values;
  }

  /** The matrices of an LSTM. */
  private final class Lstm {
    private final Steps one;
    private final Matrix inputs;
    private final Matrix inputWeights;
    private final Matrix inputWeightsGradient;
    private final Matrix inputGradient;
    private final Matrix stateWeights;
    private final Matrix stateWeightsGradient;
    private final Matrix bias;
    private final Matrix gates;
    private final Matrix memory;
    private final Matrix states;
    private final Matrix next;
    private final Matrix gradient;

    Lstm(int rows, int inputWidth, int width) {
      this.one = Steps.of(repeated(1, rows));
      this.inputs = numbers(rows, inputWidth);
      this.inputWeights = numbers(inputWidth, 4 * width);
      this.inputWeightsGradient = kernels.allocate(inputWidth, 4 * width);
      this.inputGradient = kernels.allocate(rows, inputWidth);
      this.stateWeights = numbers(width, 4 * width);
      this.stateWeightsGradient = kernels.allocate(width, 4 * width);
      this.bias = numbers(1, 4 * width);
      this.gates = kernels.allocate(rows, 4 * width);
      this.memory = kernels.allocate(rows, 2 * width);
      this.states = numbers(rows, width);
      this.next = kernels.allocate(rows, width);
      this.gradient = kernels.allocate(rows, width);
    }

    private Matrix numbers(int rows, int columns) {
      float[] numbers = new float[rows * columns];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = Mix.of(rows, i) * 0x1p-66f;
      }
      Matrix matrix = kernels.allocate(rows, columns);
      kernels.upload(numbers, matrix);
      return matrix;
    }
  }
}

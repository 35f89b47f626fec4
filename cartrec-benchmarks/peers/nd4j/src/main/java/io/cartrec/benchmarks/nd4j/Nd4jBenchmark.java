package io.cartrec.benchmarks.nd4j;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.nd4j.autodiff.samediff.SDIndex;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What {@code KernelBenchmark} measures of our kernels, by ND4J on one thread: its {@code lstmLayer} for
 * one time step, and the way forward and back through a SameDiff graph of all steps, as its gradient of
 * {@code lstmLayer} is many times slower. The numbers are by chance, as the time does not depend on them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx3g", "-XX:+UseSerialGC"})
@SuppressWarnings("NullAway.Init") // JMH calls prepare() before anything else
public class Nd4jBenchmark {

  private static final int BATCH = 256;
  private static final int INPUT = 100;
  private static final int STATE = 256;
  private static final int SEQUENCES = 32;
  private static final int STEPS = 20;
  private static final int WIDTH = 100;
  private static final int TANH = 0; // as lstmLayer counts activations
  private static final int SIGMOID = 2;

  private DynamicCustomOp cell;
  private SameDiff net;

  /** Allocates and fills. */
  @Setup
  public void prepare() {
    Nd4j.getEnvironment().setMaxThreads(1);
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    cell = DynamicCustomOp.builder("lstmLayer")
        .addInputs(
            numbers(1, BATCH, INPUT),
            numbers(INPUT, 4 * STATE),
            numbers(STATE, 4 * STATE),
            numbers(4 * STATE),
            numbers(BATCH, STATE),
            numbers(BATCH, STATE))
        .addOutputs(numbers(BATCH, STATE), numbers(BATCH, STATE))
        .addIntegerArguments(0, 0, SIGMOID, TANH, TANH) // time first, forward
        .addBooleanArguments(true, false, true, true, false, false, true, true)
        .addFloatingPointArguments(0.0) // no clipping
        .build();
    net = SameDiff.create();
    SDVariable input = net.var("input", numbers(WIDTH, 4 * WIDTH));
    SDVariable state = net.var("state", numbers(WIDTH, 4 * WIDTH));
    SDVariable bias = net.var("bias", numbers(1, 4 * WIDTH));
    SDVariable inputs = net.var("inputs", numbers(STEPS * SEQUENCES, WIDTH));
    SDVariable open = inputs.mmul(input).add(bias);
    SDVariable h = net.constant(Nd4j.zeros(DataType.FLOAT, SEQUENCES, WIDTH));
    SDVariable c = h;
    SDVariable[] states = new SDVariable[STEPS];
    for (int t = 0; t < STEPS; t++) {
      SDIndex rows = SDIndex.interval(t * SEQUENCES, (t + 1) * SEQUENCES);
      SDVariable gates = open.get(rows, SDIndex.all()).add(h.mmul(state));
      SDVariable i = net.nn().sigmoid(block(gates, 0));
      SDVariable f = net.nn().sigmoid(block(gates, 1));
      SDVariable o = net.nn().sigmoid(block(gates, 2));
      SDVariable g = net.math().tanh(block(gates, 3));
      c = f.mul(c).add(i.mul(g));
      h = o.mul(net.math().tanh(c));
      states[t] = h;
    }
    net.concat(0, states).sum().markAsLoss();
  }

  private static SDVariable block(SDVariable gates, int block) {
    return gates.get(SDIndex.all(), SDIndex.interval(block * WIDTH, (block + 1) * WIDTH));
  }

  private static INDArray numbers(long... shape) {
    return Nd4j.rand(DataType.FLOAT, shape).subi(0.5);
  }

  /** 256 rows, input 100, state 256. */
  @Benchmark
  public INDArray[] lstmCell(Flops counter) {
    counter.flops += 2L * BATCH * (INPUT + STATE) * 4 * STATE;
    return Nd4j.exec(cell);
  }

  /**
   * 32 sequences of 20 steps, input and state 100. The first step has no state to multiply; each product
   * of the way forward has two on the way back.
   */
  @Benchmark
  public Map<String, INDArray> sequencesForwardAndBack(Flops counter) {
    counter.flops += 3 * 2L * SEQUENCES * (STEPS + STEPS - 1) * WIDTH * 4 * WIDTH;
    return net.calculateGradients(Map.of(), "inputs", "input", "state", "bias");
  }
}

package io.cartrec.neural.kernel;

import java.util.Arrays;

/**
 * A cell with its weights, one step at a time for one sequence: how a state is carried on where {@link
 * TensorKernels#recurrentForward} runs whole sequences. Immutable and thread-safe.
 */
public final class CellStep {

  /**
   * What is carried from one step to the next. Not to be changed.
   *
   * @param state the state
   * @param memory what else the cell keeps
   * @param output what goes up
   */
  public record Carried(float[] state, float[] memory, float[] output) {}

  private final Cell cell;
  private final int width;
  private final float[][] inputWeights;
  private final float[][] stateWeights;
  private final float[] bias;
  private final CellMath math;

  /**
   * The weights as the kernels have them, row by row.
   *
   * @param inputWeights width x input blocks * width
   * @param stateWeights width x state blocks * width
   * @param bias blocks * width
   */
  public CellStep(Cell cell, int width, float[] inputWeights, float[] stateWeights, float[] bias) {
    this.cell = cell;
    this.width = width;
    this.inputWeights = rows(inputWeights, width);
    this.stateWeights = rows(stateWeights, width);
    this.bias = bias;
    this.math = new CellMath(cell, width, Lanes.best());
  }

  private static float[][] rows(float[] numbers, int count) {
    int columns = numbers.length / count;
    float[][] rows = new float[count][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(numbers, i * columns, (i + 1) * columns));
    return rows;
  }

  /** What a sequence begins with. */
  public Carried begin() {
    float[] zeros = new float[width];
    return new Carried(zeros, new float[cell.memoryBlocks() * width], zeros);
  }

  /** One step on from {@code before}. */
  public Carried next(Carried before, float[] input) {
    float[] gates = bias.clone();
    add(input, inputWeights, gates, cell.inputFrom() * width);
    add(before.state(), stateWeights, gates, cell.stateFrom() * width);
    float[] state = new float[width];
    float[] memory = new float[cell.memoryBlocks() * width];
    math.forward(gates, before.state(), before.memory(), memory, state);
    return new Carried(state, memory, cell.outputsState() ? state : Arrays.copyOf(memory, width));
  }

  /** Adds the product to {@code into}, from {@code at} on. */
  private static void add(float[] row, float[][] weights, float[] into, int at) {
    float[] product = new float[weights[0].length];
    for (int i = 0; i < row.length; i++) {
      float factor = row[i];
      float[] weight = weights[i];
      for (int j = 0; j < product.length; j++) {
        product[j] = Math.fma(factor, weight[j], product[j]);
      }
    }
    for (int j = 0; j < product.length; j++) {
      into[at + j] += product[j];
    }
  }
}

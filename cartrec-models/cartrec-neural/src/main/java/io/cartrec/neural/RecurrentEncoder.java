package io.cartrec.neural;

import io.cartrec.model.Tensor;
import io.cartrec.neural.kernel.Cell;
import io.cartrec.neural.kernel.CellMath;
import io.cartrec.neural.kernel.Lanes;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Serves recurrent layers, step by step. Not thread-safe; its weights are shared and immutable. */
final class RecurrentEncoder implements Encoder {

  /** One layer: one array for each row of a matrix; not to be changed. */
  record Weights(float[][] input, float[][] state, float[] bias) {}

  private final List<Weights> layers;
  private final int width;
  private final Lanes lanes;
  private final CellMath math;
  private final float[][] states;
  private final float[][] memories;
  private final float[] gates;
  private final float[] inputGates;
  private final float[] stateGates;

  RecurrentEncoder(RecurrentConfig config, List<Weights> layers, Lanes lanes) {
    Cell cell = config.cell();
    this.layers = layers;
    this.width = config.width();
    this.lanes = lanes;
    this.math = new CellMath(cell, width, lanes);
    this.states = new float[layers.size()][width];
    this.memories = new float[layers.size()][2 * width];
    this.gates = new float[cell.blocks() * width];
    this.inputGates = new float[cell.inputBlocks() * width];
    this.stateGates = new float[cell.stateBlocks() * width];
  }

  /** The layers that {@code tensors} hold. */
  static List<Weights> weights(RecurrentConfig config, Map<String, Tensor> tensors) {
    List<Weights> layers = new ArrayList<>();
    for (int layer = 0; layer < config.layers(); layer++) {
      String name = "layer" + layer;
      layers.add(new Weights(
          rows(tensors, name + ".input", config.width()),
          rows(tensors, name + ".state", config.width()),
          rows(tensors, name + ".bias", 1)[0]));
    }
    return layers;
  }

  private static float[][] rows(Map<String, Tensor> tensors, String name, int rows) {
    FloatBuffer numbers = Objects.requireNonNull(tensors.get(name), name).floats();
    float[][] matrix = new float[rows][numbers.remaining() / rows];
    for (float[] row : matrix) {
      numbers.get(row);
    }
    return matrix;
  }

  @Override
  public float[] encode(float[][] inputs, int count) {
    for (int layer = 0; layer < states.length; layer++) {
      Arrays.fill(states[layer], 0);
      Arrays.fill(memories[layer], 0);
    }
    for (int at = 0; at < count; at++) {
      float[] input = inputs[at];
      for (int layer = 0; layer < states.length; layer++) {
        step(layers.get(layer), input, states[layer], memories[layer]);
        input = states[layer];
      }
    }
    return states[states.length - 1];
  }

  private void step(Weights weights, float[] input, float[] state, float[] memory) {
    Arrays.fill(inputGates, 0);
    Arrays.fill(stateGates, 0);
    for (int k = 0; k < width; k++) {
      lanes.addTo(inputGates, input[k], weights.input()[k]);
      lanes.addTo(stateGates, state[k], weights.state()[k]);
    }
    System.arraycopy(weights.bias(), 0, gates, 0, gates.length);
    for (int j = 0; j < inputGates.length; j++) {
      gates[j] += inputGates[j];
    }
    int shift = gates.length - stateGates.length;
    for (int j = 0; j < stateGates.length; j++) {
      gates[shift + j] += stateGates[j];
    }
    math.forward(gates, state, memory, memory, state);
  }
}

package io.cartrec.neural;

import io.cartrec.internal.Pool;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.neural.kernel.Cell;
import io.cartrec.neural.kernel.CellMath;
import io.cartrec.neural.kernel.Lanes;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Runs the newest entries of a query, in order, through the cells, and scores each item by the softmax
 * of the state's products with all of them: the probability that it comes next. Without an entry, or
 * when it learned nothing, it has nothing to say. Cost: {@code O(entries * width²)} and {@code O(items *
 * width)}. Immutable and thread-safe.
 */
final class RecurrentModel implements Model {

  private static final int BLOCK = 64; // items scored at a time

  private final ModelBase base;
  private final RecurrentConfig config;
  private final RecurrentWeights weights;
  private final FloatBuffer inputs;
  private final FloatBuffer outputs;
  private final Lanes lanes = Lanes.best();
  private final Cell cell;
  private final Pool<Scratch> pool;

  RecurrentModel(ModelBase base, RecurrentConfig config, RecurrentWeights weights) {
    this.base = base;
    this.config = config;
    this.weights = weights;
    this.inputs = weights.inputs().floats();
    this.outputs = weights.outputs().floats();
    this.cell = Cell.valueOf(config.unit().name());
    this.pool = new Pool<>(Scratch::new);
  }

  @Override
  public ModelBase base() {
    return base;
  }

  @Override
  public Map<String, Tensor> tensors() {
    return weights.tensors();
  }

  @Override
  public void score(Query query, ScoreAccumulator into) {
    int[] sequence = query.sequence();
    if (sequence.length == 0 || weights.learned().ints().get(0) == 0) {
      return;
    }
    Scratch scratch = pool.take();
    scratch.run(sequence);
    scratch.score(into);
    pool.giveBack(scratch);
  }

  /** Working space of one request at a time. Not thread-safe. */
  private final class Scratch {
    private final int width = config.width();
    private final CellMath math = new CellMath(cell, width, lanes);
    private final float[] input = new float[width];
    private final float[][] states = new float[config.layers()][width];
    private final float[][] memories = new float[config.layers()][2 * width];
    private final float[] gates = new float[cell.blocks() * width];
    private final float[] inputGates = new float[cell.inputBlocks() * width];
    private final float[] stateGates = new float[cell.stateBlocks() * width];
    private final float[] rows = new float[BLOCK * width];
    private final float[] products = new float[BLOCK];
    private final float[] scores = new float[base.items().size()];

    void run(int[] sequence) {
      for (int layer = 0; layer < states.length; layer++) {
        Arrays.fill(states[layer], 0);
        Arrays.fill(memories[layer], 0);
      }
      for (int at = Math.max(0, sequence.length - config.longest()); at < sequence.length; at++) {
        inputs.get(sequence[at] * width, input);
        float[] layerInput = input;
        List<RecurrentWeights.Cells> layers = weights.layers();
        for (int layer = 0; layer < states.length; layer++) {
          step(layers.get(layer), layerInput, states[layer], memories[layer]);
          layerInput = states[layer];
        }
      }
    }

    private void step(
        RecurrentWeights.Cells cells, float[] layerInput, float[] state, float[] memory) {
      Arrays.fill(inputGates, 0);
      Arrays.fill(stateGates, 0);
      for (int k = 0; k < width; k++) {
        lanes.addTo(inputGates, layerInput[k], cells.input()[k]);
        lanes.addTo(stateGates, state[k], cells.state()[k]);
      }
      System.arraycopy(cells.bias(), 0, gates, 0, gates.length);
      int shift = gates.length - stateGates.length;
      for (int j = 0; j < inputGates.length; j++) {
        gates[j] += inputGates[j];
      }
      for (int j = 0; j < stateGates.length; j++) {
        gates[shift + j] += stateGates[j];
      }
      math.forward(gates, state, memory, memory, state);
    }

    void score(ScoreAccumulator into) {
      float[] state = states[states.length - 1];
      for (int from = 0; from < scores.length; from += BLOCK) {
        int count = Math.min(BLOCK, scores.length - from);
        outputs.get(from * width, rows, 0, count * width);
        lanes.dots(state, rows, count, products);
        System.arraycopy(products, 0, scores, from, count);
      }
      double sum = lanes.expSum(scores, 0, scores.length, lanes.max(scores, 0, scores.length));
      for (int item = 0; item < scores.length; item++) {
        into.add(item, scores[item] / sum);
      }
    }
  }
}

package io.cartrec.neural;

import io.cartrec.internal.Pool;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.neural.kernel.Lanes;
import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/**
 * Runs the newest entries of a query, in order, through the layers of a net, and scores each item by the
 * softmax of the last state's products with all of them: the probability that it comes next. Without an
 * entry, or when it learned from nothing, it has nothing to say. Cost: that of the layers, and {@code
 * O(items * width)}. Immutable and thread-safe.
 */
final class SequenceModel implements Model {

  private static final int BLOCK = 64; // items scored at a time

  private final ModelBase base;
  private final SequenceWeights weights;
  private final int width;
  private final int longest;
  private final FloatBuffer inputs;
  private final FloatBuffer outputs;
  private final Lanes lanes = Lanes.best();
  private final Pool<Scratch> pool;

  SequenceModel(ModelBase base, SequenceWeights weights, int width, int longest, LayerPlan plan) {
    this.base = base;
    this.weights = weights;
    this.width = width;
    this.longest = longest;
    this.inputs = weights.inputs().floats();
    this.outputs = weights.outputs().floats();
    this.pool = new Pool<>(() -> new Scratch(plan));
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
    if (sequence.length == 0 || !weights.isTrained()) {
      return;
    }
    Scratch scratch = pool.take();
    float[] scores = scratch.logits(sequence);
    double sum = lanes.expSum(scores, 0, scores.length, lanes.max(scores, 0, scores.length));
    for (int item = 0; item < scores.length; item++) {
      into.add(item, scores[item] / sum);
    }
    pool.giveBack(scratch);
  }

  /** The logit of every item after {@code sequence}. */
  float[] logits(int[] sequence) {
    Scratch scratch = pool.take();
    float[] logits = scratch.logits(sequence).clone();
    pool.giveBack(scratch);
    return logits;
  }

  /** Working space of one request at a time. Not thread-safe. */
  private final class Scratch {
    private final TensorKernels kernels = TensorKernels.cpu(1);
    private final List<Layer> layers;
    private final Matrix entries = kernels.allocate(longest, width);
    private final float[] rows = new float[BLOCK * width];
    private final float[] products = new float[BLOCK];
    private final float[] logits = new float[base.items().size()];

    Scratch(LayerPlan plan) {
      layers = plan.layers(kernels, longest, Weights.saved(kernels, weights.layers()));
    }

    float[] logits(int[] sequence) {
      float[] state = state(sequence, Math.min(longest, sequence.length));
      for (int from = 0; from < logits.length; from += BLOCK) {
        int size = Math.min(BLOCK, logits.length - from);
        outputs.get(from * width, rows, 0, size * width);
        lanes.dots(state, rows, size, products);
        System.arraycopy(products, 0, logits, from, size);
      }
      return logits;
    }

    /** What the net makes of the newest {@code count} entries. */
    private float[] state(int[] sequence, int count) {
      float[] read = new float[count * width];
      for (int at = 0; at < count; at++) {
        inputs.get(sequence[sequence.length - count + at] * width, read, at * width, width);
      }
      Matrix values = entries.rows(0, count);
      kernels.upload(read, values);
      Steps steps = Steps.of(count);
      for (Layer layer : layers) {
        values = layer.forward(steps, values, false, 0);
      }
      return kernels.download(values.rows(count - 1, count));
    }
  }
}

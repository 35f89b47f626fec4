package io.cartrec.neural;

import io.cartrec.internal.Pool;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.neural.kernel.Lanes;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.function.Supplier;

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

  SequenceModel(
      ModelBase base, SequenceWeights weights, int width, int longest, Supplier<Encoder> encoders) {
    this.base = base;
    this.weights = weights;
    this.width = width;
    this.longest = longest;
    this.inputs = weights.inputs().floats();
    this.outputs = weights.outputs().floats();
    this.pool = new Pool<>(() -> new Scratch(encoders.get()));
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
    private final Encoder encoder;
    private final float[][] entries = new float[longest][width];
    private final float[] rows = new float[BLOCK * width];
    private final float[] products = new float[BLOCK];
    private final float[] logits = new float[base.items().size()];

    Scratch(Encoder encoder) {
      this.encoder = encoder;
    }

    float[] logits(int[] sequence) {
      int count = Math.min(longest, sequence.length);
      for (int at = 0; at < count; at++) {
        inputs.get(sequence[sequence.length - count + at] * width, entries[at]);
      }
      float[] state = encoder.encode(entries, count);
      for (int from = 0; from < logits.length; from += BLOCK) {
        int size = Math.min(BLOCK, logits.length - from);
        outputs.get(from * width, rows, 0, size * width);
        lanes.dots(state, rows, size, products);
        System.arraycopy(products, 0, logits, from, size);
      }
      return logits;
    }
  }
}

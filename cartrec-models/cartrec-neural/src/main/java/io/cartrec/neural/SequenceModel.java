package io.cartrec.neural;

import io.cartrec.internal.Pool;
import io.cartrec.model.AdditionPredictor;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the newest entries of a query, in order, through the layers of a net, and scores each item by the
 * softmax of the last state's products with all of them: where cross-entropy was the loss, the
 * probability that it comes next. Without an entry, or when it learned from nothing, it has nothing to
 * say. With a head it says how probable each item is to be added, of a query without an entry by the item
 * alone. Cost: that of the layers, and {@code O(items * width)}. Immutable and thread-safe.
 */
class SequenceModel implements Model, AdditionPredictor {

  private final ModelBase base;
  private final SequenceWeights weights;
  private final int width;
  private final Reading reading;
  private final InputTable inputs;
  private final Optional<ServedHead> head;
  private final Pool<Scratch> pool;

  SequenceModel(
      ModelBase base, SequenceWeights weights, int width, Reading reading, LayerPlan plan) {
    this.base = base;
    this.weights = weights;
    this.width = width;
    this.reading = reading;
    this.inputs = new InputTable(weights.inputs(), weights.described(), weights.layers(), width);
    this.head = ServedHead.of(weights.layers(), weights.outputs().numbers(), width);
    this.pool = new Pool<>(() -> new Scratch(plan));
  }

  @Override
  public final ModelBase base() {
    return base;
  }

  @Override
  public final Map<String, Tensor> tensors() {
    return weights.tensors();
  }

  @Override
  public final void score(Query query, ScoreAccumulator into) {
    Entries entries = Entries.of(query, base.items(), reading.channels());
    if (entries.items().length == 0 || !weights.isTrained()) {
      return;
    }
    Scratch scratch = pool.take();
    scratch.items.score(scratch.state(entries, asked(entries)), into);
    pool.giveBack(scratch);
  }

  /** Scores by the state that a net left, unless it learned from nothing. */
  final void score(float[] state, ScoreAccumulator into) {
    if (weights.isTrained()) {
      Scratch scratch = pool.take();
      scratch.items.score(state, into);
      pool.giveBack(scratch);
    }
  }

  @Override
  public final boolean predictsAdditions() {
    return head.isPresent();
  }

  @Override
  public final double[] probabilities(Query query, int[] items) {
    return probabilities(Entries.of(query, base.items(), reading.channels()), items);
  }

  /** How probable it is of each of {@code items} that it follows {@code entries}. */
  final double[] probabilities(Entries entries, int[] items) {
    float[] state = new float[width];
    if (entries.items().length > 0) {
      Scratch scratch = pool.take();
      state = scratch.state(entries, asked(entries));
      pool.giveBack(scratch);
    }
    return head.orElseThrow().probabilities(state, items);
  }

  /** What {@code item} looks like as an input. */
  final float[] input(int item) {
    float[] input = new float[width];
    inputs.read(item, input, 0);
    return input;
  }

  /** How many of the newest entries are looked at. */
  final int longest() {
    return reading.longest();
  }

  /** The logit of every item where {@code entries} are known. */
  final float[] logits(Entries entries) {
    return logits(entries, asked(entries));
  }

  /** The logit of every item in the row {@code asked}. */
  final float[] logits(Entries entries, int asked) {
    Scratch scratch = pool.take();
    float[] logits = scratch.items.logits(scratch.state(entries, asked)).clone();
    pool.giveBack(scratch);
    return logits;
  }

  /** How many of {@code entries} are looked at. */
  private int looked(Entries entries) {
    return Math.min(reading.longest(), entries.items().length);
  }

  private int asked(Entries entries) {
    return reading.asked(looked(entries));
  }

  /** Working space of one request at a time. Not thread-safe. */
  private final class Scratch {
    private final TensorKernels kernels = TensorKernels.cpu(1);
    private final Layer layers;
    private final int rows = reading.rows(reading.longest());
    private final Matrix embedded = kernels.allocate(rows, width);
    private final ItemSoftmax items = new ItemSoftmax(weights.outputs(), width);

    Scratch(LayerPlan plan) {
      layers =
          new Stack(kernels, plan.layers(kernels, rows, Weights.saved(kernels, weights.layers())));
    }

    /**
     * What the net makes of the newest entries.
     *
     * @param asked the row that is asked; where it has no entry of its own, those from it on come after
     */
    float[] state(Entries entries, int asked) {
      int count = looked(entries);
      int[] newest = entries.newestItems(count);
      int all = reading.rows(count);
      float[] read = new float[all * width];
      for (int at = 0; at < count; at++) {
        int row = at < asked ? at : at + all - count;
        inputs.read(newest[at], read, row * width);
      }
      Matrix values = embedded.rows(0, all);
      kernels.upload(read, values);
      layers.read(newest, entries.newestCodes(count));
      Matrix states = layers.forward(Steps.of(all), values, false, 0);
      return kernels.download(states.rows(asked, asked + 1));
    }
  }
}

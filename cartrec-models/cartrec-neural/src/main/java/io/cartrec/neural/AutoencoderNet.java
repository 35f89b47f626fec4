package io.cartrec.neural;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Mix;
import io.cartrec.neural.kernel.Rule;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/** Squeezes sets of items into a few numbers and makes a softmax over items of them. Not thread-safe. */
final class AutoencoderNet {

  private final TensorKernels kernels;
  private final Learning learning;
  private final int itemCount;
  private final Parameter inputs;
  private final Parameter bias;
  private final Parameter outputs;
  private final Sampler sampler;
  private final boolean isSampled;
  private final Matrix hidden;
  private final Matrix dropped;
  private final Matrix gradient;
  private final Matrix candidates;
  private final Matrix logits;
  private final Matrix corrections;
  private final int[] places; // of an item among the rows of a gradient, from 1 on

  /**
   * @param counts how many sets hold each item
   * @param most how many items the sets of a batch hold at most
   */
  AutoencoderNet(TensorKernels kernels, AutoencoderConfig config, int[] counts, int most) {
    this.kernels = kernels;
    this.learning = config.learning();
    this.itemCount = counts.length;
    this.isSampled = learning.negatives() > 0 && learning.negatives() < itemCount;
    int width = config.width();
    int rows = learning.batch();
    int columns = SequenceNet.most(learning, itemCount, most);
    double reach = 1 / Math.sqrt(width);
    long seed = learning.seed();
    this.inputs = new Parameter(
        kernels, itemCount, width, Math.min(itemCount, most), reach, Mix.of(seed, -1));
    this.bias = new Parameter(kernels, 1, width, 0, 0);
    this.outputs = new Parameter(kernels, itemCount, width, columns, reach, Mix.of(seed, -2));
    this.sampler = new Sampler(counts, learning.negatives(), learning.alpha(), seed);
    this.hidden = kernels.allocate(rows, width);
    this.dropped = kernels.allocate(rows, width);
    this.gradient = kernels.allocate(rows, width);
    this.candidates = kernels.allocate(isSampled ? columns : 0, width);
    this.logits = kernels.allocate(rows, columns);
    this.corrections = kernels.allocate(1, columns);
    this.places = new int[itemCount];
  }

  /** Learns from {@code sets} and says the mean loss an item before. */
  double learn(ItemSets sets, Rule rule) {
    int rows = sets.size();
    long seed = Mix.of(learning.seed(), rule.step());
    float[] weights = sets.weights(learning.inputDropout(), seed);
    Matrix code = encode(sets, weights);
    Matrix thinned = dropped.rows(0, rows);
    kernels.copy(code, thinned);
    kernels.dropout(thinned, (float) learning.stateDropout(), ~seed);
    int[] items = choose(sets, rule.step());
    int[] columns = isSampled ? sampler.columns(sets.items()) : sets.items();
    Matrix table = outputs.values();
    if (isSampled) {
      table = candidates.rows(0, items.length);
      kernels.gather(outputs.values(), items, table);
    }
    Matrix scores = logits.rows(0, rows).columns(0, items.length);
    kernels.gemm(1, thinned, false, table, true, 0, scores);
    double loss = kernels.multinomial(
        scores, corrections.columns(0, items.length), sets.begin(), columns, 1f / rows);
    Matrix back = gradient.rows(0, rows);
    kernels.gemm(1, scores, false, table, false, 0, back);
    kernels.gemm(1, scores, true, thinned, false, 0, outputs.gradient().rows(0, items.length));
    kernels.dropout(back, (float) learning.stateDropout(), ~seed);
    kernels.tanhBackward(code, back);
    learn(sets, items, weights, back, rule);
    return loss / sets.items().length;
  }

  private Matrix encode(ItemSets sets, float[] weights) {
    Matrix code = hidden.rows(0, sets.size());
    kernels.gatherSums(inputs.values(), sets.begin(), sets.items(), weights, code);
    kernels.addRow(bias.values(), code);
    kernels.tanh(code);
    return code;
  }

  private int[] choose(ItemSets sets, long step) {
    if (!isSampled) {
      return IntStream.range(0, itemCount).toArray();
    }
    sampler.choose(sets.items(), step);
    int[] items = sampler.candidates();
    kernels.upload(sampler.corrections(sets.items().length), corrections.columns(0, items.length));
    return items;
  }

  private void learn(ItemSets sets, int[] items, float[] weights, Matrix back, Rule rule) {
    kernels.sumRows(back, bias.gradient());
    int[] touched = new int[sets.items().length];
    int size = 0;
    int[] rows = new int[touched.length];
    for (int k = 0; k < rows.length; k++) {
      int item = sets.items()[k];
      if (places[item] == 0) {
        touched[size] = item;
        places[item] = ++size;
      }
      rows[k] = places[item] - 1;
    }
    touched = Arrays.copyOf(touched, size);
    for (int item : touched) {
      places[item] = 0;
    }
    kernels.clear(inputs.gradient().rows(0, size));
    kernels.scatterSums(back, sets.begin(), rows, weights, inputs.gradient());
    inputs.learn(touched, rule);
    outputs.learn(items, rule);
    bias.learn(rule);
  }

  /** The loss of the hidden items of {@code sets} given the known ones, over all items; and their number. */
  double[] judge(ItemSets sets) {
    ItemSets hiddenItems = sets.hidden();
    ItemSets known = sets.known();
    Matrix code = encode(known, known.weights(0, 0));
    Matrix scores = kernels.allocate(sets.size(), itemCount);
    kernels.gemm(1, code, false, outputs.values(), true, 0, scores);
    double loss = kernels.multinomial(
        scores, kernels.allocate(1, itemCount), hiddenItems.begin(), hiddenItems.items(), 1);
    return new double[] {loss, hiddenItems.items().length};
  }

  /** The parameters by the names of their tensors. */
  Map<String, Parameter> parameters() {
    return Map.of("input_items", inputs, "output_items", outputs, "bias", bias);
  }
}

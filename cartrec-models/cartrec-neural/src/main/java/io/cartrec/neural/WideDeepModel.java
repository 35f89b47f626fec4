package io.cartrec.neural;

import io.cartrec.internal.Pool;
import io.cartrec.model.AdditionPredictor;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.neural.kernel.Lanes;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Scores each item by the probability that it is added to the query's items, as a set, by its user; see
 * {@link WideDeepTrainer}. Where items have features, what they look like lies on the heap, items x width
 * numbers. Cost: {@code O(items * width)}, and the pairs that the query's items are in. When it learned
 * from nothing, it has nothing to say. Immutable and thread-safe.
 */
final class WideDeepModel implements Model, AdditionPredictor {

  private final ModelBase base;
  private final Vocabulary vocabulary;
  private final Map<String, Tensor> tensors;
  private final int width;
  private final int hidden;
  private final FloatBuffer table; // of items
  private final float[] layer; // width x hidden
  private final float[] layerBias;
  private final float[] last; // hidden x width
  private final float[] bias; // of items
  private final boolean isTrained;
  private final Pool<ItemProducts> pool;

  WideDeepModel(
      ModelBase base, Vocabulary vocabulary, Map<String, Tensor> tensors, WideDeepConfig config) {
    this.base = base;
    this.vocabulary = vocabulary;
    this.tensors = Map.copyOf(tensors);
    this.width = config.width();
    this.hidden = config.hidden();
    this.table = tensor(DeepPart.ITEMS).floats();
    this.layer = Weights.numbers(tensors, DeepPart.HIDDEN);
    this.layerBias = Weights.numbers(tensors, DeepPart.BIAS);
    this.last = Weights.numbers(tensors, DeepPart.LAST);
    this.bias = Weights.numbers(tensors, WidePart.BIAS);
    this.isTrained = tensor(Epochs.LEARNED).ints().get(0) > 0;
    ItemTable looks = ItemTable.of(looks());
    this.pool = new Pool<>(() -> ItemProducts.of(looks, width));
  }

  static WideDeepModel read(ModelFile file, WideDeepConfig config) throws ModelFormatException {
    Vocabulary vocabulary = Vocabulary.read(file, config);
    Map<String, Long> shapes = new TreeMap<>(DeepPart.shapes(config, vocabulary));
    shapes.putAll(WidePart.shapes(vocabulary));
    Map<String, Tensor> tensors = new TreeMap<>(vocabulary.tensors());
    for (Map.Entry<String, Long> shape : shapes.entrySet()) {
      tensors.put(shape.getKey(), Weights.read(file, shape.getKey(), shape.getValue()));
    }
    tensors.put(Epochs.LEARNED, file.codes(Epochs.LEARNED, 1, Integer.MAX_VALUE));
    return new WideDeepModel(file.base(), vocabulary, tensors, config);
  }

  private Tensor tensor(String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  /** What items look like, with their features: items x width. */
  private Tensor looks() {
    Tensor outputs = tensor(DeepPart.ITEMS);
    if (vocabulary.featureCount() == 0) {
      return outputs;
    }
    float[] looks = Weights.numbers(tensors, DeepPart.ITEMS);
    FloatBuffer table = tensor(FeatureBags.TABLE).floats();
    float[] row = new float[width];
    for (int item = 0; item < vocabulary.items(); item++) {
      Bag bag = vocabulary.bag(item);
      for (int k = 0; k < bag.rows().length; k++) {
        add(bag.weights()[k], table, bag.rows()[k], row, looks, item * width);
      }
    }
    return Tensor.of(looks);
  }

  private static void add(
      float weight, FloatBuffer table, int of, float[] row, float[] into, int at) {
    table.get(of * row.length, row);
    for (int j = 0; j < row.length; j++) {
      into[at + j] = Math.fma(weight, row[j], into[at + j]);
    }
  }

  @Override
  public ModelBase base() {
    return base;
  }

  @Override
  public Map<String, Tensor> tensors() {
    return tensors;
  }

  @Override
  public void score(Query query, ScoreAccumulator into) {
    if (!isTrained) {
      return;
    }
    ItemProducts products = pool.take();
    float[] scores = logits(query, products);
    Lanes.best().sigmoid(scores, 0, scores.length);
    into.addAll(scores, 1);
    pool.giveBack(products);
  }

  @Override
  public double[] probabilities(Query query, int[] items) {
    ItemProducts products = pool.take();
    float[] logits = logits(query, products);
    double[] probabilities = Arrays.stream(items)
        .mapToDouble(item -> ServedHead.probability(logits[item]))
        .toArray();
    pool.giveBack(products);
    return probabilities;
  }

  private float[] logits(Query query, ItemProducts products) {
    int[] told = query
        .request()
        .user()
        .map(user -> vocabulary.attributes().of(user.attributes()).rows())
        .orElse(new int[0]);
    float[] logits = products.of(view(query.items(), told));
    for (int item = 0; item < logits.length; item++) {
      logits[item] += bias[item];
    }
    addPairs(vocabulary.pairs(), WidePart.PAIRS, query.items(), logits);
    addPairs(vocabulary.attributePairs(), WidePart.ATTRIBUTE_PAIRS, told, logits);
    return logits;
  }

  private void addPairs(Crosses crosses, String name, int[] lefts, float[] into) {
    FloatBuffer weights = tensor(name).floats();
    float share = WidePart.share(lefts.length);
    for (int left : lefts) {
      for (int k = crosses.begin(left); k < crosses.end(left); k++) {
        into[crosses.item(k)] += share * weights.get(crosses.number(k));
      }
    }
  }

  /** What the deep part makes of a query. */
  private float[] view(int[] items, int[] told) {
    float[] sum = new float[width];
    float[] row = new float[width];
    for (int item : items) {
      add(WidePart.share(items.length), table, item, row, sum, 0);
    }
    for (int attribute : told) {
      add(1, tensor(UserAttributes.TABLE).floats(), attribute, row, sum, 0);
    }
    float[] bent = layerBias.clone();
    addProduct(sum, layer, bent);
    for (int h = 0; h < hidden; h++) {
      bent[h] = Math.max(0, bent[h]);
    }
    addProduct(bent, last, sum);
    return sum;
  }

  private static void addProduct(float[] row, float[] matrix, float[] into) {
    for (int i = 0; i < row.length; i++) {
      for (int j = 0; j < into.length; j++) {
        into[j] = Math.fma(row[i], matrix[i * into.length + j], into[j]);
      }
    }
  }
}

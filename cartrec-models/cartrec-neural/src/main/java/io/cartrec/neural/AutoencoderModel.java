package io.cartrec.neural;

import io.cartrec.UserProfile;
import io.cartrec.internal.Pool;
import io.cartrec.model.AdditionPredictor;
import io.cartrec.model.Embedder;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.neural.kernel.Lanes;
import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Scores each item by the softmax that {@link AutoencoderTrainer} makes of the query's items as a set.
 * Without an item or an attribute of the user that it knows, or when it learned from nothing, it has
 * nothing to say. The place of an item is its row of the softmax, that of a query what is multiplied with
 * them. With a head it says how probable each
 * item is to be added, of a query that says nothing by the item alone. Cost: {@code O((items of the query +
 * items of the catalogue) * width)}, in the variational form {@code O(width²)} more. Immutable and
 * thread-safe.
 */
final class AutoencoderModel implements Model, Embedder, AdditionPredictor {

  private final ModelBase base;
  private final Map<String, Tensor> tensors;
  private final int width;
  private final FloatBuffer inputs;
  private final Tensor outputs;
  private final float[] bias;
  private final UserAttributes attributes;
  private final boolean isTrained;
  private final Optional<ServedHead> head;
  private final Pool<Scratch> pool;

  AutoencoderModel(ModelBase base, AutoencoderConfig config, Map<String, Tensor> tensors) {
    this.base = base;
    this.tensors = tensors;
    this.width = config.width();
    this.inputs = tensor(AutoencoderNet.INPUTS).floats();
    this.outputs = tensor(config.tied() ? AutoencoderNet.INPUTS : AutoencoderNet.OUTPUTS);
    this.bias = tensor(AutoencoderNet.BIAS).toFloats();
    this.attributes = UserAttributes.among(tensors);
    this.isTrained = tensor(Epochs.LEARNED).ints().get(0) > 0;
    this.head = ServedHead.of(tensors, outputs, width);
    LayerPlan plan = plan(config);
    this.pool = new Pool<>(() -> new Scratch(plan));
  }

  private static LayerPlan plan(AutoencoderConfig config) {
    return AutoencoderNet.plan(config, () -> 0);
  }

  static AutoencoderModel read(ModelFile file, AutoencoderConfig config)
      throws ModelFormatException {
    long numbers = (long) file.base().items().size() * config.width();
    Map<String, Long> shapes = Weights.shapes(plan(config));
    shapes.put(AutoencoderNet.INPUTS, numbers);
    shapes.put(AutoencoderNet.BIAS, (long) config.width());
    if (!config.tied()) {
      shapes.put(AutoencoderNet.OUTPUTS, numbers);
    }
    AdditionHead.addShapes(
        config.learning(), config.width(), file.base().items().size(), shapes);
    Map<String, Tensor> tensors = new TreeMap<>();
    if (config.attributes()) {
      UserAttributes attributes = UserAttributes.read(file);
      tensors.putAll(attributes.tensors());
      shapes.put(UserAttributes.TABLE, (long) attributes.size() * config.width());
    }
    for (Map.Entry<String, Long> shape : shapes.entrySet()) {
      tensors.put(shape.getKey(), Weights.read(file, shape.getKey(), shape.getValue()));
    }
    tensors.put(Epochs.LEARNED, file.codes(Epochs.LEARNED, 1, Integer.MAX_VALUE));
    return new AutoencoderModel(file.base(), config, tensors);
  }

  private Tensor tensor(String name) {
    return Objects.requireNonNull(tensors.get(name), name);
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
    Bag told = told(query);
    if ((query.items().length == 0 && told.rows().length == 0) || !isTrained) {
      return;
    }
    Scratch scratch = pool.take();
    scratch.items.score(scratch.code(query.items(), told), into);
    pool.giveBack(scratch);
  }

  @Override
  public float[] embedding(int item) {
    float[] place = new float[width];
    if (isTrained) {
      outputs.floats().get(item * width, place);
    }
    return place;
  }

  @Override
  public Optional<float[]> embedding(Query query) {
    Bag told = told(query);
    if ((query.items().length == 0 && told.rows().length == 0) || !isTrained) {
      return Optional.empty();
    }
    Scratch scratch = pool.take();
    float[] place = scratch.code(query.items(), told).clone();
    pool.giveBack(scratch);
    return Optional.of(place);
  }

  @Override
  public boolean predictsAdditions() {
    return head.isPresent();
  }

  @Override
  public double[] probabilities(Query query, int[] items) {
    float[] state = embedding(query).orElseGet(() -> new float[width]);
    return head.orElseThrow().probabilities(state, items);
  }

  /** What is known here of the user who asks. */
  private Bag told(Query query) {
    return attributes.of(query.request().user().map(UserProfile::attributes).orElse(Map.of()));
  }

  /** Working space of one request at a time. Not thread-safe. */
  private final class Scratch {
    private final TensorKernels kernels = TensorKernels.cpu(1);
    private final List<Layer> layers;
    private final Matrix numbers = kernels.allocate(1, width);
    private final ItemSoftmax items = new ItemSoftmax(outputs, width);
    private final float[] row = new float[width];
    private final float[] sum = new float[width];

    Scratch(LayerPlan plan) {
      layers = plan.layers(kernels, 1, Weights.saved(kernels, tensors));
    }

    float[] code(int[] set, Bag told) {
      squeeze(set, told);
      if (layers.isEmpty()) {
        return sum;
      }
      kernels.upload(sum, numbers);
      Matrix code = numbers;
      for (Layer layer : layers) {
        code = layer.forward(Steps.of(1), code, false, 0);
      }
      return kernels.download(code);
    }

    private void squeeze(int[] set, Bag told) {
      float weight = (float) (1 / Math.sqrt(set.length));
      Arrays.fill(sum, 0);
      for (int item : set) {
        add(weight, inputs, item);
      }
      if (told.rows().length > 0) {
        FloatBuffer table = tensor(UserAttributes.TABLE).floats();
        for (int k = 0; k < told.rows().length; k++) {
          add(told.weights()[k], table, told.rows()[k]);
        }
      }
      for (int j = 0; j < width; j++) {
        sum[j] += bias[j];
      }
      Lanes.best().tanh(sum, 0, width);
    }

    private void add(float weight, FloatBuffer table, int of) {
      table.get(of * width, row);
      for (int j = 0; j < width; j++) {
        sum[j] = Math.fma(weight, row[j], sum[j]);
      }
    }
  }
}

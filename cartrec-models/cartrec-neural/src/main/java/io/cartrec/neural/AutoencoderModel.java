package io.cartrec.neural;

import io.cartrec.internal.Pool;
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
 * Scores each item by the softmax that {@link AutoencoderTrainer} makes of the query's items as a set.
 * Without an item, or when it learned from nothing, it has nothing to say. Cost: {@code O((items of the
 * query + items of the catalogue) * width)}. Immutable and thread-safe.
 */
final class AutoencoderModel implements Model {

  private final ModelBase base;
  private final Map<String, Tensor> tensors;
  private final int width;
  private final FloatBuffer inputs;
  private final float[] bias;
  private final boolean isTrained;
  private final Pool<Scratch> pool;

  AutoencoderModel(ModelBase base, AutoencoderConfig config, Map<String, Tensor> tensors) {
    this.base = base;
    this.tensors = tensors;
    this.width = config.width();
    this.inputs = tensor("input_items").floats();
    this.bias = new float[width];
    tensor("bias").floats().get(bias);
    this.isTrained = tensor(Epochs.LEARNED).ints().get(0) > 0;
    this.pool = new Pool<>(Scratch::new);
  }

  static AutoencoderModel read(ModelFile file, AutoencoderConfig config)
      throws ModelFormatException {
    long numbers = (long) file.base().items().size() * config.width();
    Map<String, Tensor> tensors = new TreeMap<>();
    tensors.put("input_items", Weights.read(file, "input_items", numbers));
    tensors.put("output_items", Weights.read(file, "output_items", numbers));
    tensors.put("bias", file.finite("bias", config.width()));
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
    if (query.items().length == 0 || !isTrained) {
      return;
    }
    Scratch scratch = pool.take();
    scratch.items.score(scratch.code(query.items()), into);
    pool.giveBack(scratch);
  }

  /** Working space of one request at a time. Not thread-safe. */
  private final class Scratch {
    private final ItemSoftmax items = new ItemSoftmax(tensor("output_items"), width);
    private final float[] row = new float[width];
    private final float[] code = new float[width];

    float[] code(int[] set) {
      float weight = (float) (1 / Math.sqrt(set.length));
      Arrays.fill(code, 0);
      for (int item : set) {
        inputs.get(item * width, row);
        for (int j = 0; j < width; j++) {
          code[j] = Math.fma(weight, row[j], code[j]);
        }
      }
      for (int j = 0; j < width; j++) {
        code[j] += bias[j];
      }
      Lanes.best().tanh(code, 0, width);
      return code;
    }
  }
}

package io.cartrec.neural;

import io.cartrec.data.IdIndex;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Tensor;
import io.cartrec.model.WeightFile;
import io.cartrec.neural.RecurrentConfig.Direction;
import io.cartrec.neural.RecurrentConfig.Unit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Weights that were trained elsewhere, under the names and in the order that PyTorch's modules {@code
 * Embedding}, {@code GRU}, {@code LSTM} and {@code Linear} give them, of a module that has them as {@code
 * item_embedding}, {@code gru} or {@code lstm}, and {@code output}:
 *
 * <ul>
 *   <li>{@code item_embedding.weight}, items x width, a row for each item that there is an id of;
 *   <li>{@code gru.weight_ih_l0} and {@code gru.weight_hh_l0}, 3 width x width, the rows those of the gates
 *       {@code r, z, n}; {@code gru.bias_ih_l0} and {@code gru.bias_hh_l0}, 3 width; {@code _l1} and so
 *       on for further layers. With {@code lstm.} 4 width, of {@code i, f, g, o};
 *   <li>{@code output.weight}, items x width, if the config is not tied. It has no bias: {@code
 *       Linear(width, items, bias=False)}.
 * </ul>
 *
 * <p>A score is the softmax of the last state's products with all rows of the output. No other tensor may
 * be in the file: what has no place here would be lost without a word.
 */
public final class TorchWeights {

  private static final String EMBEDDING = "item_embedding.weight";
  private static final String OUTPUT = "output.weight";

  private final WeightFile file;
  private final RecurrentConfig config;
  private final Gates gates;
  private final Set<String> unread;

  private TorchWeights(WeightFile file, RecurrentConfig config) {
    this.file = file;
    this.config = config;
    this.gates = Gates.of(config.unit());
    this.unread = new TreeSet<>(file.names());
  }

  /**
   * A model that serves the weights in a safetensors file. As no event is counted, no item is popular: where
   * the net has nothing to say, neither has the model. The file stays mapped and must not change while
   * the model is in use; a model that was saved and opened stands alone.
   *
   * @param items the ids of the items, one for each row of the embedding, in their order
   * @param config {@code gru} or {@code lstm} of the shape that the weights have; nothing of its {@link
   *     RecurrentConfig#learning} counts but that of a later training
   * @throws io.cartrec.model.ModelFormatException if a tensor is missing, too many, of another shape or
   *     type, or holds a number that is not finite
   * @throws IllegalArgumentException if an id stands twice, or PyTorch has no such net
   */
  public static Model read(Path weights, List<String> items, RecurrentConfig config)
      throws IOException {
    check(config);
    WeightFile file = WeightFile.open(weights);
    IdIndex ids = index(items);
    String name = config.unit() == Unit.GRU ? GruProvider.NAME : LstmProvider.NAME;
    ModelBase base = ModelBase.imported(
        ids, name, RecurrentParameters.of(config).format(config), "weights " + file.fingerprint());
    SequenceWeights read = new TorchWeights(file, config).read(ids.size());
    return RecurrentTrainer.model(base, read.in(config.items(), config.width()), config);
  }

  private static void check(RecurrentConfig config) {
    boolean plain = config.direction() == Direction.FORWARD
        && config.channels().equals(Channels.none())
        && config.learning().head().kind() == Learning.Head.Kind.NONE;
    if (!plain) {
      throw new IllegalArgumentException(
          "weights can be imported of nets that read items alone, forward and without a head");
    }
  }

  private static IdIndex index(List<String> items) {
    IdIndex.Builder ids = new IdIndex.Builder();
    for (int row = 0; row < items.size(); row++) {
      int code = ids.add(items.get(row));
      if (code != row) {
        throw new IllegalArgumentException("item ids must differ but those of rows " + code
            + " and " + row + " are " + items.get(row));
      }
    }
    return ids.build();
  }

  private SequenceWeights read(int items) throws IOException {
    int width = config.width();
    Map<String, Tensor> tensors = new TreeMap<>();
    tensors.put(SequenceWeights.INPUTS, floats(EMBEDDING, items, width));
    if (!config.tied()) {
      tensors.put(SequenceWeights.OUTPUTS, floats(OUTPUT, items, width));
    }
    for (int layer = 0; layer < config.layers(); layer++) {
      String theirs = gates.prefix + "%s_l" + layer;
      float[] input = numbers(theirs.formatted("weight_ih"), gates.theirs * width, width);
      float[] state = numbers(theirs.formatted("weight_hh"), gates.theirs * width, width);
      float[] inputBias = numbers(theirs.formatted("bias_ih"), gates.theirs * width);
      float[] stateBias = numbers(theirs.formatted("bias_hh"), gates.theirs * width);
      String ours = "layer" + layer;
      tensors.put(ours + ".input", Tensor.of(transposed(input, gates.input)));
      tensors.put(ours + ".state", Tensor.of(transposed(state, gates.state)));
      tensors.put(ours + ".bias", Tensor.of(bias(inputBias, stateBias)));
    }
    if (!unread.isEmpty()) {
      String first = unread.iterator().next();
      throw file.fault(first, "has no place in " + describe());
    }
    tensors.put(Epochs.LEARNED, Tensor.of(1)); // from something, which is all that is known
    return SequenceWeights.of(tensors, Described.NOTHING);
  }

  private String describe() {
    return (config.tied() ? "a tied " : "a ") + gates.prefix.replace(".", "") + " of "
        + config.layers() + (config.layers() == 1 ? " layer" : " layers");
  }

  private Tensor floats(String name, Integer... shape) throws IOException {
    unread.remove(name);
    return file.floats(name, shape);
  }

  private float[] numbers(String name, Integer... shape) throws IOException {
    return floats(name, shape).toFloats();
  }

  /** The {@code blocks} of the rows of {@code weights} side by side as columns. */
  private float[] transposed(float[] weights, int[] blocks) {
    int width = config.width();
    float[] columns = new float[width * blocks.length * width];
    for (int block = 0; block < blocks.length; block++) {
      for (int j = 0; j < width; j++) {
        int row = blocks[block] * width + j;
        for (int in = 0; in < width; in++) {
          columns[(in * blocks.length + block) * width + j] = weights[row * width + in];
        }
      }
    }
    return columns;
  }

  /** Of each of our blocks, what the input and the state add to it. */
  private float[] bias(float[] input, float[] state) {
    int width = config.width();
    int ours = config.cell().blocks();
    float[] bias = new float[ours * width];
    add(input, gates.input, 0, bias);
    add(state, gates.state, ours - gates.state.length, bias);
    return bias;
  }

  private void add(float[] theirs, int[] blocks, int from, float[] bias) {
    int width = config.width();
    for (int block = 0; block < blocks.length; block++) {
      for (int j = 0; j < width; j++) {
        bias[(from + block) * width + j] += theirs[blocks[block] * width + j];
      }
    }
  }

  /**
   * Which of their gates our blocks are. The blocks of the input are the first of a cell and those of the
   * state the last.
   */
  private enum Gates {
    /** Theirs {@code r, z, n}; ours {@code n, z, r} of the input and {@code z, r, m} of the state. */
    GRU("gru.", 3, new int[] {2, 1, 0}, new int[] {1, 0, 2}),
    /** Theirs {@code i, f, g, o}; ours {@code i, f, o, g}. */
    LSTM("lstm.", 4, new int[] {0, 1, 3, 2}, new int[] {0, 1, 3, 2});

    private final String prefix;
    private final int theirs;
    private final int[] input;
    private final int[] state;

    Gates(String prefix, int theirs, int[] input, int[] state) {
      this.prefix = prefix;
      this.theirs = theirs;
      this.input = input;
      this.state = state;
    }

    static Gates of(Unit unit) {
      return switch (unit) {
        case GRU -> GRU;
        case LSTM -> LSTM;
        case COUPLED, RNN ->
          throw new IllegalArgumentException(
              "weights can be imported of cells gru and lstm but not of " + unit);
      };
    }
  }
}

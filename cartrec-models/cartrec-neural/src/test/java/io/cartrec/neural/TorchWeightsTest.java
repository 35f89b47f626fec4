package io.cartrec.neural;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Cart;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.RepeatPolicy;
import io.cartrec.model.Model;
import io.cartrec.model.ModelFormatException;
import io.cartrec.recommend.Recommenders;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchWeightsTest {

  private static final int WIDTH = 5;
  private static final int ITEMS = 7;
  private static final List<String> IDS =
      IntStream.range(0, ITEMS).mapToObj(item -> "i" + item).toList();

  @TempDir
  private Path folder;

  private final SplittableRandom random = new SplittableRandom(1);
  private final Map<String, float[][]> weights = new LinkedHashMap<>();

  /** The scores of the formulas that PyTorch documents, in doubles. */
  @ParameterizedTest
  @CsvSource({"gru, 1, true", "gru, 2, false", "lstm, 1, false", "lstm, 2, true"})
  void scoreAsTheNetTheyCameFrom(String name, int layers, boolean tied) throws IOException {
    randomWeights(name, layers, tied);
    Model model = TorchWeights.read(file(), IDS, config(name, layers, tied));
    Path saved = folder.resolve("saved.cartrec");
    model.save(saved);
    double[] expected = softmax(new int[] {3, 0, 5, 3}, name, layers, tied);
    for (Model one : List.of(model, ModelProviders.installed().open(saved))) {
      Recommendations answer = Recommenders.of(one)
          .recommend(RecommendationRequest.of(Cart.of("i3", "i0", "i5", "i3"))
              .repeats(RepeatPolicy.ALLOW)
              .limit(ITEMS));
      assertThat(answer.items()).hasSize(ITEMS);
      answer
          .items()
          .forEach(item -> assertThat(item.score())
              .isCloseTo(expected[IDS.indexOf(item.itemId())], within(1e-5)));
      assertThat(answer.items().get(0).score()).isGreaterThan(1.3 / ITEMS);
    }
  }

  @Test
  void makeTheSameModelOfTheSameWeightsOnly() throws IOException {
    randomWeights("gru", 1, true);
    String version = version();
    assertThat(version()).isEqualTo(version).startsWith("gru@");
    weight("gru.bias_hh_l0")[0][0]++;
    assertThat(version()).isNotEqualTo(version);
  }

  private String version() throws IOException {
    return TorchWeights.read(file(), IDS, config("gru", 1, true))
        .base()
        .provenance()
        .modelVersion();
  }

  @Test
  void haveNothingToSayWithoutAnItem() throws IOException {
    randomWeights("gru", 1, true);
    Model model = TorchWeights.read(file(), IDS, config("gru", 1, true));
    assertThat(Recommenders.of(model).recommend(Cart.of("unheard of")).items()).isEmpty();
  }

  @Test
  void areRefusedWhereTheyDoNotFit() throws IOException {
    randomWeights("lstm", 1, true);
    assertFault(config("lstm", 2, true), "tensor lstm.weight_ih_l1: is missing; there are ");
    assertFault(config("lstm", 1, false), "tensor output.weight: is missing");
    assertFault(config("gru", 1, true), "tensor gru.weight_ih_l0: is missing");
    assertFault(
        config("lstm", 1, true).withWidth(4),
        "tensor item_embedding.weight: must be 7 x 4 but is 7 x 5");
    weights.put("output.bias", new float[][] {new float[ITEMS]});
    assertFault(
        config("lstm", 1, true), "tensor output.bias: has no place in a tied lstm of 1 layer");
    weights.remove("output.bias");
    weight("lstm.bias_ih_l0")[0][3] = Float.NaN;
    assertFault(config("lstm", 1, true), "tensor lstm.bias_ih_l0: holds NaN at 3");
  }

  @Test
  void needAnIdForEachRowAndNoneTwice() throws IOException {
    randomWeights("gru", 1, true);
    Path file = file();
    RecurrentConfig config = config("gru", 1, true);
    assertThatThrownBy(() -> TorchWeights.read(file, IDS.subList(1, ITEMS), config))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("must be 6 x 5 but is 7 x 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TorchWeights.read(file, List.of("a", "b", "a"), config))
        .withMessage("item ids must differ but those of rows 0 and 2 are a");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> TorchWeights.read(file, IDS, config.withUnit(RecurrentConfig.Unit.COUPLED)))
        .withMessage("weights can be imported of cells gru and lstm but not of COUPLED");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            TorchWeights.read(file, IDS, config.withChannels(Channels.none().withTypes(true))));
  }

  @Test
  void areRefusedWhereTheFileLies() throws IOException {
    randomWeights("gru", 1, true);
    byte[] sound = Files.readAllBytes(file());
    assertLies(Arrays.copyOf(sound, sound.length - 1), "is truncated");
    assertLies(Arrays.copyOf(sound, sound.length + 1), "bytes too many");
    assertLies(Arrays.copyOf(sound, 5), "is no safetensors file: it has 5 bytes");
    assertLies(replaced(sound, "F32", "F16"), "holds elements of unknown type 'F16'");
    assertLies(replaced(sound, "F32", "I32"), "must hold F32 but holds I32");
    assertLies(replaced(sound, "[7,5]", "[9,5]"), "must lie at");
    assertThatThrownBy(() -> TorchWeights.read(folder, IDS, config("gru", 1, true)))
        .hasMessageContaining("is a folder, not a safetensors file");
  }

  private static byte[] replaced(byte[] file, String word, String by) {
    String text = new String(file, ISO_8859_1);
    return text.replaceFirst(Pattern.quote(word), by).getBytes(ISO_8859_1);
  }

  private void assertLies(byte[] bytes, String words) throws IOException {
    Path file = Files.write(folder.resolve("lying.safetensors"), bytes);
    assertThatThrownBy(() -> TorchWeights.read(file, IDS, config("gru", 1, true)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(words);
  }

  private void assertFault(RecurrentConfig config, String words) throws IOException {
    Path file = file();
    assertThatThrownBy(() -> TorchWeights.read(file, IDS, config))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith(file + ": " + words);
  }

  private static RecurrentConfig config(String name, int layers, boolean tied) {
    return (name.equals("gru") ? RecurrentConfig.gru() : RecurrentConfig.lstm())
        .withWidth(WIDTH)
        .withLayers(layers)
        .withTied(tied);
  }

  private void randomWeights(String name, int layers, boolean tied) {
    int gates = name.equals("gru") ? 3 : 4;
    if (!tied) {
      weights.put("output.weight", matrix(ITEMS, WIDTH));
    }
    for (int layer = layers - 1; layer >= 0; layer--) {
      weights.put(name + ".weight_hh_l" + layer, matrix(gates * WIDTH, WIDTH));
      weights.put(name + ".weight_ih_l" + layer, matrix(gates * WIDTH, WIDTH));
      weights.put(name + ".bias_ih_l" + layer, matrix(1, gates * WIDTH));
      weights.put(name + ".bias_hh_l" + layer, matrix(1, gates * WIDTH));
    }
    weights.put("item_embedding.weight", matrix(ITEMS, WIDTH));
  }

  private float[][] matrix(int rows, int columns) {
    float[][] matrix = new float[rows][columns];
    for (float[] row : matrix) {
      for (int j = 0; j < columns; j++) {
        row[j] = (float) random.nextDouble(-2, 2);
      }
    }
    return matrix;
  }

  /** A safetensors file, whose header names the tensors in another order than they lie in. */
  private Path file() throws IOException {
    StringBuilder header = new StringBuilder("}");
    ByteBuffer data = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    String comma = "";
    for (Map.Entry<String, float[][]> entry : weights.entrySet()) {
      int begin = data.position();
      for (float[] row : entry.getValue()) {
        for (float number : row) {
          data.putFloat(number);
        }
      }
      int rows = entry.getValue().length;
      int columns = entry.getValue()[0].length;
      header.insert(
          0,
          "\"%s\":{\"dtype\":\"F32\",\"shape\":[%s%d],\"data_offsets\":[%d,%d]}%s"
              .formatted(
                  entry.getKey(),
                  rows == 1 ? "" : rows + ",",
                  columns,
                  begin,
                  data.position(),
                  comma));
      comma = ",";
    }
    byte[] json = ("{" + header).getBytes(UTF_8);
    ByteBuffer all =
        ByteBuffer.allocate(8 + json.length + data.position()).order(ByteOrder.LITTLE_ENDIAN);
    all.putLong(json.length).put(json).put(data.flip());
    return Files.write(folder.resolve("weights.safetensors"), all.array());
  }

  private double[] softmax(int[] sequence, String name, int layers, boolean tied) {
    double[][] states = new double[layers][WIDTH];
    double[][] memories = new double[layers][WIDTH];
    for (int item : sequence) {
      double[] input = doubles(weight("item_embedding.weight")[item]);
      for (int layer = 0; layer < layers; layer++) {
        double[] x = product(name + ".%s_ih_l" + layer, input);
        double[] h = product(name + ".%s_hh_l" + layer, states[layer]);
        if (name.equals("gru")) {
          gru(x, h, states[layer]);
        } else {
          lstm(x, h, states[layer], memories[layer]);
        }
        input = states[layer].clone();
      }
    }
    float[][] output = weight(tied ? "item_embedding.weight" : "output.weight");
    double[] scores = new double[ITEMS];
    double sum = 0;
    for (int item = 0; item < ITEMS; item++) {
      double product = 0;
      for (int k = 0; k < WIDTH; k++) {
        product += output[item][k] * states[layers - 1][k];
      }
      scores[item] = Math.exp(product);
      sum += scores[item];
    }
    for (int item = 0; item < ITEMS; item++) {
      scores[item] /= sum;
    }
    return scores;
  }

  /** {@code n = tanh(W_in x + b_in + r (W_hn h + b_hn)), h' = (1 - z) n + z h}, gates {@code r, z, n}. */
  private static void gru(double[] x, double[] h, double[] state) {
    for (int j = 0; j < WIDTH; j++) {
      double r = sigmoid(x[j] + h[j]);
      double z = sigmoid(x[WIDTH + j] + h[WIDTH + j]);
      double n = Math.tanh(x[2 * WIDTH + j] + r * h[2 * WIDTH + j]);
      state[j] = (1 - z) * n + z * state[j];
    }
  }

  /** {@code c' = f c + i g, h' = o tanh(c')}, gates {@code i, f, g, o}. */
  private static void lstm(double[] x, double[] h, double[] state, double[] memory) {
    for (int j = 0; j < WIDTH; j++) {
      double i = sigmoid(x[j] + h[j]);
      double f = sigmoid(x[WIDTH + j] + h[WIDTH + j]);
      double g = Math.tanh(x[2 * WIDTH + j] + h[2 * WIDTH + j]);
      double o = sigmoid(x[3 * WIDTH + j] + h[3 * WIDTH + j]);
      memory[j] = f * memory[j] + i * g;
      state[j] = o * Math.tanh(memory[j]);
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** {@code weight * x + bias}. */
  private double[] product(String name, double[] x) {
    float[][] weight = weight(name.formatted("weight"));
    double[] product = doubles(weight(name.formatted("bias"))[0]);
    for (int row = 0; row < weight.length; row++) {
      for (int k = 0; k < x.length; k++) {
        product[row] += weight[row][k] * x[k];
      }
    }
    return product;
  }

  private float[][] weight(String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }

  private static double[] doubles(float[] numbers) {
    return IntStream.range(0, numbers.length).mapToDouble(k -> numbers[k]).toArray();
  }
}

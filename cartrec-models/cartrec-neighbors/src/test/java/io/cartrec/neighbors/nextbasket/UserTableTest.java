package io.cartrec.neighbors.nextbasket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserTableTest {

  private static final UpCfModel MODEL =
      new UpCfTrainer(UpCfConfig.published()).train(Shoppers.dataset("a b | a", "c b", "a c | d"));

  @TempDir
  Path folder;

  @Test
  void keepsUsersByNormAndTheIndexByItem() {
    // a 1, b 1/2; b 1, c 1; a, c and d 1/2 each; codes a 0, b 1, c 2, d 3
    Map<String, Tensor> tensors = MODEL.tensors();
    assertThat(floats(tensors, "users.squares")).containsExactly(0.75f, 1.25f, 2);
    assertThat(ints(tensors, "users.begin")).containsExactly(0, 3, 5, 7);
    assertThat(ints(tensors, "users.items")).containsExactly(0, 2, 3, 0, 1, 1, 2);
    assertThat(floats(tensors, "users.weights")).containsExactly(0.5f, 0.5f, 0.5f, 1, 0.5f, 1, 1);
    assertThat(ints(tensors, "index.begin")).containsExactly(0, 2, 4, 6, 7);
    assertThat(ints(tensors, "index.users")).containsExactly(0, 1, 1, 2, 0, 2, 0);
    // at asymmetry 0.75 the factor of a user is the fourth root of the square, inverted
    assertThat(floats(tensors, "index.weights")[1]).isEqualTo((float) Math.pow(1.25, -0.25));
  }

  @Test
  void leavesOutUsersWithoutABasket() {
    Map<String, Tensor> tensors = new TifuKnnTrainer(TifuKnnConfig.defaults())
        .train(Shoppers.dataset(List.of(List.of(), List.of(List.of("a")), List.of())))
        .tensors();
    assertThat(floats(tensors, "users.squares")).containsExactly(1);
  }

  @Test
  void opensWhatWasSaved() throws IOException {
    assertThat(open(MODEL.tensors()).tensors().keySet())
        .isEqualTo(MODEL.tensors().keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"users.weights", "users.squares", "index.weights"})
  void refusesWeightsAndNormsThatAreNotAboveZero(String name) {
    for (float odd :
        new float[] {0, -0f, -1, -Float.MIN_VALUE, Float.NaN, Float.POSITIVE_INFINITY}) {
      float[] values = floats(MODEL.tensors(), name);
      values[values.length / 2] = odd;
      assertThatThrownBy(() -> open(changed(name, Tensor.of(values))))
          .as("%s", odd)
          .isInstanceOf(ModelFormatException.class)
          .hasMessageContaining(name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "users.begin, 1, 8", // falls
    "users.begin, 3, 6", // ends early
    "users.items, 0, 4", // no such item
    "users.items, 0, -1",
    "index.begin, 4, 6",
    "index.users, 2, 3", // no such user
  })
  void refusesCodesAndOffsetsOutOfRange(String name, int place, int value) {
    int[] values = ints(MODEL.tensors(), name);
    values[place] = value;
    assertThatThrownBy(() -> open(changed(name, Tensor.of(values))))
        .isInstanceOf(ModelFormatException.class);
  }

  @Test
  void refusesNormsOutOfOrder() {
    assertThatThrownBy(() -> open(changed("users.squares", Tensor.of(0.75f, 2, 1.25f))))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("must not fall but does at entry 2");
  }

  @Test
  void refusesAFileWithoutOneOfItsTensors() {
    for (String name : MODEL.tensors().keySet()) {
      Map<String, Tensor> tensors = new HashMap<>(MODEL.tensors());
      tensors.remove(name);
      assertThatThrownBy(() -> open(tensors))
          .isInstanceOf(ModelFormatException.class)
          .hasMessageContaining(name);
    }
  }

  private static Map<String, Tensor> changed(String name, Tensor tensor) {
    Map<String, Tensor> tensors = new HashMap<>(MODEL.tensors());
    tensors.put(name, tensor);
    return tensors;
  }

  private static int[] ints(Map<String, Tensor> tensors, String name) {
    Tensor tensor = Objects.requireNonNull(tensors.get(name), name);
    int[] values = new int[tensor.length()];
    tensor.ints().get(values);
    return values;
  }

  private static float[] floats(Map<String, Tensor> tensors, String name) {
    Tensor tensor = Objects.requireNonNull(tensors.get(name), name);
    float[] values = new float[tensor.length()];
    tensor.floats().get(values);
    return values;
  }

  private Model open(Map<String, Tensor> tensors) throws IOException {
    Path file = folder.resolve("model.cartrec");
    new Written(MODEL.base(), tensors).save(file);
    return ModelProviders.of(List.of(new UpCfProvider())).open(file);
  }

  /** Any tensors under the name of the model. */
  private record Written(ModelBase base, Map<String, Tensor> tensors) implements Model {
    @Override
    public void score(Query query, ScoreAccumulator into) {
      throw new UnsupportedOperationException("only written: " + Arrays.asList(query, into));
    }
  }
}

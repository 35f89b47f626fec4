package io.cartrec.neighbors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartrec.Event;
import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UserRowsTest {

  /** Two rows: a b, then b c. */
  private static final Model MODEL = new UserKnnTrainer(UserKnnConfig.defaults())
      .train(Dataset.of(List.of(
          Event.of("a").byUser("u"),
          Event.of("b").byUser("u"),
          Event.of("b").byUser("v"),
          Event.of("c").byUser("v"))));

  @TempDir
  Path folder;

  @Test
  void readsWhatItWrote() throws IOException {
    assertThat(open(MODEL.base(), MODEL.tensors()).tensors().keySet())
        .isEqualTo(MODEL.tensors().keySet());
  }

  @Test
  void keepsBiasesThatAFloatHolds() throws IOException {
    List<Event> events = new ArrayList<>();
    for (int item = 0; item < 30; item++) {
      for (int user = 0; user < 21; user++) {
        events.add(Event.of("i" + item).byUser("u" + user).rated(user == 0 ? 3e38 : -3e38));
      }
    }
    Model model = new UserKnnTrainer(UserKnnConfig.defaults()).train(Dataset.of(events));
    // the first user's would be 30 * 5.7e38 / (30 + 5)
    assertThat(open(model.base(), model.tensors()).base().items().size()).isEqualTo(30);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("rows.begin", Tensor.of(new int[0]), "must not be empty"),
        Arguments.of("rows.items", Tensor.of(0, 1, 1, 3), "outside [0, 3)"),
        Arguments.of("rows.norms", Tensor.of(1f, 0f), "must be above 0 but is 0.0"),
        Arguments.of("rows.norms", Tensor.of(-1f, 1f), "must be above 0 but is -1.0"),
        Arguments.of("rows.norms", Tensor.of(1f, Float.NaN), "not finite"),
        Arguments.of("items.begin", Tensor.of(0, 1, 3, 3), "must end at the 4 entries"),
        Arguments.of("items.rows", Tensor.of(0, 1, 0, 1), "must rise within an item"),
        Arguments.of("items.rows", Tensor.of(0, 1, 1, 1), "must rise within an item"),
        Arguments.of("items.squares", Tensor.of(1f, -1f, 1f), "must be above 0 but is -1.0"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("faults")
  void refusesRowsOutOfOrder(String name, Tensor tensor, String reason) {
    Map<String, Tensor> tensors = new HashMap<>(MODEL.tensors());
    tensors.put(name, tensor);
    assertThatThrownBy(() -> open(MODEL.base(), tensors))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(reason);
  }

  private Model open(ModelBase base, Map<String, Tensor> tensors) throws IOException {
    Path file = folder.resolve("model.cartrec");
    new Written(base, tensors).save(file);
    return ModelProviders.of(List.of(new UserKnnProvider())).open(file);
  }

  /** Any tensors under the name of the model. */
  private record Written(ModelBase base, Map<String, Tensor> tensors) implements Model {
    @Override
    public void score(Query query, ScoreAccumulator into) {
      throw new UnsupportedOperationException("only written: " + Arrays.asList(query, into));
    }
  }
}

package io.cartrec.neighbors.session;

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
import java.time.Instant;
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

class SessionIndexTest {

  private static final Instant START = Instant.parse("2024-03-01T09:00:00Z");
  private static final SessionKnnConfig CONFIG =
      SessionKnnConfig.defaults().withItemSample(2).withRecency(1);

  /** Three sessions: a b c, then b d, then b. */
  private static final Model MODEL = new SessionKnnTrainer(CONFIG)
      .train(Dataset.of(List.of(
          Event.of("a").inSession("1").at(START),
          Event.of("b").inSession("1").at(START),
          Event.of("c").inSession("1").at(START),
          Event.of("b").inSession("2").at(START.plusSeconds(43_200)),
          Event.of("d").inSession("2").at(START.plusSeconds(43_200)),
          Event.of("b").inSession("3").at(START.plusSeconds(86_400)))));

  @TempDir
  Path folder;

  @Test
  void listsTheMostRecentSessionsOfEachItem() {
    assertThat(ints("items.begin")).containsExactly(0, 1, 3, 4, 5);
    assertThat(ints("items.sessions")).containsExactly(0, 2, 1, 0, 1);
    assertThat(ints("sessions.begin")).containsExactly(0, 3, 5, 6);
    assertThat(ints("sessions.items")).containsExactly(0, 1, 2, 1, 3, 1);
    assertThat(floats("items.idf"))
        .containsExactly((float) Math.log(3), 0, (float) Math.log(3), (float) Math.log(3));
    assertThat(floats("sessions.recency"))
        .containsExactly((float) Math.exp(-1), (float) Math.exp(-0.5), 1);
  }

  @Test
  void readsWhatItWrote() throws IOException {
    assertThat(open(Map.of()).tensors().keySet()).isEqualTo(MODEL.tensors().keySet());
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("sessions.begin", Tensor.of(new int[0]), "must not be empty"),
        Arguments.of("sessions.begin", Tensor.of(0, 3, 3, 6), "rows of 1 to 256 items"),
        Arguments.of("sessions.begin", Tensor.of(0, 3, 2, 6), "must rise"),
        Arguments.of("sessions.items", Tensor.of(0, 1, 2, 1, 4, 1), "outside [0, 4)"),
        Arguments.of("items.sessions", Tensor.of(0, 1, 2, 0, 1), "must fall within a row"),
        Arguments.of("items.sessions", Tensor.of(0, 1, 1, 0, 1), "must fall within a row"),
        Arguments.of("items.sessions", Tensor.of(0, 2, 3, 0, 1), "outside [0, 3)"),
        Arguments.of("items.begin", Tensor.of(0, 0, 3, 4, 5), "rows of at most 2 sessions"),
        Arguments.of("items.idf", Tensor.of(1f, -1f, 1f, 1f), "must be in [0, 32"),
        Arguments.of("items.idf", Tensor.of(1f, 33f, 1f, 1f), "must be in [0, 32"),
        Arguments.of("items.idf", Tensor.of(1f, Float.NaN, 1f, 1f), "not finite"),
        Arguments.of("sessions.recency", Tensor.of(1f, 0f, 1f), "must be in (0, 1]"),
        Arguments.of("sessions.recency", Tensor.of(1f, 2f, 1f), "must be in (0, 1]"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("faults")
  void refusesAnIndexOutOfOrder(String name, Tensor tensor, String reason) {
    assertThatThrownBy(() -> open(Map.of(name, tensor)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(reason);
  }

  @Test
  void refusesSessionsThatAreTooLong() {
    int[] items = new int[SessionIndex.LONGEST_SESSION + 3];
    Map<String, Tensor> changes = Map.of(
        "sessions.items",
        Tensor.of(items),
        "sessions.begin",
        Tensor.of(0, 1, 2, SessionIndex.LONGEST_SESSION + 3));
    assertThatThrownBy(() -> open(changes))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("that of session 2 has 257");
  }

  private Model open(Map<String, Tensor> changes) throws IOException {
    Map<String, Tensor> tensors = new HashMap<>(MODEL.tensors());
    tensors.putAll(changes);
    Path file = folder.resolve("model.cartrec");
    new Changed(MODEL.base(), tensors).save(file);
    return ModelProviders.of(List.of(new SessionKnnProvider())).open(file);
  }

  private static int[] ints(String name) {
    Tensor tensor = MODEL.tensors().getOrDefault(name, Tensor.of(new int[0]));
    int[] values = new int[tensor.length()];
    tensor.ints().get(values);
    return values;
  }

  private static float[] floats(String name) {
    Tensor tensor = MODEL.tensors().getOrDefault(name, Tensor.of(new float[0]));
    float[] values = new float[tensor.length()];
    tensor.floats().get(values);
    return values;
  }

  private record Changed(ModelBase base, Map<String, Tensor> tensors) implements Model {
    @Override
    public void score(Query query, ScoreAccumulator into) {
      throw new UnsupportedOperationException("only to be saved, not to score " + Arrays.toString(query.items()));
    }
  }
}

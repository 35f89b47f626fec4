package io.cartrec.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.Recommendation;
import io.cartrec.Recommender;
import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.Trainer;
import io.cartrec.recommend.Recommenders;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole trainings on the stand-in for the driver beside the CPU's; not on a GPU. */
class StandInTrainingTest {

  private static final int ITEMS = 12;

  @AfterEach
  void clear() {
    System.clearProperty(JnaDriver.PATH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gru width=8",
        "lstm width=8 head=binary",
        "attention heads=2 head-width=4",
        "cnn width=8 loss=bpr-max",
        "autoencoder width=8 beta=0.1"
      })
  void learnsWhatTheCpuLearns(String what, @TempDir Path folder) throws IOException {
    StandIn.driver();
    Path file = folder.resolve("model.cartrec");
    train(what, "cuda").save(file);
    List<Recommendation> expected = answers(Recommenders.of(train(what, "cpu")));
    List<Recommendation> seen = answers(Recommenders.open(file));
    assertThat(seen)
        .extracting(Recommendation::itemId)
        .isEqualTo(expected.stream().map(Recommendation::itemId).toList());
    for (int i = 0; i < seen.size(); i++) {
      double score = expected.get(i).score();
      assertThat(seen.get(i).score()).isBetween(score * 0.99, score * 1.01);
    }
    assertThat(StandIn.leaks()).isZero();
  }

  @Test
  void saysWhyItCannotBeTrainedThere() {
    System.setProperty(JnaDriver.PATH, "/no/such/libcuda.so");
    assertThatThrownBy(() -> train("gru width=8", "cuda"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("device=cuda cannot be used: the library of the NVIDIA driver");
    assertThat(answers(Recommenders.of(train("gru width=8", "auto")))).isNotEmpty();
  }

  private static Model train(String what, String device) {
    String[] words = what.split(" ", -1);
    Map<String, String> parameters =
        new HashMap<>(Map.of("device", device, "epochs", "3", "batch", "32", "validation", "0.2"));
    for (int i = 1; i < words.length; i++) {
      String[] pair = words[i].split("=", -1);
      parameters.put(pair[0], pair[1]);
    }
    Trainer<? extends Model> trainer = ModelProviders.installed().trainer(words[0], parameters);
    return trainer.train(clicks());
  }

  /** Sessions of four items that follow one another round a circle. */
  private static Dataset clicks() {
    List<Event> events = new ArrayList<>();
    for (int session = 0; session < 60; session++) {
      for (int step = 0; step < 4; step++) {
        events.add(
            Event.of("i" + (session + step) % ITEMS, EventType.CLICK).inSession("s" + session));
      }
    }
    return Dataset.of(events);
  }

  private static List<Recommendation> answers(Recommender recommender) {
    return recommender.recommend(Cart.of("i3", "i4")).items();
  }
}

package io.cartrec.cli;

import static io.cartrec.cli.Ran.cartrec;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneCommandTest {

  @TempDir
  Path folder;

  private Path baskets() throws IOException {
    List<String> lines = new ArrayList<>(List.of("session,item"));
    for (int basket = 0; basket < 60; basket++) {
      lines.add(basket + ",a" + basket % 5);
      lines.add(basket + ",b" + basket % 5);
    }
    return Files.write(folder.resolve("events.csv"), lines);
  }

  @Test
  void printsTheBestSettingsAsTheyCanBeUsed() throws IOException {
    Path json = folder.resolve("tuned.json");
    String out = cartrec(
            "tune",
            "--task",
            "cart-completion",
            "--train",
            baskets(),
            "--model",
            "item-knn:neighbors=7",
            "--budget",
            "4",
            "--halving",
            "1",
            "--metric",
            "MRR@5",
            "--k",
            "5",
            "--json",
            json)
        .done();
    assertThat(out)
        .contains("12 questions; the best of 4 settings and the baselines:", "MRR@5")
        .containsPattern("best: --model item-knn:neighbors=7");
    assertThat(new ObjectMapper().readTree(json.toFile()).path("task").asText())
        .isEqualTo("cart-completion");
  }

  @Test
  void refusesAModelWithNothingToTune() throws IOException {
    assertThat(cartrec(
                "tune", "--task", "cart-completion", "--train", baskets(), "--model", "popularity")
            .failed())
        .contains("there is nothing to tune in popularity");
  }
}

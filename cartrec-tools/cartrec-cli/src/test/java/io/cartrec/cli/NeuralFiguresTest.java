package io.cartrec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cartrec.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of the neural models on YooChoose's newest sixty-fourth, by the command of the guide. */
class NeuralFiguresTest {

  @Test
  @Tag("slow")
  void gruFindsTheNextClick(@TempDir Path folder) throws IOException {
    Path data = SharedData.assumePresent("yoochoose1_64");
    Path json = folder.resolve("report.json");
    Ran.cartrec(
            "evaluate",
            "--task",
            "next-item",
            "--repeats",
            "allow",
            "--unknown-targets",
            "miss",
            "--train",
            data.resolve("train.csv.gz"),
            "--test",
            data.resolve("test.csv.gz"),
            "--k",
            "20",
            "--model",
            "gru",
            "--json",
            json)
        .done();
    JsonNode results = new ObjectMapper().readTree(json.toFile()).get("results");
    JsonNode gru = results.get(results.size() - 1);
    assertThat(gru.get("model").asText()).isEqualTo("gru");
    assertThat(gru.get("queries").asInt()).isEqualTo(55_898);
    assertThat(gru.get("metrics").get("HR@20").asDouble()).isGreaterThan(0.70);
    assertThat(gru.get("metrics").get("MRR@20").asDouble()).isGreaterThan(0.307);
  }
}

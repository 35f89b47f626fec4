package io.cartrec.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run, of a model that another JVM trains. */
class LoadRunTest {

  @Test
  void writesEachRateAsAResultOfJmh(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("load.json");
    String[] args =
        ("-p model=popularity -p size=S -p cart=5 -p rate=500 -t 2 -w 100ms -r 200ms -rff " + file)
            .split(" ", -1);
    LoadRun.main(args);
    JsonNode results = new ObjectMapper().readTree(file.toFile());
    assertThat(results.get(0).at("/benchmark").asText())
        .isEqualTo("io.cartrec.benchmarks.LoadRun.recommend");
    assertThat(results.get(0).at("/mode").asText()).isEqualTo("sample");
    assertThat(results.get(0).at("/threads").asInt()).isEqualTo(2);
    assertThat(results.get(0).at("/params"))
        .hasToString("{\"cart\":\"5\",\"model\":\"popularity\",\"rate\":\"500\",\"size\":\"S\"}");
    JsonNode metric = results.get(0).at("/primaryMetric");
    assertThat(metric.at("/scoreUnit").asText()).isEqualTo("us/op");
    assertThat(metric.at("/scorePercentiles/99.9").asDouble())
        .isGreaterThanOrEqualTo(metric.at("/scorePercentiles/50.0").asDouble())
        .isPositive();
    int samples = 0;
    for (JsonNode bin : metric.at("/rawDataHistogram/0/0")) {
      samples += bin.get(1).asInt();
    }
    assertThat(samples).isEqualTo(100);
    assertThat(results.get(0).at("/secondaryMetrics/achieved/score").asDouble()).isPositive();
  }
}

package io.cartrec.cli;

import static io.cartrec.cli.Ran.cartrec;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimilarCommandTest {

  @TempDir
  Path folder;

  @Test
  void printsTheItemsMostLikeOne() throws IOException {
    Path model = Shop.model(folder, "autoencoder");
    String json =
        cartrec("similar", "--model-file", model, "--item", "bread", "--json").done();
    JsonNode items = new ObjectMapper().readTree(json).get("items");
    assertThat(items.size()).isBetween(1, 4);
    String best = items.get(0).get("item").asText();
    assertThat(best).isNotEqualTo("bread");
    assertThat(items.get(0).get("score").asDouble()).isBetween(0.0, 1.0);
    assertThat(cartrec("similar", "--model-file", model, "--item", "bread", "--limit", 1)
            .done()
            .lines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("1  " + best);
  }

  @Test
  void saysThatAnItemIsUnknown() throws IOException {
    Path model = Shop.model(folder, "autoencoder");
    assertThat(cartrec("similar", "--model-file", model, "--item", "caviar").done())
        .isEqualToIgnoringNewLines("Note: the model does not know the item.");
  }

  @Test
  void saysThatAModelHasNoEmbeddings() throws IOException {
    Path model = Shop.model(folder, "co-occurrence");
    assertThat(cartrec("similar", "--model-file", model, "--item", "bread").failed())
        .matches("cartrec: co-occurrence@\\S+ has no embeddings; autoencoder has");
  }

  @Test
  void refusesANegativeLimit() throws IOException {
    Path model = Shop.model(folder, "co-occurrence");
    Ran ran = cartrec("similar", "--model-file", model, "--item", "bread", "--limit", -1);
    assertThat(ran.refused()).contains("--limit must be >= 0 but was -1");
  }
}

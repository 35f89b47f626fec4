package io.cartrec.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cartrec.benchmarks.ReferencePeer;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityTest {

  private static final Shop SHOP =
      new Shop(new int[][] {{0, 1, 2, 3}}, new int[][] {{0, 1}, {2, 1}, {3, 0}, {9, 0}});

  @Test
  void countsHitsAndTheirPlaces() {
    Peer.Built always = (cart, limit) -> new int[] {2, 3};
    // the four hidden items are missing, first, second and unknown
    assertThat(Quality.of(always, SHOP, 2, Duration.ofHours(1)))
        .isEqualTo(new Quality(4, 0.5, (1 + 0.5) / 4));
  }

  @Test
  void refusesAnAnswerThatHoldsTheCart() {
    Peer.Built echo = (cart, limit) -> cart.clone();
    assertThatIllegalStateException()
        .isThrownBy(() -> Quality.of(echo, SHOP, 2, Duration.ofHours(1)))
        .withMessageContaining("cart [1] but was [1]");
  }

  @Test
  void isWrittenBesideTheShop(@TempDir Path folder) throws IOException {
    new Quality(4, 0.5, 0.375).write(folder, new ReferencePeer(), 1000);
    Properties values = new Properties();
    try (Reader reader =
        Files.newBufferedReader(folder.resolve("quality/reference-cosine.properties"))) {
      values.load(reader);
    }
    assertThat(values)
        .containsEntry("peer", "reference-cosine")
        .containsEntry("settings", new ReferencePeer().settings())
        .containsEntry("asked", "4")
        .containsEntry("hitRate", "0.5")
        .containsEntry("reciprocalRank", "0.375")
        .containsEntry("heapBytes", "1000");
  }
}

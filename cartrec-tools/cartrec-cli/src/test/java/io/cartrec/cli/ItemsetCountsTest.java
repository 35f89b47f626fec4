package io.cartrec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartrec.Event;
import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemsetCountsTest {

  private static final Model COUNTS = ModelProviders.installed()
      .trainer("co-occurrence", Map.of("measure", "count"))
      .train(Dataset.of(List.of(
          Event.of("a").inSession("1"),
          Event.of("b").inSession("1"),
          Event.of("a").inSession("2"),
          Event.of("b").inSession("2"),
          Event.of("c").inSession("2"))));

  @TempDir
  Path folder;

  @Test
  void agreesWithTheRightCounts() throws IOException {
    ItemsetCounts counts = read("a  (2)", "c  (1)", "b a  (2)", "a c  (1)", "a b c  (9)");
    assertThat(counts.singles()).hasSize(2);
    assertThat(counts.pairCount()).isEqualTo(2);
    assertThat(counts.differences(COUNTS)).isEmpty();
  }

  @Test
  void namesEveryDifference() throws IOException {
    assertThat(read("a  (3)", "d  (1)", "a c  (2)", "a d  (1)").differences(COUNTS))
        .containsExactlyInAnyOrder(
            "a occurs 2 times, not 3",
            "d occurs 0 times, not 1",
            "a and c occur together 1.0 times, not 2",
            "a and d occur together 0.0 times, not 1");
  }

  @Test
  void rejectsOtherLines() {
    assertThatThrownBy(() -> read("a  (1)", "nonsense"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 2 must read");
  }

  private ItemsetCounts read(String... lines) throws IOException {
    return ItemsetCounts.read(Files.write(folder.resolve("itemsets"), List.of(lines)));
  }
}

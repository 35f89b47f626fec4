package io.cartrec.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowTest {

  private static final Row ROW = new Row(
      "suite",
      "",
      "Main",
      "Some",
      List.of("model=a:b=1 + c,d", "size=M,L", "-prof gc", "-i 9", "-wi"),
      List.of("size=S,M,L"));

  @Test
  void overrulesThePaceInItsOwnModeOnly() {
    assertThat(ROW.arguments(Pace.SHORT))
        .startsWith("Some", "-f", "1")
        .containsSequence("-i", "9")
        .containsSequence("-p", "size=M,L")
        .containsSequence("-p", "model=a:b=1 + c,d")
        .containsSequence("-prof", "gc")
        .doesNotContain("-wi");
    assertThat(ROW.arguments(Pace.FULL))
        .containsSequence("-i", "5")
        .containsSequence("-wi", "5")
        .containsSequence("-p", "size=S,M,L")
        .doesNotContain("-prof");
    assertThat(ROW.shops(Pace.FULL)).isEmpty();
  }

  @Test
  void isTriedOnceWithTheFirstOfEachAtTheSmallestSize() {
    assertThat(ROW.arguments(Pace.SMOKE))
        .containsSequence("-p", "size=S")
        .containsSequence("-p", "model=a:b=1 + c")
        .containsSequence("-i", "1")
        .containsSequence("-wi", "0")
        .containsSequence("-prof", "gc");
  }

  @ParameterizedTest
  @EnumSource(Pace.class)
  void everyRowOfTheTableIsWellFormed(Pace pace) {
    for (Row row : Suites.rows(Suites.names())) {
      List<String> arguments = row.arguments(pace);
      assertThat(arguments).as(row.toString()).noneMatch(String::isBlank);
      assertThat(arguments.size() % 2).as(row.toString()).isOne();
    }
  }

  @Test
  void peersWantTheShopsTheyAreAskedAbout() {
    Row peers =
        new Row("peers", "some", "Main", "PeerBenchmark", List.of("size=S"), List.of("size=S,M"));
    assertThat(peers.shops(Pace.SHORT)).containsExactly("S");
    assertThat(peers.shops(Pace.FULL)).containsExactly("S", "M");
  }

  @Test
  void limitsComeFirst() {
    assertThat(Suites.rows(List.of("train")))
        .extracting(Row::suite)
        .startsWith("limits", "limits", "train");
  }
}

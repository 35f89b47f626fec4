package io.cartrec.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowTest {

  private static final Row ROW =
      new Row("suite", "Some", "size=M,L cart=5,20 -prof gc -i 9", "size=S,M,L");

  @Test
  void overrulesThePaceInItsOwnModeOnly() {
    assertThat(ROW.arguments(Pace.SHORT))
        .startsWith("Some", "-f", "1")
        .containsSequence("-i", "9")
        .containsSequence("-p", "size=M,L")
        .containsSequence("-p", "cart=5,20")
        .containsSequence("-prof", "gc");
    assertThat(ROW.arguments(Pace.FULL))
        .containsSequence("-i", "5")
        .containsSequence("-p", "size=S,M,L")
        .doesNotContain("-prof");
  }

  @Test
  void isTriedOnceWithTheFirstOfEachAtTheSmallestSize() {
    assertThat(ROW.arguments(Pace.SMOKE))
        .containsSequence("-p", "size=S")
        .containsSequence("-p", "cart=5")
        .containsSequence("-i", "1")
        .containsSequence("-wi", "0")
        .containsSequence("-prof", "gc");
  }

  @ParameterizedTest
  @EnumSource(Pace.class)
  void everyRowOfTheTableIsWellFormed(Pace pace) {
    for (Row row : Suites.rows(Suites.names())) {
      List<String> arguments = row.arguments(pace);
      assertThat(arguments)
          .as(row.toString())
          .hasSizeGreaterThan(3)
          .allSatisfy(word -> assertThat(word).isNotBlank());
      assertThat(arguments.size() % 2).as(row.toString()).isOne();
    }
  }
}

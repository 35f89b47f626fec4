package io.cartrec.cli;

import static io.cartrec.cli.Ran.cartrec;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CartrecTest {

  @Test
  void showsItsUsageWhenAskedNothing() {
    Ran ran = cartrec();
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("Usage: cartrec").contains("models");
  }

  @Test
  void helpsOnStandardOutput() {
    assertThat(cartrec("inspect", "--help").done()).contains("--model-file");
  }

  @Test
  void tellsItsVersion() {
    assertThat(cartrec("--version").done()).matches("cartrec \\d+\\.\\d+\\.\\d+\\S*\\R");
  }

  @Test
  void refusesUnknownCommandsAndOptions() {
    assertThat(cartrec("sing").refused())
        .contains("unknown command", "'sing'", "see 'cartrec --help'");
    assertThat(cartrec("models", "--loud").refused())
        .contains("wrong usage", "'--loud'", "see 'cartrec models --help'");
  }

  @Test
  void showsAStackTraceOnlyWhenAsked() {
    assertThat(cartrec("inspect", "--model-file", "no-such.cartrec").failed())
        .isEqualTo("cartrec: no-such.cartrec: there is no such file");
    Ran ran = cartrec("inspect", "--model-file", "no-such.cartrec", "--stacktrace");
    assertThat(ran.err()).contains("NoSuchFileException").contains("\tat io.cartrec");
  }

  @Test
  void listsEveryModelWithItsParameters() {
    assertThat(cartrec("models").done())
        .contains("popularity: ", "co-occurrence: ", "item-knn: ")
        .containsPattern("neighbors +100 +int +\\S+")
        .contains("no parameters");
  }
}

package io.cartrec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarsTest {

  private final StringWriter err = new StringWriter();

  @Test
  void showNothingInAPipe() {
    run(false);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void showEachPhaseOnATerminalAndWipeItAway() {
    run(true);
    String shown = err.toString();
    assertThat(shown).contains("reading", "training").endsWith("\r" + " ".repeat(79) + "\r");
    assertThat(shown.split("\r")).allMatch(line -> line.length() <= 79);
  }

  private void run(boolean terminal) {
    PrintWriter writer = new PrintWriter(err);
    try (ProgressBars bars = new ProgressBars(new Console(writer, writer, terminal))) {
      bars.progress("reading", 1, 2);
      bars.progress("training", 5, 10);
      bars.progress("training", 10, 10);
    }
  }
}

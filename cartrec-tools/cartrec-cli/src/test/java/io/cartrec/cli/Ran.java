package io.cartrec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;

/** What one run of the command did. */
record Ran(int code, String out, String err) {

  static Ran cartrec(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> line = Arrays.stream(args).map(String::valueOf).toList();
    int code = Cartrec.run(line, new PrintWriter(out), new PrintWriter(err));
    return new Ran(code, out.toString(), err.toString());
  }

  /** Done, and what it printed. */
  String done() {
    assertThat(code).as(err).isZero();
    return out;
  }

  /** Failed with one line on standard error, which this gives. */
  String failed() {
    return oneLine(1);
  }

  /** Refused for wrong usage with one line on standard error, which this gives. */
  String refused() {
    return oneLine(2);
  }

  private String oneLine(int expected) {
    assertThat(code).as(out + err).isEqualTo(expected);
    assertThat(err.lines()).hasSize(1);
    assertThat(err).startsWith("cartrec: ");
    return err.strip();
  }
}

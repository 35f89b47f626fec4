package io.cartrec.io;

import io.cartrec.Event;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Where the rows of one source go: to the sink, or into the report. Not thread-safe. */
final class Intake {

  private static final int SHOWN = 60;

  private final String source;
  private final EventReader reader;
  private final ReadReport report;
  private final Consumer<? super Event> sink;

  Intake(String source, EventReader reader, ReadReport report, Consumer<? super Event> sink) {
    this.source = source;
    this.reader = reader;
    this.report = report;
    this.sink = sink;
  }

  /** The same for the rows of another file. */
  Intake of(Path file) {
    return new Intake(file.toString(), reader, report, sink);
  }

  /** Takes a row that is complete. */
  void take(long line, Row row) throws EventFormatException {
    row.complete();
    if (!row.rule().isEmpty()) {
      reject(line, row.rule(), row.detail());
      return;
    }
    Event event = row.event(reader.basketKey());
    if (reader.filter().test(event)) {
      report.countRead();
      sink.accept(event);
    } else {
      report.countFiltered();
    }
  }

  /** Takes note of a row that cannot be used, or ends the reading. */
  void reject(long line, String rule, String detail) throws EventFormatException {
    report.countSkipped(EventFormatException.place(source, line), rule, detail);
    if (reader.onError() == OnError.FAIL) {
      throw new EventFormatException(source, line, detail, null);
    }
  }

  /** Text for a message: in quotes, on one line, cut where it is long. */
  static String quoted(String text) {
    StringBuilder shown = new StringBuilder("'");
    text.codePoints().limit(SHOWN).forEach(c -> shown.appendCodePoint(c < ' ' ? ' ' : c));
    return shown
        .append(text.codePointCount(0, text.length()) > SHOWN ? "…'" : "'")
        .toString();
  }
}

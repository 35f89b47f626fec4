package io.cartrec.eval;

import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.data.Dataset;
import io.cartrec.data.DatasetBuilder;
import java.time.Instant;

/** Small data sets written as text. */
final class TestEvents {

  private TestEvents() {}

  /** Sessions {@code "s1: a b c"}, one a string, without times. */
  static Dataset sessions(String... lines) {
    return grouped(lines, true);
  }

  /** Users {@code "u1: a b c"}, one a string, without sessions or times. */
  static Dataset users(String... lines) {
    return grouped(lines, false);
  }

  private static Dataset grouped(String[] lines, boolean sessions) {
    DatasetBuilder builder = Dataset.builder();
    for (String line : lines) {
      String[] parts = line.split(": ", -1);
      for (String item : parts[1].split(" ", -1)) {
        Event event = Event.of(item);
        builder.add(sessions ? event.inSession(parts[0]) : event.byUser(parts[0]));
      }
    }
    return builder.build();
  }

  static Event at(long second, String session, String item) {
    return Event.of(item).inSession(session).at(Instant.ofEpochSecond(second));
  }

  static Event bought(String user, String session, String item) {
    return Event.of(item).byUser(user).inSession(session);
  }

  static Event typed(String session, EventType type, String item) {
    return Event.of(item, type).inSession(session);
  }
}

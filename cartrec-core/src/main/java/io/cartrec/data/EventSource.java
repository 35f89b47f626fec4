package io.cartrec.data;

import io.cartrec.Event;
import java.io.IOException;
import java.util.function.Consumer;

/** Where events come from: a file, a table, a list in memory. Reading twice gives the same events. */
@FunctionalInterface
public interface EventSource {

  /** Hands every event to {@code sink}, in the order of the source. */
  void forEach(Consumer<? super Event> sink) throws IOException;

  /** The events of {@code events}, in its order. */
  static EventSource of(Iterable<Event> events) {
    return events::forEach;
  }
}

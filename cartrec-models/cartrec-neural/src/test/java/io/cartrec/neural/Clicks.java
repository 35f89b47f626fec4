package io.cartrec.neural;

import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Data sets of clicks. */
final class Clicks {

  /** Items as they are, as many as any test has. */
  static final int[] CODES = IntStream.range(0, 1000).toArray();

  private Clicks() {}

  /** Sessions as words of item ids, one session a text. */
  static Dataset of(String... sessions) {
    List<Event> events = new ArrayList<>();
    for (int s = 0; s < sessions.length; s++) {
      for (String item : sessions[s].split(" ")) {
        events.add(Event.of(item, EventType.CLICK).inSession("s" + s));
      }
    }
    return Dataset.of(events);
  }

  /** Walks around a ring of {@code items}, one way in even sessions, the other way in odd ones. */
  static Dataset rings(int items, int sessions) {
    Random random = new Random(4);
    String[] walks = new String[sessions];
    for (int s = 0; s < sessions; s++) {
      StringBuilder walk = new StringBuilder();
      int at = random.nextInt(items);
      for (int step = 0; step < 3 + random.nextInt(5); step++) {
        walk.append(step == 0 ? "" : " ").append('i').append(at);
        at = Math.floorMod(at + (s % 2 == 0 ? 1 : -1), items);
      }
      walks[s] = walk.toString();
    }
    return of(walks);
  }
}

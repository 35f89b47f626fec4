package io.cartrec.io;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.data.EventSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvPropertyTest {

  private static final String LETTERS = "ab7 ,\"\"'\n\r;\t|ü€\uFFFD中";

  @TempDir
  Path folder;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void readsWhatAnotherLibraryWrote(long seed) throws IOException {
    Random random = new Random(seed);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      events.add(event(random));
    }
    Path file = folder.resolve("events.csv");
    write(events, file, random.nextBoolean() ? LineDelimiter.LF : LineDelimiter.CRLF);
    Reading reading = Reading.of(EventReader.csv(), List.of(file));
    assertThat(reading.events()).isEqualTo(events);
    assertThat(reading.report().skipped()).isZero();

    List<Event> again = new ArrayList<>();
    try (Lines lines = Lines.of(Files.newInputStream(file), file, 1)) {
      Layout.neutral()
          .parse(lines, new Intake("", EventReader.csv(), new ReadReport(), again::add));
    }
    assertThat(again).as("read in a buffer that starts with one byte").isEqualTo(events);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void givesTheSameEventsEachTime(long seed) throws IOException {
    Path file = folder.resolve("events.csv");
    List<Event> events = List.of(event(new Random(seed)), event(new Random(seed + 10)));
    write(events, file, LineDelimiter.LF);
    EventSource source = EventReader.csv().read(List.of(file), new ReadReport());
    List<Event> twice = new ArrayList<>();
    source.forEach(twice::add);
    source.forEach(twice::add);
    assertThat(twice).containsExactly(events.get(0), events.get(1), events.get(0), events.get(1));
  }

  private static void write(List<Event> events, Path file, LineDelimiter delimiter)
      throws IOException {
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(delimiter).build(file)) {
      csv.writeRecord(
          "price", "item", "user", "note", "timestamp", "event", "session", "rating", "quantity");
      for (Event event : events) {
        csv.writeRecord(
            text(event.price()),
            event.itemId(),
            event.userId().orElse(""),
            "a, \"note\"",
            event.timestamp().map(Instant::toString).orElse(""),
            EventNames.name(event.type()),
            event.sessionId().orElse(""),
            text(event.rating()),
            String.valueOf(event.quantity()));
      }
    }
  }

  private static String text(OptionalDouble value) {
    return value.isEmpty() ? "" : String.valueOf(value.getAsDouble());
  }

  private static Event event(Random random) {
    EventType[] types = EventType.values();
    Event event = Event.of(id(random), types[random.nextInt(types.length)])
        .times(random.nextInt(7) - 2 + random.nextInt(4) / 4.0);
    event = random.nextBoolean() ? event : event.byUser(id(random));
    event = random.nextBoolean() ? event : event.inSession(id(random));
    event = random.nextBoolean() ? event : event.priced(random.nextFloat() * 1000);
    event = random.nextBoolean() ? event : event.rated(random.nextGaussian() * 1e9);
    return random.nextBoolean()
        ? event
        : event.at(Instant.ofEpochMilli(1_000_000_000_000L + random.nextInt()));
  }

  /** Never blank: it ends in a letter. */
  private static String id(Random random) {
    StringBuilder id = new StringBuilder();
    int length = random.nextInt(100) == 0 ? 10_000 : random.nextInt(6);
    for (int i = 0; i < length; i++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return id.append(random.nextInt(20) == 0 ? "😀" : "x").toString();
  }
}

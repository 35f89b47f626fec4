package io.cartrec.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.data.Dataset;
import io.cartrec.data.DatasetBuilder;
import io.cartrec.testkit.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;

/** Reads the data sets beside the design page, whose cells hold no quotes or commas. */
final class SharedFiles {

  private SharedFiles() {}

  static Dataset events(String name) throws IOException {
    DatasetBuilder builder = Dataset.builder();
    rows(SharedData.assumePresent(name), (columns, cells) -> builder.add(event(columns, cells)));
    return builder.build();
  }

  /** Invoices without cancellations; a basket is the rows of one invoice at one moment. */
  static Dataset onlineRetail() throws IOException {
    DatasetBuilder builder = Dataset.builder();
    rows(SharedData.assumePresent("online_retail/events.csv.gz"), (columns, cells) -> {
      Event event = event(columns, cells);
      if (event.quantity() > 0 && event.price().orElse(0) > 0) {
        String basket =
            cells[columns.indexOf("timestamp")] + " " + event.sessionId().orElseThrow();
        builder.add(event.inSession(basket));
      }
    });
    return builder.build();
  }

  /** A file of two columns. */
  static Map<String, String> pairs(String name) throws IOException {
    Map<String, String> pairs = new HashMap<>();
    rows(SharedData.assumePresent(name), (columns, cells) -> pairs.put(cells[0], cells[1]));
    return pairs;
  }

  private static void rows(Path file, BiConsumer<List<String>, String[]> sink) throws IOException {
    try (BufferedReader in = new BufferedReader(
        new InputStreamReader(new GZIPInputStream(Files.newInputStream(file), 1 << 16), UTF_8))) {
      List<String> columns = List.of(in.readLine().split(",", -1));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        sink.accept(columns, line.split(",", -1));
      }
    }
  }

  private static Event event(List<String> columns, String[] cells) {
    Event event = Event.of(cells[columns.indexOf("item")]);
    for (int c = 0; c < cells.length; c++) {
      String cell = cells[c];
      if (!cell.isEmpty()) {
        event = switch (columns.get(c)) {
          case "timestamp" -> event.at(Instant.ofEpochSecond(Long.parseLong(cell)));
          case "user" -> event.byUser(cell);
          case "session" -> event.inSession(cell);
          case "quantity" -> event.times(Double.parseDouble(cell));
          case "price" -> event.priced(Double.parseDouble(cell));
          case "rating" -> event.rated(Double.parseDouble(cell));
          case "event" -> typed(event, EventType.valueOf(cell.toUpperCase(Locale.ROOT)));
          default -> event;
        };
      }
    }
    return event;
  }

  private static Event typed(Event event, EventType type) {
    return new Event(
        event.itemId(),
        type,
        event.timestamp(),
        event.userId(),
        event.sessionId(),
        event.quantity(),
        event.price(),
        event.rating());
  }
}

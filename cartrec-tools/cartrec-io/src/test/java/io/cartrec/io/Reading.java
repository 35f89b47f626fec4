package io.cartrec.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartrec.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file written and read in a test: the events, and what the report says. */
record Reading(List<Event> events, ReadReport report) {

  static Reading of(EventReader reader, Path file, String text) throws IOException {
    return of(reader, file, text.getBytes(UTF_8));
  }

  static Reading of(EventReader reader, Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    return of(reader, List.of(file));
  }

  static Reading of(EventReader reader, List<Path> files) throws IOException {
    List<Event> events = new ArrayList<>();
    ReadReport report = new ReadReport();
    reader.read(files, report).forEach(events::add);
    return new Reading(events, report);
  }

  List<String> items() {
    return events.stream().map(Event::itemId).toList();
  }

  /** The problems without the name of the file. */
  List<String> problems() {
    return report.problems().stream()
        .map(problem -> problem.substring(problem.indexOf(':') + 1))
        .toList();
  }
}

package io.cartrec.cli;

import io.cartrec.UserProfile;
import io.cartrec.data.Catalog;
import io.cartrec.data.Dataset;
import io.cartrec.io.EventFormat;
import io.cartrec.io.EventReader;
import io.cartrec.io.ItemReader;
import io.cartrec.io.OnError;
import io.cartrec.io.ReadReport;
import io.cartrec.io.UserReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Option;

/** How event files are read, as options. Picocli sets its fields. Not thread-safe. */
final class EventFiles {

  @Option(
      names = "--format",
      paramLabel = "F",
      description = "How event files are laid out: ${COMPLETION-CANDIDATES}; csv by default.",
      completionCandidates = Formats.class)
  private String format = "csv";

  @Option(
      names = "--on-error",
      paramLabel = "skip|fail",
      description = "What becomes of a row that cannot be used: it is skipped and counted"
          + " (default), or ends the run.")
  private String onError = "skip";

  /** The names of all formats. */
  static final class Formats implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Choice.words(EventFormat.class).iterator();
    }
  }

  /**
   * The reader that the options describe.
   *
   * @throws IllegalArgumentException if a value is not allowed
   */
  EventReader reader() {
    return EventReader.of(Choice.of(EventFormat.class, "--format", format))
        .onError(Choice.of(OnError.class, "--on-error", onError));
  }

  /**
   * The events of {@code files}; complains about files without any.
   *
   * @param report hears what became of each row
   */
  static Dataset read(EventReader reader, List<Path> files, ReadReport report) throws IOException {
    Dataset data = reader.dataset(files, report);
    if (data.rows() == 0) {
      throw new IOException(names(files) + ": holds no event that can be used: " + report);
    }
    return data;
  }

  /** The events of {@code files}, with a warning about rows that could not be used. */
  static Dataset read(EventReader reader, List<Path> files, Console console) throws IOException {
    ReadReport report = new ReadReport();
    Dataset data = read(reader, files, report);
    warn(files, report, console);
    return data;
  }

  /** What is known of the items, with a warning about rows that could not be used. */
  static Catalog readItems(ItemReader reader, Path file, Console console) throws IOException {
    ReadReport report = new ReadReport();
    Catalog catalog = reader.read(List.of(file), report);
    warn(List.of(file), report, console);
    return catalog;
  }

  /** What is known of users, with a warning about rows that could not be used. */
  static List<UserProfile> readUsers(UserReader reader, Path file, Console console)
      throws IOException {
    ReadReport report = new ReadReport();
    List<UserProfile> users = reader.read(List.of(file), report);
    warn(List.of(file), report, console);
    return users;
  }

  private static void warn(List<Path> files, ReadReport report, Console console) {
    if (report.skipped() > 0) {
      console.warn(names(files) + ": " + report + ", first " + report.problems().get(0));
    }
  }

  private static String names(List<Path> files) {
    return files.size() == 1
        ? files.get(0).toString()
        : files.get(0) + " and " + Text.count(files.size() - 1) + " more";
  }
}

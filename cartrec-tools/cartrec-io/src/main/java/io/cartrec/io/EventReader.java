package io.cartrec.io;

import io.cartrec.Event;
import io.cartrec.data.Dataset;
import io.cartrec.data.EventSource;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How to read event logs: the format, what to do with bad rows, which rows to take, what makes a basket.
 *
 * <pre>{@code
 * ReadReport report = new ReadReport();
 * Dataset data = EventReader.csv().onError(OnError.FAIL).dataset(List.of(file), report);
 * }</pre>
 *
 * <p>Files are UTF-8, packed with gzip when their name ends in {@code .gz}. A number below 10^11 in
 * magnitude is a time in seconds since 1970, a greater one in milliseconds; a time outside the years 1990
 * to 2100 makes a bad row. A rating makes a row of no other kind a {@link io.cartrec.EventType#RATING}.
 * Reading takes memory for the longest row, whatever the size of the file. Immutable and thread-safe.
 *
 * @param format how the files are laid out
 * @param onError what to do with a row that cannot be used; skipped unless set
 * @param filter the rows to take; all unless set
 * @param basketKey what makes a session; the session cell unless set
 */
public record EventReader(
    EventFormat format, OnError onError, RowFilter filter, BasketKey basketKey) {

  public EventReader {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(onError, "onError");
    Objects.requireNonNull(filter, "filter");
    Objects.requireNonNull(basketKey, "basketKey");
  }

  /** A reader of {@link EventFormat#CSV}. */
  public static EventReader csv() {
    return of(EventFormat.CSV);
  }

  /** A reader of {@code format}. */
  public static EventReader of(EventFormat format) {
    return new EventReader(format, OnError.SKIP, RowFilter.all(), BasketKey.SESSION);
  }

  /** This reader, with another treatment of bad rows. */
  public EventReader onError(OnError onError) {
    return new EventReader(format, onError, filter, basketKey);
  }

  /** This reader, taking only the rows that pass {@code filter}. */
  public EventReader where(RowFilter filter) {
    return new EventReader(format, onError, filter, basketKey);
  }

  /** This reader, with another key of sessions. */
  public EventReader basketKey(BasketKey basketKey) {
    return new EventReader(format, onError, filter, basketKey);
  }

  /**
   * The events of {@code files}, one file after the other, rows in their order. Nothing is opened before
   * the source is asked for its events. Asking throws an {@link EventFormatException} for a file that
   * cannot be read, and under {@link OnError#FAIL} for the first bad row.
   *
   * @param report counts the rows of each reading
   */
  public EventSource read(List<Path> files, ReadReport report) {
    List<Path> inOrder = List.copyOf(files);
    Objects.requireNonNull(report, "report");
    return sink -> {
      Parser parser = format.parser();
      for (Path file : inOrder) {
        readFile(parser, file, report, sink);
      }
    };
  }

  /** The events of {@code files} as a data set; see {@link #read}. */
  public Dataset dataset(List<Path> files, ReadReport report) throws IOException {
    return Dataset.of(read(files, report));
  }

  /**
   * The rows of an SQL query, as if they were rows of a {@link EventFormat#CSV} file: the labels of its
   * columns are the header. Times can be numbers, text or SQL timestamps; one without a zone is UTC. Each
   * reading opens a connection, runs the query and closes the connection. Asking throws an {@link
   * EventFormatException} if the database refuses.
   *
   * @param report counts the rows of each reading
   */
  public EventSource query(ConnectionSource database, String sql, ReadReport report) {
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(sql, "sql");
    Objects.requireNonNull(report, "report");
    return sink -> QueryRows.read(database, sql, new Intake(QueryRows.SOURCE, this, report, sink));
  }

  private void readFile(Parser parser, Path file, ReadReport report, Consumer<? super Event> sink)
      throws IOException {
    String source = file.toString();
    try {
      parser.parse(file, new Intake(source, this, report, sink));
    } catch (EventFormatException e) {
      throw e;
    } catch (EOFException e) {
      throw new EventFormatException(source, 0, Lines.CUT_OFF, e);
    } catch (IOException e) {
      throw new EventFormatException(source, 0, "cannot be read: " + e.getMessage(), e);
    }
  }
}

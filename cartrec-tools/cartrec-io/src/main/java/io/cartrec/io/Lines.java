package io.cartrec.io;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The lines of a file, one after the other, as bytes in a buffer that is used again: line {@link
 * #number()} is {@link #bytes()} in {@code [from(), from() + length())}, without its line end ({@code
 * \n} or {@code \r\n}). A byte order mark is left out. Names that end in {@code .gz} are unpacked. Takes
 * memory for the longest line only. Not thread-safe.
 */
final class Lines implements Closeable {

  static final String CUT_OFF = "gzip data ends early; is the file cut off?";
  private static final int LONGEST = 1 << 26;

  private final InputStream in;
  private final String source;
  private byte[] bytes = new byte[1 << 16];
  private int from;
  private int to;
  private int next;
  private int firstTo;
  private int firstNext;
  private int limit;
  private boolean ended;
  private long number;
  private int extra;

  private Lines(InputStream in, String source) {
    this.in = in;
    this.source = source;
  }

  /**
   * Opens {@code file}.
   *
   * @throws EventFormatException if it is missing, a folder, empty or not packed as its name says
   */
  static Lines open(Path file) throws IOException {
    String source = file.toString();
    if (Files.isDirectory(file)) {
      throw new EventFormatException(source, 0, "is a folder, not a file", null);
    }
    InputStream in;
    try {
      in = Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw new EventFormatException(source, 0, "file does not exist", e);
    }
    try {
      Lines lines = new Lines(source.endsWith(".gz") ? unpacked(in, file) : in, source);
      lines.begin();
      return lines;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static InputStream unpacked(InputStream in, Path file) throws IOException {
    try {
      return new GZIPInputStream(in, 1 << 16);
    } catch (ZipException | EOFException e) {
      String reason = Files.size(file) == 0 ? "file is empty" : "is named .gz but is not gzip data";
      throw new EventFormatException(file.toString(), 0, reason, e);
    }
  }

  private void begin() throws IOException {
    while (limit < 3 && !ended) {
      fill();
    }
    if (limit == 0) {
      throw new EventFormatException(source, 0, "file is empty", null);
    }
    if (limit >= 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b) {
      throw new EventFormatException(
          source, 0, "holds gzip data; give it a name that ends in .gz", null);
    }
    boolean mark =
        limit >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
    next = mark ? 3 : 0;
  }

  String source() {
    return source;
  }

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int length() {
    return to - from;
  }

  /** The number of the line, from 1; that of the first one when it was extended. */
  long number() {
    return number;
  }

  /** Goes to the next line; false at the end of the file. */
  boolean next() throws IOException {
    number += 1 + extra;
    extra = 0;
    from = next;
    if (!scan()) {
      return false;
    }
    firstTo = to;
    firstNext = next;
    return true;
  }

  /**
   * Adds the following line to this one, with the line end between them; false, and nothing is changed,
   * at the end of the file or where more than {@code longest} bytes are held already.
   */
  boolean extend(int longest) throws IOException {
    if (next - from > longest || !scan()) {
      return false;
    }
    extra++;
    return true;
  }

  /** Takes back all that {@link #extend} added. */
  void retract() {
    to = firstTo;
    next = firstNext;
    extra = 0;
  }

  /** Finds the end of the line that begins at {@code next}. */
  private boolean scan() throws IOException {
    int at = next;
    while (true) {
      byte[] b = bytes;
      int end = limit;
      while (at < end && b[at] != '\n') {
        at++;
      }
      if (at < end) {
        to = at > next && b[at - 1] == '\r' ? at - 1 : at;
        next = at + 1;
        return true;
      }
      if (ended) {
        if (at == next) {
          return false;
        }
        to = b[at - 1] == '\r' ? at - 1 : at;
        next = at;
        return true;
      }
      at -= from;
      fill();
    }
  }

  /** Moves the current line to the front and reads more behind it. */
  private void fill() throws IOException {
    System.arraycopy(bytes, from, bytes, 0, limit - from);
    to -= from;
    next -= from;
    firstTo -= from;
    firstNext -= from;
    limit -= from;
    from = 0;
    if (limit == bytes.length) {
      if (limit >= LONGEST) {
        throw new EventFormatException(
            source,
            number,
            "line is longer than " + LONGEST + " bytes; is this a text file?",
            null);
      }
      bytes = Arrays.copyOf(bytes, 2 * limit);
    }
    int count = in.read(bytes, limit, bytes.length - limit);
    ended = count < 0;
    limit += Math.max(count, 0);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

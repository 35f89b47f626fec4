package io.cartrec.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A file that says which part of an evaluation each user belongs to. */
final class FoldFile {

  private static final String HEAD = "user,split";
  private static final Set<String> PARTS = Set.of("train", "valid", "test");

  private FoldFile() {}

  /**
   * The part of each user, by id.
   *
   * @throws IOException if the file cannot be read, or is not of lines {@code user,split} below a header
   */
  static Map<String, String> read(Path file) throws IOException {
    Map<String, String> parts = new HashMap<>();
    try (InputStream bytes = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        BufferedReader lines = new BufferedReader(new InputStreamReader(plain, UTF_8))) {
      if (!HEAD.equals(lines.readLine())) {
        throw new IOException(file + ":1: must read '" + HEAD + "'");
      }
      int number = 1;
      for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        List<String> cells = cells(file, number, line);
        if (cells.size() != 2) {
          throw new IOException(
              file + ":" + number + ": must be a user and a split but is '" + line + "'");
        }
        if (!PARTS.contains(cells.get(1))) {
          throw new IOException(file + ":" + number
              + ": split must be train, valid or test but is '" + cells.get(1) + "'");
        }
        if (parts.put(cells.get(0), cells.get(1)) != null) {
          throw new IOException(file + ":" + number + ": names user " + cells.get(0) + " again");
        }
      }
    }
    return parts;
  }

  private static List<String> cells(Path file, int number, String line) throws IOException {
    try {
      return IdList.parse(line);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ":" + number + ": " + e.getMessage(), e);
    }
  }
}

package io.cartrec.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that a command will write when its work is done. */
final class OutputFile {

  private OutputFile() {}

  /** Complains about a file that could not be written, before hours of work are done in vain. */
  static void check(Path file) throws IOException {
    Path folder = folder(file);
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a folder, not a file to write to");
    }
    if (!Files.isDirectory(folder)) {
      throw new IOException(file + ": its folder does not exist; create " + folder + " first");
    }
    if (!Files.isWritable(folder)) {
      throw new IOException(file + ": this user may not write to its folder");
    }
  }

  /** Writes the file whole or not at all. */
  static void write(Path file, String text) throws IOException {
    Path temporary = folder(file).resolve("." + file.getFileName() + ".tmp");
    try {
      Files.writeString(temporary, text, UTF_8);
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static Path folder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? file.toAbsolutePath() : folder;
  }
}

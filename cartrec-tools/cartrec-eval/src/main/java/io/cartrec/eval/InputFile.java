package io.cartrec.eval;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that an evaluation read. Immutable and thread-safe.
 *
 * @param role what it was read as: {@code train}, {@code valid}, {@code test}, {@code folds}, {@code items}
 * @param path where it lies, as the caller named it
 * @param bytes its length
 * @param sha256 its digest, in lower-case hexadecimal
 */
public record InputFile(String role, String path, long bytes, String sha256) {

  /** Measures {@code file}; reads it once from end to end. */
  public static InputFile of(String role, Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      long bytes = in.transferTo(OutputStream.nullOutputStream());
      return new InputFile(role, file.toString(), bytes, HexFormat.of().formatHex(digest.digest()));
    }
  }
}

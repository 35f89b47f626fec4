package io.cartrec.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** Strict UTF-8, where Java's own methods put a question mark or U+FFFD for what is wrong. */
final class Utf8 {

  private Utf8() {}

  /** The text in {@code bytes[from, to)}; empty when that is not valid. */
  static Optional<String> decode(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, UTF_8);
    return text.indexOf('\uFFFD') < 0 || isValid(bytes, from, to)
        ? Optional.of(text)
        : Optional.empty();
  }

  /** The bytes of {@code text}; empty when it holds half a surrogate pair. */
  static Optional<byte[]> encode(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return new String(bytes, UTF_8).equals(text) ? Optional.of(bytes) : Optional.empty();
  }

  private static boolean isValid(byte[] bytes, int from, int to) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
      return true;
    } catch (CharacterCodingException e) {
      return false; // the answer asked for
    }
  }
}

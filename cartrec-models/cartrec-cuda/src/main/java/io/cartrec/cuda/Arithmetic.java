package io.cartrec.cuda;

import java.util.Locale;

/** How exactly products are computed. */
enum Arithmetic {
  /** In 32-bit floats. */
  FLOAT32,
  /** With factors rounded to 10 bits behind the point, on tensor cores, which compute capability 8.0 has. */
  TF32;

  /** The system property that asks for one: {@code float32} or {@code tf32}. */
  static final String PROPERTY = "cartrec.cuda.math";

  /**
   * What was asked for, {@link #FLOAT32} by default.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static Arithmetic asked() {
    String word = System.getProperty(PROPERTY, "float32");
    try {
      return valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "-D" + PROPERTY + " must be float32 or tf32 but was '" + word + "'", e);
    }
  }
}

package io.cartrec.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The constants of an enum as words of the command line: lower case, joined by hyphens. */
final class Choice {

  private Choice() {}

  /**
   * The constant that {@code word} names.
   *
   * @throws IllegalArgumentException if there is none
   */
  static <E extends Enum<E>> E of(Class<E> choices, String option, String word) {
    return Arrays.stream(choices.getEnumConstants())
        .filter(constant -> word(constant).equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(option + " must be one of "
            + String.join(", ", words(choices)) + " but was '" + word + "'"));
  }

  /** The words for all constants, in their order. */
  static List<String> words(Class<? extends Enum<?>> choices) {
    return Arrays.stream(choices.getEnumConstants()).map(Choice::word).toList();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

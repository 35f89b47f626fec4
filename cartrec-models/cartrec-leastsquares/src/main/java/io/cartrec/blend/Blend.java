package io.cartrec.blend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Models and the weight of each, in words {@code 0.7 ease regularization=300 + 0.3 item-knn}. Immutable
 * and thread-safe.
 *
 * @param parts the models, in order; may be empty
 */
public record Blend(List<Part> parts) {

  private static final String PLUS = " + ";
  private static final Blend NONE = new Blend(List.of());

  /**
   * One model of a blend.
   *
   * @param weight finite, {@code > 0}
   * @param model its name
   * @param parameters the parameters that differ from its defaults, in words
   */
  public record Part(double weight, String model, Map<String, String> parameters) {

    public Part {
      if (!(weight > 0 && weight <= Double.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "the weight of " + model + " in a blend must be finite and > 0 but was " + weight);
      }
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    Part withWeight(double value) {
      return new Part(value, model, parameters);
    }

    /** Model and parameters, without the weight. */
    String name() {
      return parameters.isEmpty()
          ? model
          : parameters.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue())
              .collect(Collectors.joining(" ", model + " ", ""));
    }

    private static Part parse(String text) {
      List<String> words = Arrays.stream(text.trim().split("\\s+", -1))
          .filter(word -> !word.isEmpty())
          .toList();
      if (words.size() < 2) {
        throw new IllegalArgumentException(
            "a part of a blend must read 'weight model key=value ...' but reads '" + text + "'");
      }
      Map<String, String> parameters = new LinkedHashMap<>();
      for (String word : words.subList(2, words.size())) {
        int equals = word.indexOf('=');
        if (equals < 1
            || parameters.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
          throw new IllegalArgumentException(
              "'" + word + "' in the blend part '" + text + "' must read key=value, each key once");
        }
      }
      try {
        return new Part(Double.parseDouble(words.get(0)), words.get(1), parameters);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "the blend part '" + text + "' must begin with its weight, a number", e);
      }
    }
  }

  public Blend {
    parts = List.copyOf(parts);
  }

  /** No models. */
  public static Blend none() {
    return NONE;
  }

  /**
   * Reads what {@link #toString} writes; an empty text has no parts.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static Blend parse(String text) {
    if (text.isBlank()) {
      return NONE;
    }
    List<Part> parts = new ArrayList<>();
    for (String part : text.split(" \\+ ", -1)) {
      parts.add(Part.parse(part));
    }
    return new Blend(parts);
  }

  public boolean isEmpty() {
    return parts.isEmpty();
  }

  @Override
  public String toString() {
    return parts.stream()
        .map(part -> part.weight() + " " + part.name())
        .collect(Collectors.joining(PLUS));
  }
}

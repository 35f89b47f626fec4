package io.cartrec.blend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Models and the weight of each, in words {@code 0.7 ease regularization=300 + 0.3 item-knn}; a weight of
 * 1 can be left out. Immutable and thread-safe.
 *
 * @param parts the models, in order; may be empty
 */
public record Blend(List<Part> parts) {

  private static final String PLUS = " + ";
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9.].*|NaN|[-+]?Infinity");
  private static final Blend NONE = new Blend(List.of());

  /**
   * One model of a blend.
   *
   * @param weight finite
   * @param model its name
   * @param parameters the parameters that differ from its defaults, in words
   */
  public record Part(double weight, String model, Map<String, String> parameters) {

    public Part {
      if (!Double.isFinite(weight)) {
        throw new IllegalArgumentException(
            "the weight of " + model + " in a blend must be finite but was " + weight);
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
      boolean weighted = !words.isEmpty() && NUMBER.matcher(words.get(0)).matches();
      int model = weighted ? 1 : 0;
      if (words.size() <= model) {
        throw new IllegalArgumentException(
            "a part of a blend must read 'weight model key=value ...' but reads '" + text + "'");
      }
      Map<String, String> parameters = new LinkedHashMap<>();
      for (String word : words.subList(model + 1, words.size())) {
        int equals = word.indexOf('=');
        if (equals < 1
            || parameters.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
          throw new IllegalArgumentException(
              "'" + word + "' in the blend part '" + text + "' must read key=value, each key once");
        }
      }
      double weight = weighted ? Double.parseDouble(words.get(0)) : 1;
      return new Part(weight, words.get(model), parameters);
    }

    @Override
    public String toString() {
      return weight == 1 ? name() : weight + " " + name();
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
    return parts.stream().map(Part::toString).collect(Collectors.joining(PLUS));
  }
}

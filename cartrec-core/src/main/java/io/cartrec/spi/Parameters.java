package io.cartrec.spi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The parameters of a configuration record, so that command lines and model files can read and write it
 * as words: each has a name, a meaning, a way to read it and a way to change it. Immutable and
 * thread-safe.
 *
 * <pre>{@code
 * Parameters.of(ItemKnnConfig.defaults())
 *     .integer("neighbors", "how many ...", ItemKnnConfig::neighbors, ItemKnnConfig::withNeighbors)
 *     .real("shrinkage", "added to ...", ItemKnnConfig::shrinkage, ItemKnnConfig::withShrinkage);
 * }</pre>
 *
 * @param <C> the configuration
 */
public final class Parameters<C> {

  /**
   * One parameter in words.
   *
   * @param name its name
   * @param meaning what it does, in a few words
   * @param value its default value
   * @param values what it takes: {@code int}, {@code number}, {@code text}, or the choices
   * @param range where a search looks for its best value; empty when it should not be searched, or has
   *     choices, which are searched all
   */
  public record Description(
      String name, String meaning, String value, String values, Optional<Range> range) {}

  /**
   * The numbers from {@code least} to {@code most}.
   *
   * @param least finite
   * @param most finite, {@code >= least}
   */
  public record Range(double least, double most) {
    public Range {
      if (!(Math.abs(least) <= Double.MAX_VALUE && most >= least && most <= Double.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "a range must run from a finite number to one as great, but runs from " + least + " to "
                + most);
      }
    }
  }

  private record Parameter<C>(
      String name,
      String meaning,
      String values,
      Optional<Range> range,
      Function<C, String> read,
      BiFunction<C, String, C> change) {

    Parameter<C> searched(Range searched) {
      return new Parameter<>(name, meaning, values, Optional.of(searched), read, change);
    }
  }

  private final C defaults;
  private final List<Parameter<C>> parameters;

  private Parameters(C defaults, List<Parameter<C>> parameters) {
    this.defaults = defaults;
    this.parameters = parameters;
  }

  /** No parameters yet. */
  public static <C> Parameters<C> of(C defaults) {
    return new Parameters<>(defaults, List.of());
  }

  /** These, and one that takes an {@code int}. */
  public Parameters<C> integer(
      String name, String meaning, Function<C, Integer> read, BiFunction<C, Integer, C> change) {
    return with(name, meaning, "int", read, change, Integer::valueOf);
  }

  /** These, and one that takes a {@code double}. */
  public Parameters<C> real(
      String name, String meaning, Function<C, Double> read, BiFunction<C, Double, C> change) {
    return with(name, meaning, "number", read, change, Double::valueOf);
  }

  /** These, and one that takes {@code true} or {@code false}. */
  public Parameters<C> flag(
      String name, String meaning, Function<C, Boolean> read, BiFunction<C, Boolean, C> change) {
    return with(name, meaning, "true|false", read, change, Parameters::parseFlag);
  }

  /** These, and one that takes any text without a comma. */
  public Parameters<C> text(
      String name, String meaning, Function<C, String> read, BiFunction<C, String, C> change) {
    return with(name, meaning, "text", read, change, word -> word);
  }

  /** These, and one that takes a constant of an enum, in lower case. */
  public <E extends Enum<E>> Parameters<C> choice(
      String name,
      String meaning,
      Class<E> choices,
      Function<C, E> read,
      BiFunction<C, E, C> change) {
    String values = Arrays.stream(choices.getEnumConstants())
        .map(Parameters::lower)
        .collect(Collectors.joining("|"));
    return with(
        name,
        meaning,
        values,
        config -> lower(read.apply(config)),
        (config, word) -> change.apply(config, constant(choices, word)),
        word -> word);
  }

  /**
   * These, the last of which a search tries from {@code least} to {@code most}.
   *
   * @throws IllegalStateException if there is none, or the last takes no number
   */
  public Parameters<C> searched(double least, double most) {
    int last = parameters.size() - 1;
    if (last < 0 || !Set.of("int", "number").contains(parameters.get(last).values())) {
      throw new IllegalStateException("searched(...) must follow a parameter that takes a number");
    }
    List<Parameter<C>> changed = new ArrayList<>(parameters);
    changed.set(last, changed.get(last).searched(new Range(least, most)));
    return new Parameters<>(defaults, List.copyOf(changed));
  }

  public C defaults() {
    return defaults;
  }

  /** Every parameter with its default, in the order they were added. */
  public List<Description> describe() {
    return parameters.stream()
        .map(p ->
            new Description(p.name(), p.meaning(), p.read().apply(defaults), p.values(), p.range()))
        .toList();
  }

  /**
   * The defaults, changed by {@code values} one after the other, in the order of the map; every step must
   * be an allowed configuration.
   *
   * @throws IllegalArgumentException if a name is unknown or a value is not allowed
   */
  public C parse(Map<String, String> values) {
    C config = defaults;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      config = change(config, find(entry.getKey()), entry.getValue());
    }
    return config;
  }

  /** Every parameter of {@code config} in words. */
  public Map<String, String> format(C config) {
    Map<String, String> values = new LinkedHashMap<>();
    parameters.forEach(p -> values.put(p.name(), p.read().apply(config)));
    return values;
  }

  private <T> Parameters<C> with(
      String name,
      String meaning,
      String values,
      Function<C, T> read,
      BiFunction<C, T, C> change,
      Function<String, T> parse) {
    if (parameters.stream().anyMatch(p -> p.name().equals(name))) {
      throw new IllegalArgumentException("two parameters are named " + name);
    }
    List<Parameter<C>> longer = new ArrayList<>(parameters);
    longer.add(new Parameter<>(
        name,
        meaning,
        values,
        Optional.empty(),
        config -> String.valueOf(read.apply(config)),
        (config, word) -> change.apply(config, parse.apply(word))));
    return new Parameters<>(defaults, List.copyOf(longer));
  }

  private Parameter<C> find(String name) {
    return parameters.stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(
            "unknown parameter '" + name + "'; there are: " + names()));
  }

  private String names() {
    return parameters.isEmpty()
        ? "none"
        : parameters.stream().map(Parameter::name).collect(Collectors.joining(", "));
  }

  private static <C> C change(C config, Parameter<C> parameter, String word) {
    try {
      return parameter.change().apply(config, word.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          parameter.name() + " must be " + parameter.values() + " but was '" + word + "'", e);
    }
  }

  private static boolean parseFlag(String word) {
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new NumberFormatException(word);
    };
  }

  private static <E extends Enum<E>> E constant(Class<E> choices, String word) {
    return Arrays.stream(choices.getEnumConstants())
        .filter(constant -> lower(constant).equals(word))
        .findFirst()
        .orElseThrow(() -> new NumberFormatException(word));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

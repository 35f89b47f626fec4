package io.cartrec.benchmarks.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A call of JMH, or of a program that takes the same options, made once in every round.
 *
 * <p>Options are written as {@code name=value,value} for a parameter, {@code "-i 5"} for an option, and
 * {@code "-i"} where the benchmark's own annotation is to stand although the {@link Pace} says otherwise.
 *
 * @param suite the suite it belongs to
 * @param peer the module of peers on whose class path it runs; empty for ours
 * @param program the main class
 * @param regex which benchmarks, as JMH chooses them
 * @param brief options in short mode
 * @param full options in full mode
 */
record Row(
    String suite,
    String peer,
    String program,
    String regex,
    List<String> brief,
    List<String> full) {

  /** What to tell the program, all but where to write. */
  List<String> arguments(Pace pace) {
    List<String> arguments = new ArrayList<>(List.of(regex, "-f", "1"));
    options(pace).forEach((name, value) -> {
      if (!name.startsWith("-")) {
        arguments.addAll(List.of("-p", name + "=" + value));
      } else if (!value.isEmpty()) {
        arguments.addAll(List.of(name, value));
      }
    });
    return arguments;
  }

  /** The sizes of the shops that must be there for peers to learn. */
  List<String> shops(Pace pace) {
    return regex.equals("PeerBenchmark")
        ? List.of(options(pace).getOrDefault("size", "").split(",", -1))
        : List.of();
  }

  private Map<String, String> options(Pace pace) {
    Map<String, String> options = new LinkedHashMap<>(parse(pace.options()));
    if (pace == Pace.SMOKE) {
      parse(brief).forEach((name, value) -> options.putIfAbsent(name, smallest(name, value)));
    } else {
      options.putAll(parse(pace == Pace.FULL ? full : brief));
    }
    return options;
  }

  private static String smallest(String name, String value) {
    if (name.startsWith("-")) {
      return value;
    }
    return name.equals("size") ? "S" : value.split(",", 2)[0];
  }

  private static Map<String, String> parse(List<String> options) {
    Map<String, String> parsed = new LinkedHashMap<>();
    for (String option : options) {
      String[] sides = option.split(option.startsWith("-") ? " " : "=", 2);
      parsed.put(sides[0], sides.length > 1 ? sides[1] : "");
    }
    return parsed;
  }
}

package io.cartrec.benchmarks.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One call of JMH, made once in every round. Options are words as JMH's command line has them, but that
 * {@code name=value,value} stands for {@code -p name=value,value}: {@code size=S,M threads=2 -i 5}.
 *
 * @param suite the suite it belongs to
 * @param regex which benchmarks, as JMH chooses them
 * @param brief options in short mode
 * @param full options in full mode
 */
record Row(String suite, String regex, String brief, String full) {

  /** What to tell JMH, all but where to write. */
  List<String> arguments(Pace pace) {
    Map<String, String> options = new LinkedHashMap<>();
    switch (pace) {
      case SMOKE -> {
        parse(brief).forEach((name, value) -> options.put(name, smallest(name, value)));
        options.putAll(parse(pace.options()));
      }
      case SHORT, FULL -> {
        options.putAll(parse(pace.options()));
        options.putAll(parse(pace == Pace.FULL ? full : brief));
      }
    }
    List<String> arguments = new ArrayList<>(List.of(regex, "-f", "1"));
    options.forEach((name, value) -> arguments.addAll(
        name.startsWith("-") ? List.of(name, value) : List.of("-p", name + "=" + value)));
    return arguments;
  }

  private static String smallest(String name, String value) {
    if (name.startsWith("-")) {
      return value;
    }
    return name.equals("size") ? "S" : value.split(",", 2)[0];
  }

  private static Map<String, String> parse(String options) {
    Map<String, String> parsed = new LinkedHashMap<>();
    String[] words = options.split(" ", -1);
    for (int i = 0; i < words.length; i++) {
      if (words[i].startsWith("-")) {
        parsed.put(words[i], words[++i]);
      } else if (!words[i].isEmpty()) {
        String[] sides = words[i].split("=", 2);
        parsed.put(sides[0], sides[1]);
      }
    }
    return parsed;
  }
}

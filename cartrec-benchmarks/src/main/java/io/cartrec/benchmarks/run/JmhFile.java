package io.cartrec.benchmarks.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.openjdk.jmh.util.MultisetStatistics;

/** Result files in JMH's JSON form: reads them, and joins those of several rounds. */
final class JmhFile {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PRIMARY = "primaryMetric";
  private static final String SECONDARY = "secondaryMetrics";
  private static final String HISTOGRAM = "rawDataHistogram";
  private static final String VALUES = "rawData";

  /** Units of what JMH adds up over all iterations; of all else it takes the mean. */
  private static final Set<String> SUMMED = Set.of("counts", "ms", "#");

  private static final Map<String, Double> SECONDS =
      Map.of("ns", 1e-9, "us", 1e-6, "ms", 1e-3, "s", 1.0, "min", 60.0);

  private JmhFile() {}

  /**
   * The results of a file, in its order.
   *
   * @throws IOException if it cannot be read or is not of JMH's form
   */
  static List<Result> read(Path file) throws IOException {
    List<Result> results = new ArrayList<>();
    for (ObjectNode entry : entries(file)) {
      results.add(result(entry));
    }
    return results;
  }

  /**
   * Writes what the files of all rounds say as one: the values of the same benchmark with the same
   * parameters side by side, a fork for each, and score, error and percentiles reckoned anew from them.
   *
   * @throws IOException if a file cannot be read or is not of JMH's form
   */
  static void join(List<Path> files, Path into) throws IOException {
    Map<String, ObjectNode> joined = new LinkedHashMap<>();
    for (Path file : files) {
      for (ObjectNode entry : entries(file)) {
        ObjectNode earlier = joined.putIfAbsent(result(entry).key(), entry);
        if (earlier != null) {
          append(entry, earlier);
        }
      }
    }
    JSON.writerWithDefaultPrettyPrinter().writeValue(into.toFile(), joined.values());
  }

  private static void append(ObjectNode entry, ObjectNode into) {
    into.put("forks", into.path("forks").asInt() + entry.path("forks").asInt());
    appendMetric(entry.path(PRIMARY), (ObjectNode) into.path(PRIMARY));
    for (Map.Entry<String, JsonNode> metric : entry.path(SECONDARY).properties()) {
      if (into.path(SECONDARY).get(metric.getKey()) instanceof ObjectNode earlier) {
        appendMetric(metric.getValue(), earlier);
      }
    }
  }

  private static void appendMetric(JsonNode metric, ObjectNode into) {
    String values = into.has(HISTOGRAM) ? HISTOGRAM : VALUES;
    ((ArrayNode) into.path(values)).addAll((ArrayNode) metric.path(values));
    MultisetStatistics all = metric(into, "", 1).all();
    boolean summed = SUMMED.contains(into.path("scoreUnit").asText());
    into.put("score", summed ? all.getSum() : all.getMean());
    into.put("scoreError", summed ? Double.NaN : all.getMeanErrorAt(Metric.CONFIDENCE));
    ArrayNode interval = into.putArray("scoreConfidence");
    for (double end : all.getConfidenceIntervalAt(Metric.CONFIDENCE)) {
      interval.add(summed ? all.getSum() : end);
    }
    for (Map.Entry<String, JsonNode> percentile : into.path("scorePercentiles").properties()) {
      double percent = Double.parseDouble(percentile.getKey());
      percentile.setValue(DoubleNode.valueOf(all.getPercentile(percent)));
    }
  }

  private static Result result(ObjectNode entry) {
    Map<String, String> params = new TreeMap<>();
    entry
        .path("params")
        .properties()
        .forEach(p -> params.put(p.getKey(), p.getValue().asText()));
    Map<String, Metric> secondary = new TreeMap<>();
    entry
        .path(SECONDARY)
        .properties()
        .forEach(m -> secondary.put(m.getKey(), metric(m.getValue())));
    return new Result(
        entry.path("benchmark").asText(),
        entry.path("mode").asText(),
        entry.path("threads").asInt(),
        params,
        how(entry),
        metric(entry.path(PRIMARY)),
        secondary);
  }

  private static String how(ObjectNode entry) {
    return "Java %s, rounds %s, iterations %s of %s after %s of %s"
        .formatted(
            entry.path("jdkVersion").asText(),
            entry.path("forks").asText(),
            entry.path("measurementIterations").asText(),
            entry.path("measurementTime").asText(),
            entry.path("warmupIterations").asText(),
            entry.path("warmupTime").asText());
  }

  /** In seconds an operation or operations a second, where it is a time or a rate. */
  private static Metric metric(JsonNode metric) {
    String unit = metric.path("scoreUnit").asText();
    String[] sides = unit.split("/", 2);
    if (sides.length == 2 && SECONDS.containsKey(sides[0])) {
      return metric(metric, "s/" + sides[1], SECONDS.get(sides[0]));
    }
    if (sides.length == 2 && SECONDS.containsKey(sides[1])) {
      return metric(metric, sides[0] + "/s", 1 / SECONDS.get(sides[1]));
    }
    return metric(metric, unit, 1);
  }

  private static Metric metric(JsonNode metric, String unit, double factor) {
    List<MultisetStatistics> rounds = new ArrayList<>();
    for (JsonNode fork : metric.path(metric.has(HISTOGRAM) ? HISTOGRAM : VALUES)) {
      MultisetStatistics round = new MultisetStatistics();
      for (JsonNode iteration : fork) {
        if (iteration.isArray()) {
          iteration.forEach(pair ->
              round.addValue(pair.get(0).asDouble() * factor, pair.get(1).asLong()));
        } else {
          round.addValue(iteration.asDouble() * factor, 1);
        }
      }
      rounds.add(round);
    }
    return Metric.of(unit, rounds);
  }

  private static List<ObjectNode> entries(Path file) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(file.toFile());
    } catch (JacksonException e) {
      throw new IOException(file + " is not JSON: " + e.getOriginalMessage(), e);
    }
    List<ObjectNode> entries = new ArrayList<>();
    boolean isList = root.isArray();
    for (JsonNode entry : root) {
      isList &= entry instanceof ObjectNode && hasValues(entry.path(PRIMARY));
      if (entry instanceof ObjectNode benchmark) {
        entries.add(benchmark);
      }
    }
    if (!isList) {
      throw new IOException(file + " is not a list of JMH's results; write it by -rf json");
    }
    return entries;
  }

  /** Whether each fork has a list of them. */
  private static boolean hasValues(JsonNode metric) {
    boolean has = false;
    for (JsonNode fork : metric.path(metric.has(HISTOGRAM) ? HISTOGRAM : VALUES)) {
      if (!fork.isArray() || fork.isEmpty()) {
        return false;
      }
      has = true;
    }
    return has;
  }
}

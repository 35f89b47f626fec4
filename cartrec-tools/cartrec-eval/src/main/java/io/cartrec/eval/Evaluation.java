package io.cartrec.eval;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an evaluation found, and all that led to it. Immutable and thread-safe.
 *
 * @param task what was predicted
 * @param options the choices of the protocol
 * @param protocol those of the choices that the task reads, as they were in force, in words, by name
 * @param data sizes and fingerprints of the parts, in words, by name
 * @param files every file read
 * @param environment seed, threads, library, JDK, machine and, if known, commit, in words, by name
 * @param definitions what each figure is, in words, by name
 * @param warnings what a reader of the figures must know
 * @param results the models, popularity and item-knn first
 * @param comparisons the models pair by pair, by the headline figures
 */
public record Evaluation(
    Task task,
    ProtocolOptions options,
    Map<String, String> protocol,
    Map<String, String> data,
    List<InputFile> files,
    Map<String, String> environment,
    Map<String, String> definitions,
    List<String> warnings,
    List<ModelResult> results,
    List<Comparison> comparisons) {

  public Evaluation {
    protocol = Collections.unmodifiableMap(new LinkedHashMap<>(protocol));
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    files = List.copyOf(files);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    definitions = Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
    warnings = List.copyOf(warnings);
    results = List.copyOf(results);
    comparisons = List.copyOf(comparisons);
  }

  /**
   * The models that lead by {@code headline}, one of the two figures that the task compares models by:
   * the one with the best value, and all that the paired test does not separate from it; best first, and
   * equal ones in the order of the results. Empty when no model has the figure.
   */
  public List<ModelResult> leaders(String headline) {
    Comparator<ModelResult> byValue = Comparator.comparingDouble(
        result -> result.figure(headline).orElseThrow().value());
    List<ModelResult> ranked = results.stream()
        .filter(result -> result.figure(headline).isPresent())
        .sorted(Task.isError(headline) ? byValue : byValue.reversed())
        .toList();
    return ranked.stream()
        .filter(result -> !isSeparated(headline, ranked.get(0).model(), result.model()))
        .toList();
  }

  private boolean isSeparated(String metric, String model, String other) {
    return comparisons.stream()
        .filter(one -> one.metric().equals(metric) && one.isSignificant())
        .anyMatch(one -> (one.first().equals(model) && one.second().equals(other))
            || (one.first().equals(other) && one.second().equals(model)));
  }

  /** A table for the terminal, with what a reader must know below it. */
  public String text() {
    return TextReport.of(this);
  }

  /** For programs: {@code {"task":…,"data":{…},"results":[{"model":…,"metrics":{"HR@20":…}}]}} and more. */
  public String json() {
    return JsonReport.of(this);
  }

  /** For people: charts, tables and how to get them again, on one page. */
  public HtmlReport page() {
    return PageReport.of(this);
  }
}

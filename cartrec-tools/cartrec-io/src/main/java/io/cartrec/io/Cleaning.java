package io.cartrec.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartrec.data.Dataset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Cleaning steps, taken one after the other. Immutable and thread-safe.
 *
 * @param steps in order
 */
public record Cleaning(List<CleaningStep> steps) {

  private static final List<String> KNOWN = List.of(
      "duplicates",
      "cancellations",
      "repeats",
      "bots=N",
      "regular=N",
      "outliers=X",
      "max-session=N",
      "min-session=N",
      "min-item=N",
      "min-user=N");

  public Cleaning {
    steps = List.copyOf(steps);
  }

  /** No step at all. */
  public static Cleaning none() {
    return new Cleaning(List.of());
  }

  /**
   * The steps that {@code text} names, with commas between them: {@code
   * duplicates,cancellations,max-session=200,min-item=5,min-user=5}. Each is a step of {@link
   * CleaningStep}; {@code min-session}, {@code min-item} and {@code min-user} make one step, which stands
   * where the first of them does.
   *
   * @throws IllegalArgumentException if it names something else, or one twice
   */
  public static Cleaning parse(String text) {
    List<CleaningStep> steps = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    int[] least = new int[3];
    int place = -1;
    for (String part : text.split(",", -1)) {
      String[] pair = part.strip().split("=", 2);
      String name = pair[0].strip();
      if (!seen.add(name)) {
        throw new IllegalArgumentException("cleaning step " + name + " is named twice in " + text);
      }
      int minimum = List.of("min-session", "min-item", "min-user").indexOf(name);
      if (minimum >= 0) {
        least[minimum] = whole(part, pair);
        place = place < 0 ? steps.size() : place;
      } else {
        steps.add(step(name, part, pair));
      }
    }
    if (place >= 0) {
      steps.add(place, CleaningStep.atLeast(least[0], least[1], least[2]));
    }
    return new Cleaning(steps);
  }

  /** What the steps leave of {@code data}, and what each removed. */
  public Cleaned apply(Dataset data) {
    List<CleaningReport.Step> taken = new ArrayList<>();
    Dataset left = data;
    for (CleaningStep step : steps) {
      int before = left.rows();
      left = step.apply(left);
      taken.add(new CleaningReport.Step(step.name(), before, left.rows()));
    }
    return new Cleaned(left, new CleaningReport(taken));
  }

  /**
   * A cleaned data set. Immutable and thread-safe.
   *
   * @param data what is left
   * @param report what was removed
   */
  public record Cleaned(Dataset data, CleaningReport report) {}

  private static CleaningStep step(String name, String part, String[] pair) {
    return switch (name) {
      case "duplicates" -> plain(CleaningStep.duplicates(), part, pair);
      case "cancellations" -> plain(CleaningStep.cancellations(), part, pair);
      case "repeats" -> plain(CleaningStep.repeats(), part, pair);
      case "bots" -> counted(CleaningStep::bots, part, pair);
      case "regular" -> counted(CleaningStep::regular, part, pair);
      case "max-session" -> counted(CleaningStep::maxSession, part, pair);
      case "outliers" -> CleaningStep.outliers(decimal(pair));
      default ->
        throw new IllegalArgumentException("cleaning steps are " + String.join(", ", KNOWN)
            + " but one was '" + part.strip() + "'");
    };
  }

  private static CleaningStep plain(CleaningStep step, String part, String[] pair) {
    if (pair.length > 1) {
      throw new IllegalArgumentException(
          "cleaning step " + pair[0].strip() + " takes no value but was '" + part.strip() + "'");
    }
    return step;
  }

  private static CleaningStep counted(IntFunction<CleaningStep> step, String part, String[] pair) {
    return step.apply(whole(part, pair));
  }

  private static int whole(String part, String[] pair) {
    double value = decimal(pair);
    if (value != (int) value || value < 1) {
      throw new IllegalArgumentException("cleaning step " + pair[0].strip()
          + " needs a whole number >= 1 but was '" + part.strip() + "'");
    }
    return (int) value;
  }

  private static double decimal(String[] pair) {
    byte[] digits = (pair.length < 2 ? "" : pair[1].strip()).getBytes(UTF_8);
    double value = Decimals.parse(digits, 0, digits.length);
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException(
          "cleaning step " + pair[0].strip() + " needs a number: " + pair[0].strip() + "=N");
    }
    return value;
  }
}

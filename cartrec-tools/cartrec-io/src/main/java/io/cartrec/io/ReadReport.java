package io.cartrec.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the rows that readers saw: each was read, filtered out or skipped. Header and empty
 * lines are no rows. Counts add up over all that is read with the same report, so reading a source twice
 * counts twice. Not thread-safe.
 */
public final class ReadReport {

  private static final int KEPT = 20;

  private long read;
  private long filtered;
  private long skipped;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Long> reasons = new LinkedHashMap<>();

  /** A report that has seen nothing. */
  public ReadReport() {}

  /** Rows that were understood and handed on. */
  public long read() {
    return read;
  }

  /** Rows that were understood but did not pass {@link EventReader#where(RowFilter)}. */
  public long filtered() {
    return filtered;
  }

  /** Rows that could not be used. */
  public long skipped() {
    return skipped;
  }

  /** The first 20 skipped rows, each as {@code file:line: reason}. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** How many rows were skipped for each reason, in order of first appearance. */
  public Map<String, Long> reasons() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
  }

  /** One line: {@code 541909 rows read, 3 skipped (2 item is blank, 1 price is not a number)}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(read).append(" rows read");
    if (filtered > 0) {
      text.append(", ").append(filtered).append(" filtered out");
    }
    if (skipped > 0) {
      List<String> counts = new ArrayList<>();
      reasons.forEach((reason, count) -> counts.add(count + " " + reason));
      text.append(", ").append(skipped).append(" skipped (");
      text.append(String.join(", ", counts)).append(')');
    }
    return text.toString();
  }

  void countRead() {
    read++;
  }

  void countFiltered() {
    filtered++;
  }

  void countSkipped(String place, String rule, String detail) {
    skipped++;
    reasons.merge(rule, 1L, Long::sum);
    if (problems.size() < KEPT) {
      problems.add(place + ": " + detail);
    }
  }
}

package io.cartrec.benchmarks.run;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What moved between two runs beyond the noise: figures whose intervals do not touch, and that changed by
 * more than a tenth.
 *
 * @param moves what moved, the worst first
 * @param compared how many figures both runs have
 * @param otherwise those of them that were measured on another Java, or another number of times
 * @param missing the names of those that only the older has
 */
record Comparison(List<Move> moves, int compared, List<Move> otherwise, List<String> missing) {

  private static final double LEAST = 0.1;

  /** A figure that moved. */
  record Move(Figure before, Figure after) {

    /** How much more there is of it now: -0.2 is a fifth less. */
    double change() {
      return after.value() / before.value() - 1;
    }

    /** How many times as bad it is now as it was. */
    double worse() {
      double ratio = after.value() / before.value();
      return after.moreIsBetter() ? 1 / ratio : ratio;
    }

    private boolean isReal() {
      return after.isApartFrom(before) && Math.abs(change()) > LEAST;
    }

    private boolean isOfMachine() {
      return after.name().startsWith("LimitsBenchmark.");
    }
  }

  /** Compares figures of the same name. */
  static Comparison of(List<Result> before, List<Result> after) {
    Map<String, Figure> now = after.stream()
        .flatMap(result -> Figure.of(result).stream())
        .collect(Collectors.toMap(Figure::name, Function.identity(), (first, second) -> first));
    List<Move> pairs = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Result result : before) {
      for (Figure old : Figure.of(result)) {
        Figure same = now.get(old.name());
        if (same == null) {
          missing.add(old.name());
        } else {
          pairs.add(new Move(old, same));
        }
      }
    }
    List<Move> moves = pairs.stream()
        .filter(Move::isReal)
        .sorted(Comparator.comparingDouble(Move::worse).reversed())
        .toList();
    List<Move> otherwise = pairs.stream()
        .filter(pair -> !pair.before().how().equals(pair.after().how()))
        .toList();
    return new Comparison(moves, pairs.size(), otherwise, missing);
  }

  /** Whether something got worse that is not the machine itself. */
  boolean isWorse() {
    return moves.stream().anyMatch(move -> !move.isOfMachine() && move.worse() > 1);
  }

  /** A line for each move, then what was compared. */
  void print(PrintStream out) {
    for (Move move : moves) {
      out.printf(
          "%s  %s: %s -> %s, %+.0f %%%n",
          move.isOfMachine() ? "machine" : move.worse() > 1 ? "worse  " : "better ",
          move.after().name(),
          interval(move.before()),
          interval(move.after()),
          100 * move.change());
    }
    out.printf(
        "%d of %d figures moved by more than %s and beyond the noise%n",
        moves.size(), compared, Amount.share(LEAST));
    if (moves.stream().anyMatch(Move::isOfMachine)) {
      out.println("the machine itself moved, so this compares machines, not code");
    }
    if (!otherwise.isEmpty()) {
      Move first = otherwise.get(0);
      out.printf(
          "%d of the %d were measured otherwise, such as %s: %s -> %s%n",
          otherwise.size(),
          compared,
          first.after().name(),
          first.before().how(),
          first.after().how());
    }
    if (!missing.isEmpty()) {
      out.println("not measured again: " + String.join("; ", missing));
    }
  }

  private static String interval(Figure figure) {
    Metric metric = figure.metric();
    return "%s [%s, %s]"
        .formatted(
            Amount.of(metric, figure.value()),
            Amount.of(metric, figure.low()),
            Amount.of(metric, figure.high()));
  }
}

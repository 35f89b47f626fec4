package io.cartrec.cli;

import io.cartrec.RepeatPolicy;
import io.cartrec.eval.ProtocolOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The choices that a task leaves open, as options. Picocli sets its fields. Not thread-safe. */
final class ProtocolFlags {

  @Option(
      names = "--k",
      paramLabel = "K[,K...]",
      description = "Lengths of the list at which figures are taken; ${DEFAULT-VALUE} by default.")
  private String ks = "10,20";

  @Option(
      names = "--repeats",
      paramLabel = "POLICY",
      description =
          "What may come back: exclude-cart, exclude-owned, only-owned (and nothing else),"
              + " exclude-last or allow;"
              + " the task's own rule by default.")
  private Optional<String> repeats = Optional.empty();

  @Option(
      names = "--min-prefix",
      paramLabel = "N",
      description = "next-item: items of a session known before the first question; 1 by default.")
  private Optional<Integer> minPrefix = Optional.empty();

  @Option(
      names = "--unknown-targets",
      paramLabel = "RULE",
      description = "Targets unknown to training count as a miss (default), or drop out.")
  private Optional<String> unknownTargets = Optional.empty();

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description =
          "In which order sessions stand when a test part is cut off: file (default) or" + " time.")
  private Optional<String> order = Optional.empty();

  @Option(
      names = "--max-basket",
      paramLabel = "N",
      description = "cart-completion: leave larger baskets out of training and questions.")
  private Optional<Integer> maxBasket = Optional.empty();

  @Option(
      names = "--min-rating",
      paramLabel = "X",
      description = "top-n: test rows rated lower are no truth.")
  private Optional<Double> minRating = Optional.empty();

  /**
   * The options of the protocol.
   *
   * @throws IllegalArgumentException if a value is not allowed
   */
  ProtocolOptions options() {
    ProtocolOptions options = ProtocolOptions.defaults().withKs(ks());
    if (repeats.isPresent()) {
      options = options.withRepeats(Choice.of(RepeatPolicy.class, "--repeats", repeats.get()));
    }
    if (minPrefix.isPresent()) {
      options = options.withMinPrefix(minPrefix.get());
    }
    if (unknownTargets.isPresent()) {
      options = options.withUnknownTargets(Choice.of(
          ProtocolOptions.UnknownTargets.class, "--unknown-targets", unknownTargets.get()));
    }
    if (order.isPresent()) {
      options = options.withOrder(Choice.of(ProtocolOptions.Order.class, "--order", order.get()));
    }
    if (maxBasket.isPresent()) {
      options = options.withMaxBasket(maxBasket.get());
    }
    return minRating.isPresent() ? options.withMinRating(minRating.get()) : options;
  }

  private List<Integer> ks() {
    List<Integer> values = new ArrayList<>();
    for (String k : ks.split(",", -1)) {
      try {
        values.add(Integer.valueOf(k.strip()));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "--k must be numbers like 10,20 but was '" + ks + "'", e);
      }
    }
    return values;
  }
}

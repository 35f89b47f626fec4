package io.cartrec.eval;

import io.cartrec.RepeatPolicy;
import io.cartrec.internal.Check;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The choices a protocol leaves open. One that a task does not know is ignored by it. Immutable and
 * thread-safe.
 *
 * @param repeats which items may come back; empty for the task's own rule: {@code ALLOW} for
 *     next-item, next-basket and click, {@code EXCLUDE_CART} for cart-completion, {@code EXCLUDE_OWNED}
 *     for leave-one-out and top-n
 * @param minPrefix next-item: how many items of a session must be known before the first question,
 *     {@code >= 1}
 * @param unknownTargets what becomes of targets that never occur in training
 * @param order cart-completion, and every split of sessions made here: in which order sessions stand
 * @param maxBasket cart-completion: baskets of more distinct items than this are left out of training
 *     and ask nothing, {@code >= 2}
 * @param minRating top-n: test rows rated lower than this are no truth; unrated rows stay
 * @param filled whether lists that a model leaves short are filled up with popular items, which then
 *     count as the model's; empty for the task's own rule: yes for cart-completion, whose known figures
 *     part ties by popularity, no for all others. Rating and click never fill
 * @param ks at which lengths of the list figures are taken, ascending, each {@code >= 1}
 */
public record ProtocolOptions(
    Optional<RepeatPolicy> repeats,
    int minPrefix,
    UnknownTargets unknownTargets,
    Order order,
    int maxBasket,
    OptionalDouble minRating,
    Optional<Boolean> filled,
    List<Integer> ks) {

  /** What becomes of targets that never occur in training. */
  public enum UnknownTargets {
    /** They are asked for, and missed. */
    MISS,
    /** Test events on such items are dropped before anything is asked. */
    DROP
  }

  /** In which order sessions stand. */
  public enum Order {
    /** Of first appearance. A {@code Dataset} keeps rows in time order where they have times. */
    FILE,
    /** Of their first event's time, then of their ids as text; sessions without a time come last. */
    TIME
  }

  public ProtocolOptions {
    Objects.requireNonNull(repeats, "repeats");
    Check.positive(minPrefix, "minPrefix");
    Objects.requireNonNull(unknownTargets, "unknownTargets");
    Objects.requireNonNull(order, "order");
    if (maxBasket < 2) {
      throw new IllegalArgumentException("maxBasket must be >= 2 but was " + maxBasket);
    }
    Objects.requireNonNull(minRating, "minRating");
    Objects.requireNonNull(filled, "filled");
    ks = ks.stream().sorted().distinct().toList();
    if (ks.isEmpty()) {
      throw new IllegalArgumentException("ks must name at least one length of the list");
    }
    ks.forEach(k -> Check.positive(k, "k"));
  }

  /** The task's repeat rule, every prefix, unknown targets are misses, file order, k = 10 and 20. */
  public static ProtocolOptions defaults() {
    return new ProtocolOptions(
        Optional.empty(),
        1,
        UnknownTargets.MISS,
        Order.FILE,
        Integer.MAX_VALUE,
        OptionalDouble.empty(),
        Optional.empty(),
        List.of(10, 20));
  }

  public ProtocolOptions withRepeats(RepeatPolicy value) {
    return new ProtocolOptions(
        Optional.of(value), minPrefix, unknownTargets, order, maxBasket, minRating, filled, ks);
  }

  public ProtocolOptions withMinPrefix(int value) {
    return new ProtocolOptions(
        repeats, value, unknownTargets, order, maxBasket, minRating, filled, ks);
  }

  public ProtocolOptions withUnknownTargets(UnknownTargets value) {
    return new ProtocolOptions(repeats, minPrefix, value, order, maxBasket, minRating, filled, ks);
  }

  public ProtocolOptions withOrder(Order value) {
    return new ProtocolOptions(
        repeats, minPrefix, unknownTargets, value, maxBasket, minRating, filled, ks);
  }

  public ProtocolOptions withMaxBasket(int value) {
    return new ProtocolOptions(
        repeats, minPrefix, unknownTargets, order, value, minRating, filled, ks);
  }

  public ProtocolOptions withMinRating(double value) {
    return new ProtocolOptions(
        repeats, minPrefix, unknownTargets, order, maxBasket, OptionalDouble.of(value), filled, ks);
  }

  public ProtocolOptions withFilled(boolean value) {
    return new ProtocolOptions(
        repeats, minPrefix, unknownTargets, order, maxBasket, minRating, Optional.of(value), ks);
  }

  public ProtocolOptions withKs(List<Integer> value) {
    return new ProtocolOptions(
        repeats, minPrefix, unknownTargets, order, maxBasket, minRating, filled, value);
  }

  int largestK() {
    return ks.get(ks.size() - 1);
  }
}

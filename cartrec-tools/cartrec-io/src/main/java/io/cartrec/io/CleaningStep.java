package io.cartrec.io;

import io.cartrec.data.Dataset;
import io.cartrec.internal.Check;

/**
 * Takes events out of a data set. Sessions are those of {@link Dataset#sessions()}: without a session
 * column, a user's events. Steps are immutable, thread-safe and leave the order of events as it is.
 */
public interface CleaningStep {

  /** What the step is called on the command line, with its setting: {@code max-session=200}. */
  String name();

  /** The events that stay; {@code data} itself if all do. */
  Dataset apply(Dataset data);

  /**
   * Removes an event that has the same user, session, item, kind and time as an earlier one. Events
   * without a time stay.
   */
  static CleaningStep duplicates() {
    return new RowRule("duplicates", CleaningRules::duplicates);
  }

  /**
   * Removes events with a quantity of zero or less, and for each negative one the purchase it cancels:
   * the last earlier one that the same user made of the same item in the same quantity, if there is one.
   */
  static CleaningStep cancellations() {
    return new RowRule("cancellations", CleaningRules::cancellations);
  }

  /** Removes the second of two events of a session that follow each other, of one kind on one item. */
  static CleaningStep repeats() {
    return new RowRule("repeats", CleaningRules::repeats);
  }

  /** Removes sessions of more than {@code events} events, and days (UTC) on which a user has more. */
  static CleaningStep bots(int events) {
    Check.positive(events, "bots");
    return new RowRule("bots=" + events, data -> CleaningRules.bots(data, events));
  }

  /**
   * Removes sessions of at least {@code events} timed events that come like clockwork: the standard
   * deviation of the gaps between them is below 5 % of their mean, which is above zero.
   */
  static CleaningStep regular(int events) {
    Check.positive(events, "regular");
    return new RowRule("regular=" + events, data -> CleaningRules.regular(data, events));
  }

  /**
   * Removes events whose price or quantity is more than {@code deviations} robust deviations away from
   * the median of their item. A robust deviation is 1.4826 times the median absolute deviation (for
   * normal data, one standard deviation), but at least a tenth of the median, so that an item that always
   * cost the same has a tolerance too. Items with fewer than five such values are left alone.
   */
  static CleaningStep outliers(double deviations) {
    Check.positive(deviations, "outliers");
    return new RowRule(
        "outliers=" + RowRule.number(deviations), data -> Outliers.without(data, deviations));
  }

  /** Removes sessions of more than {@code events} events. */
  static CleaningStep maxSession(int events) {
    Check.positive(events, "max-session");
    return new RowRule("max-session=" + events, data -> CleaningRules.maxSession(data, events));
  }

  /**
   * Removes sessions, items and users with fewer events than the given numbers, again and again until
   * none is left (a k-core); 0 sets no limit. Events without a user are not touched by the limit of
   * users.
   */
  static CleaningStep atLeast(int perSession, int perItem, int perUser) {
    Check.nonNegative(perSession, "min-session");
    Check.nonNegative(perItem, "min-item");
    Check.nonNegative(perUser, "min-user");
    return new RowRule(
        RowRule.joined("min-session", perSession, "min-item", perItem, "min-user", perUser),
        data -> CleaningRules.atLeast(data, perSession, perItem, perUser));
  }
}

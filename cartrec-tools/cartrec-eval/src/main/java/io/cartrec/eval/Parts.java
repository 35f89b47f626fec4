package io.cartrec.eval;

import io.cartrec.data.Dataset;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Refuses parts of the data that a task can make nothing of. */
final class Parts {

  private Parts() {}

  /**
   * Checks all parts, before anything is cut, trained or asked.
   *
   * @throws IllegalArgumentException naming the part and what it lacks
   */
  static void check(Task task, EvaluationData data) {
    checked(task, "train", data.train());
    data.valid().ifPresent(valid -> checked(task, "valid", valid));
    data.test().ifPresent(test -> checked(task, "test", test));
  }

  /** {@code data}, which has events and names the sessions or users that the task asks about. */
  static Dataset checked(Task task, String part, Dataset data) {
    if (data.rows() == 0) {
      throw new IllegalArgumentException(
          "%s needs events, and the %s part has none".formatted(task.word(), part));
    }
    boolean sessions = task.isOfSessions() && data.sessionIds().size() > 0;
    if (!sessions && data.users().size() == 0) {
      throw new IllegalArgumentException(
          "%s needs events that name a %s, and none of the %d events of the %s part does"
              .formatted(
                  task.word(),
                  task.isOfSessions() ? "session or a user" : "user",
                  data.rows(),
                  part));
    }
    return data;
  }

  /**
   * The events of {@code data} that {@code rows} accepts, which the task calls {@code needed}; {@code
   * data} itself when that is all of it.
   *
   * @throws IllegalArgumentException if there is none, or none that names what the task asks about
   */
  static Dataset keeping(Task task, String part, Dataset data, String needed, IntPredicate rows) {
    long kept = IntStream.range(0, data.rows()).filter(rows).count();
    if (kept == 0) {
      throw new IllegalArgumentException("%s needs %s, and the %s part of %d events has none"
          .formatted(task.word(), needed, part, data.rows()));
    }
    return checked(task, part, kept == data.rows() ? data : data.where(rows));
  }
}

package io.cartrec.eval;

import io.cartrec.data.Dataset;
import io.cartrec.data.IdIndex;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** Looks for what a model must not have seen. */
final class Leakage {

  private static final IdIndex NOBODY = IdIndex.of(List.of());

  private Leakage() {}

  /**
   * Refuses parts that share a session.
   *
   * @throws IllegalArgumentException naming how many, and one of them
   */
  static void refuseSharedSessions(EvaluationData data) {
    refuseShared(data, "sessions", "put each session into one file", Dataset::sessionIds);
  }

  /**
   * Refuses parts that share a user and in which users stand for sessions, as no event names a session.
   *
   * @throws IllegalArgumentException naming how many, and one of them
   */
  static void refuseSharedUsers(EvaluationData data) {
    refuseShared(
        data,
        "users",
        "put each user into one file, or name sessions: without them a user's events are one",
        part -> part.sessionIds().size() == 0 ? part.users() : NOBODY);
  }

  private static void refuseShared(
      EvaluationData data, String what, String remedy, Function<Dataset, IdIndex> ids) {
    IdIndex train = ids.apply(data.train());
    IdIndex test = ids.apply(data.test().orElseThrow());
    refuse("train", train, "test", test, what, remedy);
    data.valid().map(ids).ifPresent(valid -> {
      refuse("train", train, "valid", valid, what, remedy);
      refuse("valid", valid, "test", test, what, remedy);
    });
  }

  private static void refuse(
      String name, IdIndex ids, String otherName, IdIndex others, String what, String remedy) {
    int shared = 0;
    String example = "";
    for (int code = 0; code < others.size(); code++) {
      String id = others.id(code);
      if (ids.contains(id)) {
        example = shared++ == 0 ? id : example;
      }
    }
    if (shared > 0) {
      throw new IllegalArgumentException(
          "%s and %s share %d %s, such as %s, so what is asked was learnt; %s"
              .formatted(name, otherName, shared, what, example, remedy));
    }
  }

  /** How many test events are earlier than the last training event. */
  static long overlappingEvents(Dataset train, Dataset test) {
    long last = Long.MIN_VALUE;
    for (int row = 0; row < train.rows(); row++) {
      last = Math.max(last, train.timeMillis(row).orElse(Long.MIN_VALUE));
    }
    long earlier = 0;
    for (int row = 0; row < test.rows(); row++) {
      OptionalLong time = test.timeMillis(row);
      earlier += time.isPresent() && time.getAsLong() < last ? 1 : 0;
    }
    return earlier;
  }
}

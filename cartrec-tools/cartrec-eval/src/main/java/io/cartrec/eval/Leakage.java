package io.cartrec.eval;

import io.cartrec.data.Dataset;
import io.cartrec.data.IdIndex;
import java.util.OptionalLong;

/** Looks for what a model must not have seen. */
final class Leakage {

  private Leakage() {}

  /**
   * Refuses parts that share a session.
   *
   * @throws IllegalArgumentException naming how many, and one of them
   */
  static void refuseSharedSessions(EvaluationData data) {
    Dataset test = data.test().orElseThrow();
    refuse("train", data.train(), "test", test);
    data.valid().ifPresent(valid -> {
      refuse("train", data.train(), "valid", valid);
      refuse("valid", valid, "test", test);
    });
  }

  private static void refuse(String name, Dataset data, String otherName, Dataset other) {
    IdIndex sessions = other.sessionIds();
    int shared = 0;
    String example = "";
    for (int s = 0; s < sessions.size(); s++) {
      String id = sessions.id(s);
      if (data.sessionIds().contains(id)) {
        example = shared++ == 0 ? id : example;
      }
    }
    if (shared > 0) {
      throw new IllegalArgumentException(
          "%s and %s share %d sessions, such as %s, so what is asked was learnt; put each session into one file"
              .formatted(name, otherName, shared, example));
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

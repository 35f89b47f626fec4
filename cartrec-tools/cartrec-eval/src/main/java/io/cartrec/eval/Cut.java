package io.cartrec.eval;

import io.cartrec.data.Dataset;
import io.cartrec.data.Sessions;
import io.cartrec.eval.ProtocolOptions.Order;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * Cuts a test part off training data that came without one. Whole sessions go to one side; events of
 * training sessions later than the first test event are left out, so that nothing learnt was not yet
 * known when the first question was asked.
 */
final class Cut {

  private static final int TRAIN_SHARE = 8;
  private static final int SHARES = 10;

  private Cut() {}

  /** The first floor(0.8 n) of n sessions train, the rest test. */
  static EvaluationData sessions(EvaluationData data, Order order) {
    Dataset all = data.train();
    Sessions sessions = all.sessions();
    int[] ordered = ordered(all, sessions, order);
    int training = trainingShare(ordered.length);
    BitSet train = new BitSet();
    BitSet test = new BitSet();
    long firstTest = Long.MAX_VALUE;
    for (int place = training; place < ordered.length; place++) {
      for (int k = sessions.begin(ordered[place]); k < sessions.end(ordered[place]); k++) {
        test.set(sessions.row(k));
        firstTest = Math.min(firstTest, all.timeMillis(sessions.row(k)).orElse(Long.MAX_VALUE));
      }
    }
    for (int place = 0; place < training; place++) {
      for (int k = sessions.begin(ordered[place]); k < sessions.end(ordered[place]); k++) {
        OptionalLong time = all.timeMillis(sessions.row(k));
        if (time.isEmpty() || time.getAsLong() <= firstTest) {
          train.set(sessions.row(k));
        }
      }
    }
    return parts(data, train, test);
  }

  /** How many of {@code n} sessions or rows train: floor(0.8 n). */
  static int trainingShare(int n) {
    return (int) ((long) n * TRAIN_SHARE / SHARES);
  }

  /** The rows of {@code train} as training part, those of {@code test} as test part. */
  static EvaluationData parts(EvaluationData data, BitSet train, BitSet test) {
    if (train.isEmpty() || test.isEmpty()) {
      throw new IllegalArgumentException(
          "the training part is too small to cut a test part off it: "
              + data.train().rows() + " events; give a test part");
    }
    Dataset all = data.train();
    return new EvaluationData(
            all.where(train::get), data.valid(), data.test(), data.folds(), data.files())
        .withTest(all.where(test::get));
  }

  /** The sessions of {@code data} in the given order. */
  static int[] ordered(Dataset data, Sessions sessions, Order order) {
    List<Integer> codes = new ArrayList<>();
    for (int s = 0; s < sessions.size(); s++) {
      codes.add(s);
    }
    if (order == Order.TIME) {
      codes.sort(Comparator.<Integer>comparingLong(
              s -> data.timeMillis(sessions.row(sessions.begin(s))).orElse(Long.MAX_VALUE))
          .thenComparing(s -> sessions.ids().id(s)));
    }
    return codes.stream().mapToInt(Integer::intValue).toArray();
  }
}

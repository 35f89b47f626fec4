package io.cartrec.recommend;

import io.cartrec.internal.TopN;
import io.cartrec.model.SparseScores;

/** Working space for one request at a time. Not thread-safe. */
final class Scratch {

  private static final double BARRED = Double.NEGATIVE_INFINITY;

  private final SparseScores scores;
  private final TopN top = new TopN();

  Scratch(int itemCount) {
    scores = new SparseScores(itemCount);
  }

  /** The scores; negative infinity of what is barred. */
  SparseScores scores() {
    return scores;
  }

  /** Bars {@code item} from the answer. */
  void bar(int item) {
    scores.add(item, BARRED);
  }

  boolean isBarred(int item) {
    return scores.score(item) == BARRED;
  }

  TopN top() {
    return top;
  }

  /** Makes this ready for the next request. */
  void clear() {
    scores.clear();
  }
}

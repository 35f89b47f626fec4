package io.cartrec.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.model.Model;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** Adds up a model's scores, the plain way, and insists that each of them is a finite number. */
final class Sums implements ScoreAccumulator {

  private final double[] sums;

  private Sums(int itemCount) {
    sums = new double[itemCount];
  }

  /** The score of every item for {@code query}, by code. */
  static double[] of(Model model, Query query) {
    Sums sums = new Sums(model.base().items().size());
    model.score(query, sums);
    return sums.sums;
  }

  @Override
  public void add(int item, double score) {
    assertThat(item).as("item code that the model scores").isBetween(0, sums.length - 1);
    sums[item] += score;
    assertThat(sums[item]).as("score of item %d", item).isFinite();
  }

  @Override
  public void addAll(IntBuffer items, FloatBuffer weights, int from, int to, double factor) {
    for (int k = from; k < to; k++) {
      add(items.get(k), factor * weights.get(k));
    }
  }
}

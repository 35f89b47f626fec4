package io.cartrec.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.model.Explainer;
import io.cartrec.model.Explainer.Contributions;
import io.cartrec.model.Model;
import io.cartrec.model.Query;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What an {@link Explainer} says for the score of each item, beside the scores themselves. */
final class Reasons {

  private static final double ROUNDING = 1e-6;

  private Reasons() {}

  /** Insists that contributions add up to the scores, and do not depend on what else is explained. */
  static void check(Model model, Query query) {
    Explainer explainer = (Explainer) model;
    double[] scores = Sums.of(model, query);
    int[] items = IntStream.range(0, scores.length).toArray();
    List<Contributions> all = explainer.explain(query, items);
    assertThat(all).as("for each item").hasSameSizeAs(items);
    for (int item : items) {
      double[] contributions = all.get(item).items();
      Contributions alone = explainer.explain(query, item).get(0);
      assertThat(contributions).as("one for each item of the query").hasSameSizeAs(query.items());
      assertThat(alone.items())
          .as("alone as among others")
          .containsExactly(contributions, within(ROUNDING));
      assertThat(alone.parts())
          .as("alone as among others")
          .isEqualTo(all.get(item).parts());
      assertThat(DoubleStream.of(contributions).sum())
          .as("contributions to item %d", item)
          .isCloseTo(scores[item], within(ROUNDING * Math.max(1, Math.abs(scores[item]))));
    }
  }
}

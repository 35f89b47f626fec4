package io.cartrec.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.statistics.inference.TTest;

/**
 * Compares models pair by pair on the same cases: a paired t-test, two-sided, of the mean difference,
 * which is fair for the hundreds of cases and more that an evaluation has. Holm's method then adjusts
 * all p-values together, so that the chance of a single false alarm stays below the level.
 *
 * @see <a href="https://www.jstor.org/stable/4615733">Holm, 1979</a>
 */
final class PairedTests {

  private final List<Comparison> found = new ArrayList<>();

  /** Compares two models by one column of their sheets, fold by fold the same cases. */
  void compare(
      String metric,
      String first,
      List<Sheet> ours,
      String second,
      List<Sheet> theirs,
      int column) {
    double[] a = new double[ours.stream().mapToInt(Sheet::cases).sum()];
    double[] b = new double[a.length];
    int count = 0;
    double difference = 0;
    boolean constant = true;
    for (int fold = 0; fold < ours.size(); fold++) {
      for (int index = 0; index < ours.get(fold).cases(); index++) {
        a[count] = ours.get(fold).at(index, column);
        b[count] = theirs.get(fold).at(index, column);
        if (!Double.isNaN(a[count]) && !Double.isNaN(b[count])) {
          difference += a[count] - b[count];
          constant &= a[count] - b[count] == a[0] - b[0];
          count++;
        }
      }
    }
    if (count >= 2) {
      double p = constant
          ? (a[0] == b[0] ? 1 : 0)
          : TTest.withDefaults()
              .pairedTest(Arrays.copyOf(a, count), Arrays.copyOf(b, count))
              .getPValue();
      found.add(new Comparison(metric, first, second, count, difference / count, p, p));
    }
  }

  /** The comparisons made so far, in their order, with adjusted p-values. */
  List<Comparison> adjusted() {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> found.get(i).pValue()));
    List<Comparison> adjusted = new ArrayList<>(found);
    double largest = 0;
    for (int place = 0; place < order.size(); place++) {
      Comparison one = found.get(order.get(place));
      largest = Math.max(largest, Math.min(1, (order.size() - place) * one.pValue()));
      adjusted.set(
          order.get(place),
          new Comparison(
              one.metric(),
              one.first(),
              one.second(),
              one.count(),
              one.difference(),
              one.pValue(),
              largest));
    }
    return adjusted;
  }
}

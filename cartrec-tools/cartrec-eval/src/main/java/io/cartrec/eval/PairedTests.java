package io.cartrec.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.statistics.inference.TTest;

/**
 * Compares models pair by pair on the same cases: a two-sided t-test of the difference of their figures,
 * with the jackknife's standard error, which leaves out one unit at a time, and units - 1 degrees of
 * freedom. Where every case is a unit of its own and the figure is a mean, that is the paired t-test.
 * With n units no p-value is smaller than 2^(1 - n), the smallest that swapping the models unit by unit
 * can give; so a few units prove nothing, however alike they are.
 *
 * <p>Holm's method then adjusts all p-values together, so that the chance of a single false alarm stays
 * below the level. Not thread-safe.
 *
 * @see <a href="https://doi.org/10.1214/aos/1176345462">Efron and Stein, The jackknife estimate of
 *     variance, 1981</a>
 * @see <a href="https://www.jstor.org/stable/4615733">Holm, 1979</a>
 */
final class PairedTests {

  private final List<Comparison> found = new ArrayList<>();

  /** Compares two models by one figure of the same cases; not at all when fewer than 2 units have it. */
  void compare(Measure measure, String first, Figures ours, String second, Figures theirs) {
    double[] a = ours.leavingOut(measure);
    double[] b = theirs.leavingOut(measure);
    double[] differences = new double[a.length];
    for (int unit = 0; unit < a.length; unit++) {
      differences[unit] = a[unit] - b[unit];
    }
    differences =
        Arrays.stream(differences).filter(value -> !Double.isNaN(value)).toArray();
    if (differences.length >= 2) {
      double difference = ours.value(measure) - theirs.value(measure);
      double p = pValue(difference, differences);
      found.add(new Comparison(
          measure.name(),
          first,
          second,
          ours.count(measure),
          differences.length,
          difference,
          p,
          p));
    }
  }

  private static double pValue(double difference, double[] leavingOneOut) {
    int units = leavingOneOut.length;
    double mean = Arrays.stream(leavingOneOut).average().orElseThrow();
    double squares =
        Arrays.stream(leavingOneOut).map(one -> (one - mean) * (one - mean)).sum();
    double least = Math.scalb(1.0, 1 - units);
    if (difference == 0) {
      return 1;
    }
    if (squares == 0) {
      return least;
    }
    // The test divides by the number of units; the jackknife's variance is that of the difference.
    double variance = (units - 1) * squares;
    return Math.max(
        least, TTest.withDefaults().test(difference, variance, units).getPValue());
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
              one.units(),
              one.difference(),
              one.pValue(),
              largest));
    }
    return adjusted;
  }
}

package io.cartrec.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes figures of sheets: mean over cases, then over folds, with percentile bootstrap intervals.
 *
 * <p>Cases of one unit, such as the prefixes of one session, or one user in several folds, are not
 * independent. So the bootstrap draws units with replacement, each with all its cases in all folds, and
 * takes the 2.5 % and 97.5 % quantiles of the figures it gets. Cost: {@code O(resamples * units *
 * columns)}. Immutable and thread-safe.
 */
final class Figures {

  private static final double TAIL = 0.025;

  private final List<Measure> measures;
  private final int units;
  private final List<Fold> folds;

  Figures(List<Measure> measures, List<Sheet> sheets) {
    int[] codes = sheets.stream()
        .flatMapToInt(sheet -> Arrays.stream(sheet.units()))
        .sorted()
        .distinct()
        .toArray();
    this.measures = measures;
    this.units = codes.length;
    this.folds = sheets.stream().map(sheet -> Fold.of(sheet, codes)).toList();
  }

  /** The figures that some case has a number for, in the order of the measures. */
  List<Figure> with(long seed, int resamples) {
    int[] weights = new int[units];
    double[][] resampled = new double[measures.size()][resamples];
    SplittableRandom random = new SplittableRandom(seed);
    for (int r = 0; r < resamples; r++) {
      Arrays.fill(weights, 0);
      for (int i = 0; i < units; i++) {
        weights[random.nextInt(units)]++;
      }
      List<double[]> means = folds.stream().map(fold -> fold.means(weights)).toList();
      for (int m = 0; m < resampled.length; m++) {
        resampled[m][r] = value(measures.get(m), means);
      }
    }
    List<Figure> figures = new ArrayList<>();
    for (int m = 0; m < resampled.length; m++) {
      double value = value(measures.get(m));
      if (!Double.isNaN(value)) {
        figures.add(figure(measures.get(m), value, resampled[m]));
      }
    }
    return figures;
  }

  private Figure figure(Measure measure, double value, double[] resampled) {
    // A resample in which no case has the number says nothing about it.
    double[] sorted =
        Arrays.stream(resampled).filter(v -> !Double.isNaN(v)).sorted().toArray();
    return new Figure(
        measure.name(),
        value,
        count(measure),
        sorted.length == 0 ? value : quantile(sorted, TAIL),
        sorted.length == 0 ? value : quantile(sorted, 1 - TAIL));
  }

  static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }

  /** How many cases have the number. */
  long count(Measure measure) {
    return folds.stream().mapToLong(fold -> fold.count(measure.first())).sum();
  }

  /** The figure over all cases; NaN where none has the number. */
  double value(Measure measure) {
    int[] once = new int[units];
    Arrays.fill(once, 1);
    return value(measure, folds.stream().map(fold -> fold.means(once)).toList());
  }

  private static double value(Measure measure, List<double[]> means) {
    return means.stream()
        .mapToDouble(measure::of)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }

  /** For each unit the figure over all cases but its own; NaN for a unit without the number. */
  double[] leavingOut(Measure measure) {
    double[] sums = new double[units];
    int[] counts = new int[units];
    boolean[] has = new boolean[units];
    for (Fold fold : folds) {
      double[] values = fold.leavingOut(measure, units, has);
      for (int u = 0; u < units; u++) {
        if (!Double.isNaN(values[u])) {
          sums[u] += values[u];
          counts[u]++;
        }
      }
    }
    for (int u = 0; u < units; u++) {
      sums[u] = has[u] && counts[u] > 0 ? sums[u] / counts[u] : Double.NaN;
    }
    return sums;
  }

  /** One fold's cases by unit: for each unit and column a sum, and over how many cases. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Fold(int columns, int[] unit, double[][] sums, int[][] counts) {

    static Fold of(Sheet sheet, int[] codes) {
      int[] placeOf = new int[codes.length]; // 1 + place; 0 for a unit that is not in this fold
      int[] unit = new int[codes.length];
      int places = 0;
      double[][] sums = new double[codes.length][];
      int[][] counts = new int[codes.length][];
      for (int index = 0; index < sheet.cases(); index++) {
        int code = Arrays.binarySearch(codes, sheet.units()[index]);
        if (placeOf[code] == 0) {
          unit[places] = code;
          sums[places] = new double[sheet.columns()];
          counts[places] = new int[sheet.columns()];
          placeOf[code] = ++places;
        }
        int place = placeOf[code] - 1;
        for (int column = 0; column < sheet.columns(); column++) {
          double value = sheet.at(index, column);
          if (!Double.isNaN(value)) {
            sums[place][column] += value;
            counts[place][column]++;
          }
        }
      }
      return new Fold(
          sheet.columns(),
          Arrays.copyOf(unit, places),
          Arrays.copyOf(sums, places),
          Arrays.copyOf(counts, places));
    }

    long count(int column) {
      return Arrays.stream(counts).mapToLong(count -> count[column]).sum();
    }

    double sum(int column) {
      return Arrays.stream(sums).mapToDouble(sum -> sum[column]).sum();
    }

    /** The mean of each column, units weighing as told; NaN where no drawn case has the number. */
    double[] means(int[] weights) {
      double[] total = new double[columns];
      long[] cases = new long[columns];
      for (int place = 0; place < unit.length; place++) {
        int weight = weights[unit[place]];
        if (weight > 0) {
          double[] sum = sums[place];
          int[] count = counts[place];
          for (int column = 0; column < columns; column++) {
            total[column] += weight * sum[column];
            cases[column] += (long) weight * count[column];
          }
        }
      }
      for (int column = 0; column < columns; column++) {
        total[column] = cases[column] == 0 ? Double.NaN : total[column] / cases[column];
      }
      return total;
    }

    /** For each unit the fold's figure without it; marks in {@code has} the units that have the number. */
    double[] leavingOut(Measure measure, int units, boolean[] has) {
      int a = measure.first();
      int b = measure.second();
      double sumA = sum(a);
      double sumB = sum(b);
      long countA = count(a);
      long countB = count(b);
      double[] values = new double[units];
      Arrays.fill(values, measure.of(sumA / countA, sumB / countB));
      for (int place = 0; place < unit.length; place++) {
        double[] sum = sums[place];
        int[] count = counts[place];
        has[unit[place]] |= count[a] > 0;
        values[unit[place]] = measure.of(
            (sumA - sum[a]) / (countA - count[a]), (sumB - sum[b]) / (countB - count[b]));
      }
      return values;
    }
  }
}

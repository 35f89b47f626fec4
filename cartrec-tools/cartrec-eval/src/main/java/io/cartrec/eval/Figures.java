package io.cartrec.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes figures of sheets: mean over cases, then over folds, with percentile bootstrap intervals.
 *
 * <p>The bootstrap draws cases with replacement, within each fold, and takes the 2.5 % and 97.5 %
 * quantiles of the figures it gets. More than {@value #MOST_BLOCKS} cases are first summed up in that
 * many blocks of neighbouring ones, and blocks are drawn; as neighbours are often prefixes of one
 * session, that keeps together what is not independent. Cost: {@code O(resamples * blocks * columns)}.
 */
final class Figures {

  private static final int MOST_BLOCKS = 4096;
  private static final double TAIL = 0.025;

  private final List<Measure> measures;
  private final List<Blocks> folds;

  Figures(List<Measure> measures, List<Sheet> folds) {
    this.measures = measures;
    this.folds = folds.stream().map(Blocks::of).toList();
  }

  /** The figures that some case has a number for, in the order of the measures. */
  List<Figure> with(long seed, int resamples) {
    double[] values = values(folds.stream().map(Blocks::once).toList());
    double[][] resampled = new double[measures.size()][resamples];
    SplittableRandom random = new SplittableRandom(seed);
    for (int r = 0; r < resamples; r++) {
      double[] drawn = values(folds.stream().map(fold -> fold.draw(random)).toList());
      for (int m = 0; m < drawn.length; m++) {
        resampled[m][r] = drawn[m];
      }
    }
    List<Figure> figures = new ArrayList<>();
    for (int m = 0; m < values.length; m++) {
      if (!Double.isNaN(values[m])) {
        figures.add(figure(m, values[m], resampled[m]));
      }
    }
    return figures;
  }

  private Figure figure(int m, double value, double[] resampled) {
    int column = measures.get(m).first();
    long count = folds.stream().mapToLong(fold -> fold.count(column)).sum();
    // A resample in which no case has the number says nothing about it.
    double[] sorted =
        Arrays.stream(resampled).filter(v -> !Double.isNaN(v)).sorted().toArray();
    return new Figure(
        measures.get(m).name(), value, count, quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
  }

  static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }

  /** The figures of means by fold; NaN where no fold has the number. */
  private double[] values(List<double[]> means) {
    double[] values = new double[measures.size()];
    for (int m = 0; m < values.length; m++) {
      Measure measure = measures.get(m);
      values[m] = means.stream()
          .mapToDouble(mean ->
              measure.formula().applyAsDouble(mean[measure.first()], mean[measure.second()]))
          .filter(value -> !Double.isNaN(value))
          .average()
          .orElse(Double.NaN);
    }
    return values;
  }

  /** One fold's cases in blocks: for each block and column a sum, and over how many cases. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Blocks(int columns, double[][] sums, int[][] counts) {

    static Blocks of(Sheet sheet) {
      int blocks = Math.min(MOST_BLOCKS, sheet.cases());
      double[][] sums = new double[blocks][sheet.columns()];
      int[][] counts = new int[blocks][sheet.columns()];
      for (int index = 0; index < sheet.cases(); index++) {
        int block = (int) ((long) index * blocks / sheet.cases());
        for (int column = 0; column < sheet.columns(); column++) {
          double value = sheet.at(index, column);
          if (!Double.isNaN(value)) {
            sums[block][column] += value;
            counts[block][column]++;
          }
        }
      }
      return new Blocks(sheet.columns(), sums, counts);
    }

    long count(int column) {
      return Arrays.stream(counts).mapToLong(block -> block[column]).sum();
    }

    double[] once() {
      int[] weights = new int[sums.length];
      Arrays.fill(weights, 1);
      return means(weights);
    }

    double[] draw(SplittableRandom random) {
      int[] weights = new int[sums.length];
      for (int i = 0; i < weights.length; i++) {
        weights[random.nextInt(weights.length)]++;
      }
      return means(weights);
    }

    /** The mean of each column; NaN where no drawn case has the number. */
    private double[] means(int[] weights) {
      double[] total = new double[columns];
      long[] cases = new long[columns];
      for (int block = 0; block < weights.length; block++) {
        if (weights[block] > 0) {
          double[] sum = sums[block];
          int[] count = counts[block];
          for (int column = 0; column < columns; column++) {
            total[column] += weights[block] * sum[column];
            cases[column] += (long) weights[block] * count[column];
          }
        }
      }
      for (int column = 0; column < columns; column++) {
        total[column] = cases[column] == 0 ? Double.NaN : total[column] / cases[column];
      }
      return total;
    }
  }
}

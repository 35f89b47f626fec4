package io.cartrec.neighbors;

import io.cartrec.data.Interactions;
import java.util.Arrays;

/**
 * How alike the ratings of two items are. With {@code U} the users that rated both, {@code n} of them,
 *
 * <pre>{@code s(i, j) = Σ_U x_ui x_uj / sqrt(Σ_U x_ui² Σ_U x_uj²) * n / (n + shrinkage)}</pre>
 *
 * where {@code x_ui} is {@code r_ui} less the mean rating of the item for Pearson's correlation (Sarwar
 * et al., section 3.1.2), or less that of the user for the adjusted cosine (section 3.1.3); the means are
 * over all ratings of the item or user. 0 where either item has no deviations from the means. Cost: the
 * sum of the squared numbers of ratings by user. Immutable and thread-safe.
 */
final class RatingCorrelation {

  private static final double NOISE = 1e-6; // what rounding leaves of a rating less its mean

  private final Interactions rows;
  private final int[] begin; // where the entries of each item begin
  private final int[] rowOf;
  private final int[] positionOf;
  private final float[] deviations; // by position; NaN where nothing is rated

  private RatingCorrelation(Ratings ratings, float[] deviations) {
    this.rows = ratings.rows();
    this.deviations = deviations;
    int items = rows.items().size();
    begin = new int[items + 1];
    for (int k = 0; k < rows.size(); k++) {
      if (ratings.isRated(k)) {
        begin[rows.item(k) + 1]++;
      }
    }
    for (int item = 0; item < items; item++) {
      begin[item + 1] += begin[item];
    }
    int[] next = Arrays.copyOf(begin, items);
    rowOf = new int[begin[items]];
    positionOf = new int[begin[items]];
    for (int row = 0; row < rows.rows(); row++) {
      for (int k = rows.begin(row); k < rows.end(row); k++) {
        if (ratings.isRated(k)) {
          int place = next[rows.item(k)]++;
          rowOf[place] = row;
          positionOf[place] = k;
        }
      }
    }
  }

  /** Pearson's correlation. */
  static RatingCorrelation pearson(Ratings ratings) {
    Interactions rows = ratings.rows();
    int[] itemOf = new int[rows.size()];
    Arrays.setAll(itemOf, rows::item);
    return new RatingCorrelation(
        ratings, deviations(ratings, itemOf, rows.items().size()));
  }

  /** The adjusted cosine. */
  static RatingCorrelation adjustedCosine(Ratings ratings) {
    Interactions rows = ratings.rows();
    int[] rowOf = new int[rows.size()];
    for (int row = 0; row < rows.rows(); row++) {
      Arrays.fill(rowOf, rows.begin(row), rows.end(row), row);
    }
    return new RatingCorrelation(ratings, deviations(ratings, rowOf, rows.rows()));
  }

  /** Each rating less the mean of its group. */
  private static float[] deviations(Ratings ratings, int[] groupOf, int groups) {
    double[] sums = new double[groups];
    int[] counts = new int[groups];
    for (int k = 0; k < groupOf.length; k++) {
      if (ratings.isRated(k)) {
        sums[groupOf[k]] += ratings.rating(k);
        counts[groupOf[k]]++;
      }
    }
    float[] deviations = new float[groupOf.length];
    for (int k = 0; k < deviations.length; k++) {
      double deviation = ratings.rating(k) - sums[groupOf[k]] / counts[groupOf[k]];
      boolean none = Math.abs(deviation) <= NOISE * Math.abs(ratings.rating(k));
      deviations[k] = none ? 0 : (float) deviation;
    }
    return deviations;
  }

  int itemCount() {
    return begin.length - 1;
  }

  /** One thread's finder. */
  NeighborFinder finder(double shrinkage) {
    return new Row(shrinkage);
  }

  private final class Row implements NeighborFinder {

    private final double shrinkage;
    private final int[] counts = new int[begin.length - 1];
    private final double[] products = new double[counts.length];
    private final double[] ownSquares = new double[counts.length];
    private final double[] otherSquares = new double[counts.length];
    private final int[] others = new int[counts.length];
    private int size;

    Row(double shrinkage) {
      this.shrinkage = shrinkage;
    }

    @Override
    public void find(int item, Found found) {
      for (int place = begin[item]; place < begin[item + 1]; place++) {
        add(deviations[positionOf[place]], rowOf[place]);
      }
      for (int i = 0; i < size; i++) {
        int other = others[i];
        double norm = Math.sqrt(ownSquares[other] * otherSquares[other]);
        if (other != item && norm > 0) {
          double n = counts[other];
          found.add(other, products[other] / norm * (n / (n + shrinkage)));
        }
        counts[other] = 0;
        products[other] = 0;
        ownSquares[other] = 0;
        otherSquares[other] = 0;
      }
      size = 0;
    }

    private void add(double own, int row) {
      for (int k = rows.begin(row); k < rows.end(row); k++) {
        double deviation = deviations[k];
        if (!Double.isNaN(deviation)) {
          int other = rows.item(k);
          if (counts[other]++ == 0) {
            others[size++] = other;
          }
          products[other] += own * deviation;
          ownSquares[other] += own * own;
          otherSquares[other] += deviation * deviation;
        }
      }
    }
  }
}

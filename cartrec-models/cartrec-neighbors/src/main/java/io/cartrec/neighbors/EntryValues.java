package io.cartrec.neighbors;

import io.cartrec.data.Dataset;
import io.cartrec.data.Interactions;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * What each entry of a matrix of baskets and items is worth: {@code v_bi >= 0}, finite. Seen as a
 * collection of texts, an item is a document and the baskets that hold it are its terms, so that
 * weighting makes long baskets, which say little about any one item, count less. With {@code t_bi} how
 * often the basket holds the item, {@code |b|} how many items the basket holds, {@code I} the number of
 * items, and {@code idf_b = ln(1 + I / |b|)}, which unlike the usual {@code ln(I / |b|)} is never 0:
 *
 * <ul>
 *   <li>count: {@code t_bi};
 *   <li>idf: {@code idf_b};
 *   <li>bm25: {@code idf_b t_bi (k1 + 1) / (t_bi + k1 (1 - B + B |i| / mean |i|))}, with {@code |i|} how
 *       often all baskets hold the item, {@code k1 = 1.2}, {@code B = 0.75} (Robertson and Zaragoza, eq.
 *       3.15).
 * </ul>
 *
 * The last two are scaled so that the mean of their squares is 1, as the shrinkage of similarities
 * compares sums of squares with numbers of baskets.
 *
 * @see <a href="https://doi.org/10.1561/1500000019">Robertson and Zaragoza, The Probabilistic Relevance
 *     Framework: BM25 and Beyond, 2009</a>
 */
final class EntryValues {

  private static final double K1 = 1.2;
  private static final double B = 0.75;
  private static final double MILLIS_A_DAY = TimeUnit.DAYS.toMillis(1);

  private EntryValues() {}

  /** The values of {@code config} for the entries of {@code data}'s baskets; none when all are 1. */
  static float[] of(Dataset data, Interactions baskets, ItemKnnConfig config) {
    double[] values = new double[baskets.size()];
    Arrays.fill(values, 1);
    switch (config.values()) {
      case BINARY -> {
        if (config.halfLife() == 0) {
          return new float[0];
        }
      }
      case COUNT -> Arrays.setAll(values, baskets::count);
      case IDF -> weighByLength(baskets, values);
      case BM25 -> {
        saturate(baskets, values);
        weighByLength(baskets, values);
      }
    }
    if (config.halfLife() > 0) {
      decay(data, baskets, config.halfLife(), values);
    }
    float[] rounded = new float[values.length];
    for (int k = 0; k < values.length; k++) {
      rounded[k] = (float) values[k];
    }
    return rounded;
  }

  private static void saturate(Interactions baskets, double[] values) {
    double[] length = new double[baskets.items().size()];
    double total = 0;
    for (int k = 0; k < values.length; k++) {
      length[baskets.item(k)] += baskets.count(k);
      total += baskets.count(k);
    }
    double mean = total / length.length;
    for (int k = 0; k < values.length; k++) {
      double saturation = K1 * (1 - B + B * length[baskets.item(k)] / mean);
      values[k] = baskets.count(k) * (K1 + 1) / (baskets.count(k) + saturation);
    }
  }

  /** Multiplies by idf, and scales. */
  private static void weighByLength(Interactions baskets, double[] values) {
    double squares = 0;
    for (int basket = 0; basket < baskets.rows(); basket++) {
      double length = baskets.end(basket) - baskets.begin(basket);
      double idf = StrictMath.log1p(baskets.items().size() / length);
      for (int k = baskets.begin(basket); k < baskets.end(basket); k++) {
        values[k] *= idf;
        squares += values[k] * values[k];
      }
    }
    double scale = Math.sqrt(values.length / squares);
    for (int k = 0; k < values.length; k++) {
      values[k] *= scale;
    }
  }

  /**
   * Multiplies by {@code sqrt(2^(-age / halfLife))}, so that in dot products a basket counts half as much
   * for each half-life between its newest event and the newest of all.
   */
  private static void decay(Dataset data, Interactions baskets, double halfLife, double[] values) {
    if (!data.isTimed()) {
      throw new IllegalStateException("half-life must be 0 but is " + halfLife
          + ": no event has a timestamp, and without them baskets have no age");
    }
    long[] newest = new long[baskets.rows()];
    Arrays.fill(newest, Long.MIN_VALUE);
    long now = Long.MIN_VALUE;
    for (int row = 0; row < data.rows(); row++) {
      OptionalInt basket = data.sessionIds().size() > 0 ? data.session(row) : data.user(row);
      OptionalLong time = data.timeMillis(row);
      if (basket.isPresent() && time.isPresent() && data.isPositive(row)) {
        newest[basket.getAsInt()] = Math.max(newest[basket.getAsInt()], time.getAsLong());
        now = Math.max(now, time.getAsLong());
      }
    }
    for (int basket = 0; basket < newest.length; basket++) {
      double days =
          newest[basket] == Long.MIN_VALUE ? 0 : ((double) now - newest[basket]) / MILLIS_A_DAY;
      double weight = StrictMath.pow(2, -days / (2 * halfLife));
      for (int k = baskets.begin(basket); k < baskets.end(basket); k++) {
        values[k] *= weight;
      }
    }
  }
}

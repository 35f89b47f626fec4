package io.cartrec.eval;

import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.Recommender;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What one thread counts beside the columns: how long answers took, how many targets were tied, what was
 * recommended how often. Tallies add up to the same whoever counted what. Not thread-safe.
 */
final class Tally {

  private static final int DIGITS = 3;

  private final Histogram nanos = new Histogram(DIGITS);
  private final List<Spread> spreads = new ArrayList<>();
  private long tied;
  private long filled;
  private long places;

  /** Watches the first {@code ks} items of lists over a catalogue of {@code itemCount}. */
  Tally(List<Integer> ks, int itemCount) {
    ks.forEach(k -> spreads.add(new Spread(k, itemCount)));
  }

  /** Asks, and takes the time. */
  Recommendations ask(Recommender recommender, RecommendationRequest request) {
    long start = System.nanoTime();
    Recommendations answer = recommender.recommend(request);
    took(System.nanoTime() - start);
    return answer;
  }

  void took(long elapsedNanos) {
    nanos.recordValue(Math.max(1, elapsedNanos));
  }

  /** One more target had its score in common with another item of the list. */
  void tie() {
    tied++;
  }

  /** Of {@code size} more places, {@code fill} held an item that the model did not score. */
  void filled(int fill, int size) {
    filled += fill;
    places += size;
  }

  /** A list, in codes of the training items, was the answer to a case of {@code group}. */
  void recommended(int group, int[] list) {
    spreads.forEach(spread -> spread.add(group, list));
  }

  void add(Tally other) {
    nanos.add(other.nanos);
    tied += other.tied;
    filled += other.filled;
    places += other.places;
    for (int i = 0; i < spreads.size(); i++) {
      spreads.get(i).add(other.spreads.get(i));
    }
  }

  long tied() {
    return tied;
  }

  /** The share of all places that held fill, in [0, 1]. */
  double filledShare() {
    return places == 0 ? 0 : (double) filled / places;
  }

  List<Spread> spreads() {
    return spreads;
  }

  /** The time, in microseconds, that {@code percent} of the answers did not exceed. */
  double micros(double percent) {
    return nanos.getValueAtPercentile(percent) / 1e3;
  }
}

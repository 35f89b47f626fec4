package io.cartrec.model;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** Where an {@link ItemScorer} puts its scores: one sum for each item, 0 to begin with. Not thread-safe. */
public interface ScoreAccumulator {

  /** Adds {@code score} to the sum of {@code item}, a code in {@code [0, itemCount)}. */
  void add(int item, double score);

  /** Adds {@code factor * weights[k]} to the sum of {@code items[k]}, for {@code k} in {@code [from, to)}. */
  void addAll(IntBuffer items, FloatBuffer weights, int from, int to, double factor);

  /** Adds {@code factor * scores[item]} to the sum of every item, the first one first. */
  default void addAll(float[] scores, double factor) {
    for (int item = 0; item < scores.length; item++) {
      add(item, factor * scores[item]);
    }
  }
}

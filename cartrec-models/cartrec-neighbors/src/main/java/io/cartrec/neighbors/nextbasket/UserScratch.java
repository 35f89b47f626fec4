package io.cartrec.neighbors.nextbasket;

import io.cartrec.internal.TopN;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * Working space for one query at a time: a sum for each user, and which users have one. Holds 8 bytes a
 * user, and 4 a user with a sum. Not thread-safe.
 */
final class UserScratch {

  private static final int ROW = 256;

  private final int[] rowUsers = new int[ROW];
  private final float[] rowWeights = new float[ROW];
  private final double[] sums;
  private final TopN top = new TopN();
  private int[] touched = new int[1 << 10];
  private int size;

  UserScratch(int users) {
    sums = new double[users];
  }

  /**
   * Adds {@code factor * weights[k]} to the sum of {@code users[k]}, for {@code k} in {@code [from,
   * to)}; all factors and weights are {@code > 0}.
   */
  void addAll(IntBuffer users, FloatBuffer weights, int from, int to, double factor) {
    for (int begin = from; begin < to; begin += ROW) {
      int length = Math.min(ROW, to - begin);
      users.get(begin, rowUsers, 0, length);
      weights.get(begin, rowWeights, 0, length);
      if (size + length > touched.length) {
        touched = Arrays.copyOf(touched, Math.max(size + length, 2 * touched.length));
      }
      for (int k = 0; k < length; k++) {
        int user = rowUsers[k];
        if (sums[user] == 0) {
          touched[size++] = user;
        }
        sums[user] += factor * rowWeights[k];
      }
    }
  }

  /** How many users have a sum. */
  int size() {
    return size;
  }

  /** The user at {@code place}, in the order they came. */
  int user(int place) {
    return touched[place];
  }

  /** The sum of {@code user}; 0 without one. */
  double sum(int user) {
    return sums[user];
  }

  /** Where the best users are gathered. */
  TopN top() {
    return top;
  }

  /** Makes this ready for the next query. */
  void clear() {
    for (int place = 0; place < size; place++) {
      sums[touched[place]] = 0;
    }
    size = 0;
  }
}

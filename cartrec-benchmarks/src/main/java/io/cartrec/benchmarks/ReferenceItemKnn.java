package io.cartrec.benchmarks;

import io.cartrec.data.Interactions;
import io.cartrec.internal.Parallel;
import java.util.Arrays;

/**
 * Exact cosine item-to-item neighbours in as few lines as plain Java allows: dense codes, arrays on the
 * heap, no ids, no rules, no file. What the library's own model costs is measured beside this. Immutable
 * and thread-safe; {@link Session} is the scratch space of one thread.
 */
final class ReferenceItemKnn {

  private static final int BLOCK = 256;

  private final int neighbors;
  private final int[] sizes;
  private final int[] items;
  private final float[] weights;

  private ReferenceItemKnn(int itemCount, int neighbors) {
    this.neighbors = neighbors;
    this.sizes = new int[itemCount];
    this.items = new int[Math.multiplyExact(itemCount, neighbors)];
    this.weights = new float[items.length];
  }

  /** Counts all pairs and keeps the {@code neighbors} best of each item. */
  static ReferenceItemKnn build(Interactions baskets, int neighbors, int threads) {
    int[] begin = new int[baskets.rows() + 1];
    int[] item = new int[baskets.size()];
    for (int row = 0; row < baskets.rows(); row++) {
      begin[row + 1] = baskets.end(row);
      for (int k = baskets.begin(row); k < baskets.end(row); k++) {
        item[k] = baskets.item(k);
      }
    }
    return build(baskets.items().size(), begin, item, neighbors, threads);
  }

  /** The same of compressed rows: those of row {@code r} lie in {@code [begin[r], begin[r + 1])}. */
  static ReferenceItemKnn build(
      int itemCount, int[] begin, int[] item, int neighbors, int threads) {
    int[] first = new int[itemCount + 1];
    for (int code : item) {
      first[code + 1]++;
    }
    for (int i = 0; i < itemCount; i++) {
      first[i + 1] += first[i];
    }
    int[] basketOf = new int[item.length];
    int[] next = first.clone();
    for (int row = 0; row < begin.length - 1; row++) {
      for (int k = begin[row]; k < begin[row + 1]; k++) {
        basketOf[next[item[k]]++] = row;
      }
    }
    ReferenceItemKnn model = new ReferenceItemKnn(itemCount, neighbors);
    Parallel.forBlocks(threads, itemCount, BLOCK, () -> {
      int[] counts = new int[itemCount];
      int[] touched = new int[itemCount];
      Best best = new Best(neighbors);
      return (from, to) -> {
        for (int i = from; i < to; i++) {
          int size = 0;
          for (int p = first[i]; p < first[i + 1]; p++) {
            int row = basketOf[p];
            for (int k = begin[row]; k < begin[row + 1]; k++) {
              if (counts[item[k]]++ == 0) {
                touched[size++] = item[k];
              }
            }
          }
          double square = first[i + 1] - first[i];
          best.clear();
          for (int t = 0; t < size; t++) {
            int j = touched[t];
            if (j != i) {
              best.offer(j, (float) (counts[j] / Math.sqrt(square * (first[j + 1] - first[j]))));
            }
            counts[j] = 0;
          }
          model.sizes[i] = best.drain(model.items, model.weights, i * neighbors);
        }
      };
    });
    return model;
  }

  Session session(int limit) {
    return new Session(limit);
  }

  /** One thread's scratch space. Not thread-safe. */
  final class Session {
    private final float[] sums = new float[sizes.length];
    private int[] touched = new int[1 << 12];
    private final Best best;
    private final float[] scores;

    private Session(int limit) {
      best = new Best(limit);
      scores = new float[limit];
    }

    /** The score at {@code rank} of the answer given last. */
    float score(int rank) {
      return scores[rank];
    }

    /** The best items for a cart of distinct codes, best first, none of them in it. */
    int[] recommend(int[] cart) {
      int size = 0;
      for (int item : cart) {
        int from = item * neighbors;
        if (size + neighbors > touched.length) {
          touched = Arrays.copyOf(touched, 2 * (size + neighbors));
        }
        for (int k = from; k < from + sizes[item]; k++) {
          int other = items[k];
          if (sums[other] == 0) {
            touched[size++] = other;
          }
          sums[other] += weights[k];
        }
      }
      for (int item : cart) {
        sums[item] = 0;
      }
      best.clear();
      for (int t = 0; t < size; t++) {
        float sum = sums[touched[t]];
        if (sum > 0) {
          best.offer(touched[t], sum);
        }
        sums[touched[t]] = 0;
      }
      int[] answer = new int[best.size()];
      best.drain(answer, scores, 0);
      return answer;
    }
  }
}

package io.cartrec.benchmarks;

import io.cartrec.data.Interactions;
import java.util.Arrays;

/**
 * VMIS-kNN (Kersbergen et al., 2022, algorithm 2) in as few lines as plain Java allows: dense codes,
 * arrays on the heap, a hash table of the sessions held and a heap of the oldest of them, no ids, no
 * rules, no file. Linear decay, no weights of items. What the library's own model costs is measured
 * beside this. Immutable and thread-safe; {@link Session} is the scratch space of one thread.
 */
final class ReferenceSessionKnn {

  private final int[] sessionBegin;
  private final int[] sessionItems;
  private final int[] itemBegin;
  private final int[] itemSessions;

  /** Indexes {@code baskets}, of which the last is the most recent, by the {@code m} last of each item. */
  ReferenceSessionKnn(Interactions baskets, int m) {
    int itemCount = baskets.items().size();
    int[] held = new int[itemCount];
    sessionBegin = new int[baskets.rows() + 1];
    sessionItems = new int[baskets.size()];
    for (int row = 0; row < baskets.rows(); row++) {
      sessionBegin[row + 1] = baskets.end(row);
      for (int k = baskets.begin(row); k < baskets.end(row); k++) {
        sessionItems[k] = baskets.item(k);
        held[sessionItems[k]]++;
      }
    }
    itemBegin = new int[itemCount + 1];
    for (int item = 0; item < itemCount; item++) {
      itemBegin[item + 1] = itemBegin[item] + Math.min(held[item], m);
    }
    itemSessions = new int[itemBegin[itemCount]];
    int[] next = itemBegin.clone();
    for (int row = baskets.rows() - 1; row >= 0; row--) {
      for (int k = sessionBegin[row]; k < sessionBegin[row + 1]; k++) {
        int item = sessionItems[k];
        if (next[item] < itemBegin[item + 1]) {
          itemSessions[next[item]++] = row;
        }
      }
    }
  }

  Session session(int m, int k, int limit) {
    return new Session(m, k, limit);
  }

  /** One thread's scratch space. Not thread-safe. */
  final class Session {
    private final int m;
    private final int[] slots; // 1 + code of the session in a slot; 0 in a free one
    private final float[] similarity;
    private final int[] newest; // by slot: position of the newest shared item
    private final int[] oldest; // a heap of the held sessions, the oldest at its root
    private final Best neighbors;
    private final Best best;
    private final float[] scores;
    private final float[] sums = new float[itemBegin.length - 1];
    private int[] touched = new int[1 << 12];
    private int held;

    private Session(int m, int k, int limit) {
      this.m = m;
      slots = new int[Integer.highestOneBit(m) << 3];
      similarity = new float[slots.length];
      newest = new int[slots.length];
      oldest = new int[m];
      neighbors = new Best(k);
      best = new Best(limit);
      scores = new float[limit];
    }

    /** The score at {@code rank} of the answer given last. */
    float score(int rank) {
      return scores[rank];
    }

    /** The best items for distinct {@code items}, the newest last, best first, none of them in it. */
    int[] recommend(int[] items) {
      Arrays.fill(slots, 0);
      held = 0;
      for (int position = 1; position <= items.length; position++) {
        find(items[items.length - position], position, items.length);
      }
      neighbors.clear();
      for (int i = 0; i < held; i++) {
        neighbors.offer(-oldest[i], similarity[slot(oldest[i])]);
      }
      int size = 0;
      for (int i = 0; i < neighbors.size(); i++) {
        int session = -neighbors.item(i);
        int match = newest[slot(session)];
        float vote = neighbors.score(i) * Math.max(0, 1 - match / 10f);
        int length = sessionBegin[session + 1] - sessionBegin[session];
        if (size + length > touched.length) {
          touched = Arrays.copyOf(touched, 2 * (size + length));
        }
        for (int k = sessionBegin[session]; k < sessionBegin[session + 1]; k++) {
          int item = sessionItems[k];
          if (sums[item] == 0) {
            touched[size++] = item;
          }
          sums[item] += vote;
        }
      }
      for (int item : items) {
        sums[item] = 0;
      }
      best.clear();
      for (int t = 0; t < size; t++) {
        if (sums[touched[t]] > 0) {
          best.offer(touched[t], sums[touched[t]]);
        }
        sums[touched[t]] = 0;
      }
      int[] answer = new int[best.size()];
      best.drain(answer, scores, 0);
      return answer;
    }

    private void find(int item, int position, int length) {
      float weight = (length - position + 1f) / length;
      for (int k = itemBegin[item]; k < itemBegin[item + 1]; k++) {
        int session = itemSessions[k];
        int slot = slot(session);
        if (slots[slot] != 0) {
          similarity[slot] += weight;
        } else if (held < m) {
          put(slot, session, weight, position);
          rise(held++, session);
        } else if (session > oldest[0]) {
          remove(slot(oldest[0]));
          put(slot(session), session, weight, position);
          sink(session);
        } else {
          break;
        }
      }
    }

    private void put(int slot, int session, float weight, int position) {
      slots[slot] = session + 1;
      similarity[slot] = weight;
      newest[slot] = position;
    }

    /** Where {@code session} is, or the free slot where it would be put. */
    private int slot(int session) {
      int slot = home(session);
      while (slots[slot] != 0 && slots[slot] != session + 1) {
        slot = (slot + 1) & (slots.length - 1);
      }
      return slot;
    }

    private int home(int session) {
      return ((session * 0x9E3779B1) >>> 8) & (slots.length - 1);
    }

    /** Frees {@code hole} and closes the gap that this would leave for those behind it. */
    private void remove(int hole) {
      int mask = slots.length - 1;
      for (int slot = (hole + 1) & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
        if (((slot - home(slots[slot] - 1)) & mask) >= ((slot - hole) & mask)) {
          slots[hole] = slots[slot];
          similarity[hole] = similarity[slot];
          newest[hole] = newest[slot];
          hole = slot;
        }
      }
      slots[hole] = 0;
    }

    private void rise(int hole, int session) {
      for (int parent = (hole - 1) >> 1;
          hole > 0 && session < oldest[parent];
          parent = (hole - 1) >> 1) {
        oldest[hole] = oldest[parent];
        hole = parent;
      }
      oldest[hole] = session;
    }

    private void sink(int session) {
      int hole = 0;
      for (int child = 1; child < m; child = 2 * hole + 1) {
        if (child + 1 < m && oldest[child + 1] < oldest[child]) {
          child++;
        }
        if (session <= oldest[child]) {
          break;
        }
        oldest[hole] = oldest[child];
        hole = child;
      }
      oldest[hole] = session;
    }
  }
}

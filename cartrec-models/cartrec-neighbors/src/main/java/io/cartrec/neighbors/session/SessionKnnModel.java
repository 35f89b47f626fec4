package io.cartrec.neighbors.session;

import io.cartrec.internal.Pool;
import io.cartrec.model.Explainer;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Scores an item by the past sessions that resemble the query and hold it; see {@link SessionKnnTrainer}.
 * Scores are {@code >= 0}. Cost: {@code O(items of the query * sample)} to find the sessions, then one
 * step for each item of each. Explanations cost that again, and as many steps for each item explained.
 * Immutable and thread-safe.
 */
final class SessionKnnModel implements Model, Explainer {

  private static final int CENTER = SessionIndex.LONGEST_SESSION;

  private final ModelBase base;
  private final SessionIndex index;
  private final SessionKnnConfig config;
  private final float[] near = new float[2 * CENTER + 1];
  private final float[] anywhere = new float[2 * CENTER + 1];
  private final Pool<Scratch> pool;

  SessionKnnModel(ModelBase base, SessionIndex index, SessionKnnConfig config) {
    this.base = base;
    this.index = index;
    this.config = config;
    this.pool = new Pool<>(Scratch::new);
    Arrays.fill(anywhere, 1);
    near[CENTER] = 1;
    for (int distance = 1; distance <= CENTER; distance++) {
      near[CENTER + distance] = (float) Math.pow(distance, -config.distanceDecay());
      near[CENTER - distance] = (float) (config.backward() * near[CENTER + distance]);
    }
  }

  @Override
  public ModelBase base() {
    return base;
  }

  @Override
  public Map<String, Tensor> tensors() {
    return index.tensors();
  }

  @Override
  public void score(Query query, ScoreAccumulator into) {
    Scratch scratch = pool.take();
    scratch.find(query);
    for (int i = 0; i < scratch.neighborhood.size(); i++) {
      int length = scratch.open(i);
      double vote = scratch.vote(i);
      for (int k = 0; k < length; k++) {
        into.add(scratch.row[k], vote * scratch.near(k) * rarity(scratch.row[k]));
      }
    }
    pool.giveBack(scratch);
  }

  /**
   * A past session's part of the score falls to the items of the query that found it, by what each
   * adds to its similarity. Entries of a sequence that are too old to be looked at get 0.
   */
  @Override
  public List<Contributions> explain(Query query, int... items) {
    double[][] contributions = new double[items.length][query.items().length];
    Scratch scratch = pool.take();
    scratch.find(query);
    for (int i = 0; i < scratch.neighborhood.size(); i++) {
      int length = scratch.open(i);
      for (int k = 0; k < length; k++) {
        for (int which = 0; which < items.length; which++) {
          if (scratch.row[k] == items[which]) {
            double part = scratch.vote(i) * scratch.near(k) * rarity(items[which]);
            scratch.share(part, i, length, query.items(), contributions[which]);
          }
        }
      }
    }
    pool.giveBack(scratch);
    return Contributions.of(contributions);
  }

  private double rarity(int item) {
    return 1 + config.idf() * index.idf(item);
  }

  /** Working space of one request at a time, with one neighbour open. Not thread-safe. */
  private final class Scratch {
    private final SessionContext context = new SessionContext(index, config);
    private final Neighborhood neighborhood = new Neighborhood(index, config);
    private final int[] row = new int[SessionIndex.LONGEST_SESSION];
    private float[] weightByDistance = near;
    private int shared;

    void find(Query query) {
      context.read(query);
      neighborhood.find(context);
      weightByDistance = context.isSet() ? anywhere : near;
    }

    /** Reads the items of neighbour {@code i} and says how many there are. */
    int open(int i) {
      int length = neighborhood.items(i, row);
      int newest = context.item(neighborhood.newest(i));
      shared = 0;
      while (shared < length - 1 && row[shared] != newest) {
        shared++;
      }
      return length;
    }

    double vote(int i) {
      return neighborhood.similarity(i) * context.vote(neighborhood.newest(i));
    }

    float near(int k) {
      return weightByDistance[CENTER + k - shared];
    }

    /** Hands out {@code part} to the items of the query that found the open neighbour {@code i}. */
    void share(double part, int i, int length, int[] items, double[] contributions) {
      int session = neighborhood.session(i);
      double whole = 0;
      for (int place = 0; place < context.size(); place++) {
        whole += found(session, length, place) ? context.weight(place) : 0;
      }
      for (int place = 0; place < context.size() && whole > 0; place++) {
        if (found(session, length, place)) {
          contributions[Arrays.binarySearch(items, context.item(place))] +=
              part * context.weight(place) / whole;
        }
      }
    }

    private boolean found(int session, int length, int place) {
      int item = context.item(place);
      return holds(length, item) && index.finds(item, session);
    }

    private boolean holds(int length, int item) {
      for (int k = 0; k < length; k++) {
        if (row[k] == item) {
          return true;
        }
      }
      return false;
    }
  }
}

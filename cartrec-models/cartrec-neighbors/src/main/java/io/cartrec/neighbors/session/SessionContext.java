package io.cartrec.neighbors.session;

import io.cartrec.internal.TopN;
import io.cartrec.model.Query;
import io.cartrec.neighbors.session.SessionKnnConfig.Carts;

/**
 * What a query is compared by: its distinct items, the newest first, and how much each counts. Working
 * space for one query at a time. Not thread-safe.
 */
final class SessionContext {

  /** Of a cart with more items, those seldom seen are compared. */
  static final int LARGEST_SET = 100;

  private final SessionIndex index;
  private final SessionKnnConfig config;
  private final int[] items;
  private final float[] weights;
  private final float[] votes;
  private final TopN rarest = new TopN();
  private boolean set;
  private int size;

  SessionContext(SessionIndex index, SessionKnnConfig config) {
    this.index = index;
    this.config = config;
    int most = Math.max(LARGEST_SET, Math.min(config.lastItems(), Query.LONGEST_CONTEXT));
    items = new int[most];
    weights = new float[most];
    votes = new float[most];
  }

  void read(Query query) {
    size = 0;
    set = config.carts() == Carts.SET && query.cart().length > 0;
    if (set) {
      readSet(query.items());
    } else {
      readSequence(query.sequence());
    }
  }

  /** How many items there are. */
  int size() {
    return size;
  }

  int item(int place) {
    return items[place];
  }

  /** What a past session that shares the item gains in similarity. */
  float weight(int place) {
    return weights[place];
  }

  /** What the vote of a past session counts whose newest shared item this is. */
  float vote(int place) {
    return votes[place];
  }

  /** Whether order does not count. */
  boolean isSet() {
    return set;
  }

  private void readSet(int[] distinct) {
    if (distinct.length <= LARGEST_SET) {
      for (int item : distinct) {
        add(item, 1, 1);
      }
    } else {
      rarest.reset(LARGEST_SET);
      for (int item : distinct) {
        rarest.offer(item, index.idf(item));
      }
      rarest.sort();
      for (int rank = 0; rank < rarest.size(); rank++) {
        add(rarest.item(rank), 1, 1);
      }
    }
  }

  private void readSequence(int[] sequence) {
    int entries = Math.min(sequence.length, config.lastItems());
    for (int position = 1; position <= entries; position++) {
      int item = sequence[sequence.length - position];
      if (!holds(item)) {
        add(item, similarityDecay(position, entries), voteDecay(position));
      }
    }
  }

  private boolean holds(int item) {
    for (int place = 0; place < size; place++) {
      if (items[place] == item) {
        return true;
      }
    }
    return false;
  }

  private void add(int item, double decay, double vote) {
    items[size] = item;
    weights[size] = (float) (decay * (1 + config.contextIdf() * index.idf(item)));
    votes[size++] = (float) vote;
  }

  private double similarityDecay(int position, int entries) {
    double share = (entries - position + 1.0) / entries;
    return switch (config.decay()) {
      case LINEAR -> share;
      case QUADRATIC -> share * share;
      case NONE, DIV, EXPONENTIAL -> voteDecay(position);
    };
  }

  private double voteDecay(int position) {
    return switch (config.decay()) {
      case NONE -> 1;
      case LINEAR -> Math.max(0, 1 - position / 10.0);
      case QUADRATIC -> 1.0 / ((double) position * position);
      case DIV -> 1.0 / position;
      case EXPONENTIAL -> Math.exp((1 - position) / config.decayScale());
    };
  }
}

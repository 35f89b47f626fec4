package io.cartrec.neighbors;

import io.cartrec.data.Interactions;

/** The newest users of each item, and what their pairs say of others. Immutable and thread-safe. */
final class SwingPairs {

  private final Interactions users;
  private final double alpha;
  private final int[] begin; // where the users of each item begin
  private final int[] userOf;
  private final double[] weights;

  SwingPairs(Interactions users, SwingConfig config) {
    this.users = users;
    this.alpha = config.alpha();
    int items = users.items().size();
    int[] left = new int[items]; // users of the item that are still to be kept
    for (int k = 0; k < users.size(); k++) {
      left[users.item(k)] = Math.min(left[users.item(k)] + 1, config.maxUsers());
    }
    begin = new int[items + 1];
    for (int item = 0; item < items; item++) {
      begin[item + 1] = begin[item] + left[item];
    }
    userOf = new int[begin[items]];
    weights = new double[users.rows()];
    for (int user = users.rows() - 1; user >= 0; user--) {
      weights[user] = 1 / Math.sqrt(users.end(user) - users.begin(user));
      for (int k = users.begin(user); k < users.end(user); k++) {
        int item = users.item(k);
        if (left[item] > 0) {
          userOf[begin[item] + --left[item]] = user;
        }
      }
    }
  }

  /** One thread's finder. */
  NeighborFinder finder() {
    return new Row();
  }

  private final class Row implements NeighborFinder {

    private final double[] sums = new double[begin.length - 1];
    private final int[] others = new int[sums.length];
    private final int[] common = new int[sums.length];
    private final int[] holder =
        new int[sums.length]; // 1 + the user that last was the first of a pair
    private int size;

    @Override
    public void find(int item, Found found) {
      for (int first = begin[item]; first < begin[item + 1]; first++) {
        int user = userOf[first];
        for (int k = users.begin(user); k < users.end(user); k++) {
          holder[users.item(k)] = user + 1;
        }
        for (int second = first + 1; second < begin[item + 1]; second++) {
          pair(user, userOf[second]);
        }
      }
      for (int i = 0; i < size; i++) {
        if (others[i] != item) {
          found.add(others[i], sums[others[i]]);
        }
        sums[others[i]] = 0;
      }
      size = 0;
    }

    private void pair(int first, int second) {
      int both = 0;
      for (int k = users.begin(second); k < users.end(second); k++) {
        if (holder[users.item(k)] == first + 1) {
          common[both++] = users.item(k);
        }
      }
      double weight = weights[first] * weights[second] / (alpha + both);
      for (int i = 0; i < both; i++) {
        if (sums[common[i]] == 0) {
          others[size++] = common[i];
        }
        sums[common[i]] += weight;
      }
    }
  }
}

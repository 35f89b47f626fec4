package io.cartrec.leastsquares;

import io.cartrec.internal.TopN;
import java.util.Arrays;

/**
 * Finds one column of {@link SlimTrainer}'s weights: for item {@code j}, the {@code w >= 0} that
 * minimises
 *
 * <pre>{@code 1/2 Σ_i Σ_k w_i C_ik w_k - Σ_i C_ij w_i + 1/2 Σ_i (l2 + γ C_ii) w_i² + l1 Σ_i w_i}</pre>
 *
 * which is the loss of a column less the constant {@code C_jj / 2}. With the gradient {@code g_i = Σ_k
 * C_ik w_k}, the optimum has
 *
 * <pre>{@code w_i = max(0, C_ij - (g_i - C_ii w_i) - l1) / (C_ii (1 + γ) + l2)}</pre>
 *
 * for all {@code i}, and coordinate descent sets one weight after the other to that. As no entry of {@code
 * C} is negative, only items with {@code C_ij > l1} can have a weight. Weights are worked on when they are
 * in the active set; when those have settled, the gradient of all items is brought up to date, and the
 * items outside that would gain most join. It is done when none would. Costs the rows of {@code C} of the
 * active items, a few times over. The scratch space of one thread; not thread-safe.
 */
final class ColumnSolver {

  private static final double TOLERANCE = 1e-5; // of a weight
  private static final int MOST_SWEEPS = 1000;
  private static final int FEWEST_JOINING = 32;
  private static final int OUTSIDE = -1;

  private final SparseGram gram;
  private final SlimConfig config;
  private final double[] gradient; // of every item
  private final int[] place; // in the active set
  private final TopN best = new TopN();

  private int[] candidates = new int[0];
  private float[] together = new float[0]; // C_ij of each candidate
  private int candidateCount;

  private int size; // of the active set
  private int[] active = new int[FEWEST_JOINING];
  private double[] target = new double[FEWEST_JOINING]; // C_ij - l1
  private double[] weight = new double[FEWEST_JOINING];
  private double[] applied = new double[FEWEST_JOINING]; // the weights that the gradient is of
  private double[] inner = new double[FEWEST_JOINING]; // the gradient of the active items
  private double[][] local = new double[FEWEST_JOINING][FEWEST_JOINING];

  ColumnSolver(SparseGram gram, SlimConfig config) {
    this.gram = gram;
    this.config = config;
    this.gradient = new double[gram.itemCount()];
    this.place = new int[gram.itemCount()];
    Arrays.fill(place, OUTSIDE);
  }

  /** The weights above 0 of the column of {@code item}, ascending by item. */
  SparseColumn solve(int item) {
    collect(item);
    while (join()) {
      descend();
      propagate();
    }
    SparseColumn row = row();
    clear();
    return row;
  }

  private void collect(int item) {
    int[] others = gram.others(item);
    float[] values = gram.values(item);
    if (candidates.length < others.length) {
      candidates = new int[others.length];
      together = new float[others.length];
    }
    candidateCount = 0;
    for (int i = 0; i < others.length; i++) {
      if (values[i] > config.l1()) {
        candidates[candidateCount] = others[i];
        together[candidateCount++] = values[i];
      }
    }
    int limit = config.candidates();
    if (candidateCount > limit) {
      best.reset(limit);
      for (int i = 0; i < candidateCount; i++) {
        best.offer(i, (double) together[i] * together[i] / gram.square(candidates[i]));
      }
      best.sort();
      int[] kept = new int[limit];
      for (int rank = 0; rank < limit; rank++) {
        kept[rank] = best.item(rank);
      }
      Arrays.sort(kept);
      for (int i = 0; i < limit; i++) {
        candidates[i] = candidates[kept[i]];
        together[i] = together[kept[i]];
      }
      candidateCount = limit;
    }
  }

  /** Lets the candidates join that would gain most from a weight; false when none would. */
  private boolean join() {
    best.reset(Math.max(FEWEST_JOINING, size));
    for (int i = 0; i < candidateCount; i++) {
      int item = candidates[i];
      if (place[item] == OUTSIDE) {
        double slope = together[i] - config.l1() - gradient[item];
        double curvature = curvature(gram.square(item));
        if (slope > TOLERANCE * curvature) {
          best.offer(i, slope * slope / curvature);
        }
      }
    }
    best.sort();
    reserve(size + best.size());
    for (int rank = 0; rank < best.size(); rank++) {
      int i = best.item(rank);
      activate(candidates[i], together[i] - config.l1());
    }
    return best.size() > 0;
  }

  private void activate(int item, double wanted) {
    active[size] = item;
    place[item] = size;
    target[size] = wanted;
    weight[size] = 0;
    applied[size] = 0;
    inner[size] = gradient[item];
    double[] row = local[size];
    Arrays.fill(row, 0, size, 0);
    row[size] = gram.square(item);
    int[] others = gram.others(item);
    float[] values = gram.values(item);
    for (int k = 0; k < others.length; k++) {
      int at = place[others[k]];
      if (at != OUTSIDE) {
        row[at] = values[k];
      }
    }
    for (int at = 0; at < size; at++) {
      local[at][size] = row[at];
    }
    size++;
  }

  /** Sets each weight of the active set to its optimum given the others, until that changes nothing. */
  private void descend() {
    double change = Double.POSITIVE_INFINITY;
    for (int sweep = 0; sweep < MOST_SWEEPS && change > TOLERANCE; sweep++) {
      change = 0;
      for (int a = 0; a < size; a++) {
        double[] row = local[a];
        double rest = target[a] - (inner[a] - row[a] * weight[a]);
        double best = Math.max(0, rest / curvature(row[a]));
        double step = best - weight[a];
        if (step != 0) {
          weight[a] = best;
          add(step, row, inner, size);
          change = Math.max(change, Math.abs(step));
        }
      }
    }
  }

  private static void add(double factor, double[] row, double[] to, int size) {
    for (int k = 0; k < size; k++) {
      to[k] += factor * row[k];
    }
  }

  /** How the loss bends along the weight of an item whose entry on the diagonal is {@code square}. */
  private double curvature(double square) {
    return square * (1 + config.itemRegularization()) + config.l2();
  }

  /** Brings the gradient of all items up to date with the weights. */
  private void propagate() {
    for (int a = 0; a < size; a++) {
      double step = weight[a] - applied[a];
      if (step != 0) {
        applied[a] = weight[a];
        int item = active[a];
        gradient[item] += step * gram.square(item);
        int[] others = gram.others(item);
        float[] values = gram.values(item);
        for (int k = 0; k < others.length; k++) {
          gradient[others[k]] += step * values[k];
        }
      }
    }
  }

  private SparseColumn row() {
    int[] items = new int[size];
    int kept = 0;
    for (int a = 0; a < size; a++) {
      if ((float) weight[a] > 0) {
        items[kept++] = active[a];
      }
    }
    items = Arrays.copyOf(items, kept);
    Arrays.sort(items);
    float[] weights = new float[kept];
    for (int i = 0; i < kept; i++) {
      weights[i] = (float) weight[place[items[i]]];
    }
    return new SparseColumn(items, weights);
  }

  private void clear() {
    for (int a = 0; a < size; a++) {
      place[active[a]] = OUTSIDE;
    }
    Arrays.fill(gradient, 0);
    size = 0;
  }

  private void reserve(int wanted) {
    if (wanted > active.length) {
      int capacity = Math.max(wanted, 2 * active.length);
      active = Arrays.copyOf(active, capacity);
      target = Arrays.copyOf(target, capacity);
      weight = Arrays.copyOf(weight, capacity);
      applied = Arrays.copyOf(applied, capacity);
      inner = Arrays.copyOf(inner, capacity);
      double[][] larger = new double[capacity][];
      for (int a = 0; a < capacity; a++) {
        larger[a] = a < size ? Arrays.copyOf(local[a], capacity) : new double[capacity];
      }
      local = larger;
    }
  }
}

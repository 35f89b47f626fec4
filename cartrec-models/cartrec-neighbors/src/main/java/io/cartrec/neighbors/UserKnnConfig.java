package io.cartrec.neighbors;

import io.cartrec.internal.Check;
import java.util.Objects;

/**
 * How {@link UserKnnModel} compares users. Immutable and thread-safe.
 *
 * @param rows who the neighbours are
 * @param similarity what makes a neighbour like the query
 * @param neighbors how many neighbours are asked, {@code >= 1}
 * @param shrinkage {@code >= 0}; a similarity that rests on {@code n} items counts {@code n / (n +
 *     shrinkage)} of itself
 * @param lengthDamping exponent of the norm of the neighbour, in [0, 1]; 0.5 is the cosine, more favours
 *     neighbours of few items, and other similarities have none
 * @param values what an item is worth in a comparison by cosine or jaccard; pearson weighs no items
 */
public record UserKnnConfig(
    Rows rows,
    Similarity similarity,
    int neighbors,
    double shrinkage,
    double lengthDamping,
    Values values) {

  /** Who the neighbours are. */
  public enum Rows {
    /** Sessions; users, when no event names a session. */
    SESSIONS,
    /** Users; sessions, when no event names a user. */
    USERS
  }

  /** What makes a neighbour like the query. */
  public enum Similarity {
    /** Their items, as vectors, point the same way. */
    COSINE,
    /** Most items of either are items of both. */
    JACCARD,
    /** Their items, or the ratings of the items of both, go up and down together. */
    PEARSON
  }

  /** What an item is worth in a comparison. */
  public enum Values {
    /** 1. */
    BINARY,
    /** More, the fewer have it. */
    IDF
  }

  private static final double LENGTH_DAMPING = 0.5;

  public UserKnnConfig {
    Objects.requireNonNull(rows, "rows");
    Objects.requireNonNull(similarity, "similarity");
    Check.positive(neighbors, "neighbors");
    Check.nonNegative(shrinkage, "shrinkage");
    Check.between(lengthDamping, 0, 1, "lengthDamping");
    Objects.requireNonNull(values, "values");
    if (similarity != Similarity.COSINE && lengthDamping != LENGTH_DAMPING) {
      throw new IllegalArgumentException("similarity=jaccard and pearson have no damping: leave"
          + " length-damping at " + LENGTH_DAMPING);
    }
  }

  /** 200 neighbours by cosine, shrinkage 1, rare items counting more. */
  public static UserKnnConfig defaults() {
    return new UserKnnConfig(Rows.SESSIONS, Similarity.COSINE, 200, 1, LENGTH_DAMPING, Values.IDF);
  }

  public UserKnnConfig withRows(Rows value) {
    return new UserKnnConfig(value, similarity, neighbors, shrinkage, lengthDamping, values);
  }

  public UserKnnConfig withSimilarity(Similarity value) {
    return new UserKnnConfig(rows, value, neighbors, shrinkage, lengthDamping, values);
  }

  public UserKnnConfig withNeighbors(int value) {
    return new UserKnnConfig(rows, similarity, value, shrinkage, lengthDamping, values);
  }

  public UserKnnConfig withShrinkage(double value) {
    return new UserKnnConfig(rows, similarity, neighbors, value, lengthDamping, values);
  }

  public UserKnnConfig withLengthDamping(double value) {
    return new UserKnnConfig(rows, similarity, neighbors, shrinkage, value, values);
  }

  public UserKnnConfig withValues(Values value) {
    return new UserKnnConfig(rows, similarity, neighbors, shrinkage, lengthDamping, value);
  }
}

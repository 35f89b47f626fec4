package io.cartrec.recommend;

import io.cartrec.data.Catalog;
import io.cartrec.internal.Check;
import java.util.Objects;

/**
 * How a recommender serves. Immutable and thread-safe.
 *
 * @param catalog what filters see of an item. An item that it lacks passes no filter; without a
 *     catalogue, filters see the id alone
 * @param cacheSize how many answers are kept for equal requests, 0 for none. Requests with filters or a
 *     user are never answered from the cache, as what they depend on can change, nor are those with
 *     a time, or with more than 1000 cart lines, session events, exclusions, candidates or answers
 */
public record RecommenderOptions(Catalog catalog, int cacheSize) {

  public RecommenderOptions {
    Objects.requireNonNull(catalog, "catalog");
    Check.nonNegative(cacheSize, "cacheSize");
  }

  /** No catalogue, no cache. */
  public static RecommenderOptions defaults() {
    return new RecommenderOptions(Catalog.empty(), 0);
  }

  public RecommenderOptions withCatalog(Catalog value) {
    return new RecommenderOptions(value, cacheSize);
  }

  public RecommenderOptions withCacheSize(int value) {
    return new RecommenderOptions(catalog, value);
  }
}

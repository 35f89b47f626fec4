package io.cartrec.neighbors;

/** The popularity model has nothing to configure. Immutable and thread-safe. */
public record PopularityConfig() {

  public static PopularityConfig defaults() {
    return new PopularityConfig();
  }
}

package io.cartrec.leastsquares;

import io.cartrec.internal.Check;

/**
 * How {@link EaseTrainer} fits its weights. Immutable and thread-safe.
 *
 * @param regularization {@code λ > 0}, added to every entry on the diagonal; more draws the weights towards
 *     0, and those of rare items most
 * @param itemRegularization {@code γ >= 0}; each entry on the diagonal grows by this multiple of itself,
 *     which is what dropping items from the baskets at the rate {@code γ / (1 + γ)} would do
 * @param basketDamping in [0, 1]; a basket of {@code n} items counts {@code n^-basketDamping}
 * @param popularityDamping in [0, 1]; the score of an item that lies in {@code f} baskets is multiplied by
 *     {@code f^-popularityDamping}
 * @param neighbors how many weights are kept for each item, {@code >= 1}
 * @param maxItems up to how many items the weights are exact, {@code >= 0}: that takes {@code 2 n²} bytes
 *     and {@code n³} operations; beyond, each item is fitted on its strongest {@code neighbors} alone
 */
public record EaseConfig(
    double regularization,
    double itemRegularization,
    double basketDamping,
    double popularityDamping,
    int neighbors,
    int maxItems) {

  public EaseConfig {
    Check.positive(regularization, "regularization");
    Check.nonNegative(itemRegularization, "itemRegularization");
    Check.between(basketDamping, 0, 1, "basketDamping");
    Check.between(popularityDamping, 0, 1, "popularityDamping");
    Check.positive(neighbors, "neighbors");
    Check.nonNegative(maxItems, "maxItems");
  }

  /**
   * Of the settings tried, the one that did well on the validation data of three shops' carts, where
   * {@link #plain} needs another {@code λ} for each.
   */
  public static EaseConfig defaults() {
    return new EaseConfig(20, 2, 0.5, 0.1, 500, 20_000);
  }

  /** The model of the paper: {@code λ} alone. */
  public static EaseConfig plain(double regularization) {
    return new EaseConfig(regularization, 0, 0, 0, 500, 20_000);
  }

  public EaseConfig withRegularization(double value) {
    return new EaseConfig(
        value, itemRegularization, basketDamping, popularityDamping, neighbors, maxItems);
  }

  public EaseConfig withItemRegularization(double value) {
    return new EaseConfig(
        regularization, value, basketDamping, popularityDamping, neighbors, maxItems);
  }

  public EaseConfig withBasketDamping(double value) {
    return new EaseConfig(
        regularization, itemRegularization, value, popularityDamping, neighbors, maxItems);
  }

  public EaseConfig withPopularityDamping(double value) {
    return new EaseConfig(
        regularization, itemRegularization, basketDamping, value, neighbors, maxItems);
  }

  public EaseConfig withNeighbors(int value) {
    return new EaseConfig(
        regularization, itemRegularization, basketDamping, popularityDamping, value, maxItems);
  }

  public EaseConfig withMaxItems(int value) {
    return new EaseConfig(
        regularization, itemRegularization, basketDamping, popularityDamping, neighbors, value);
  }

  /** What becomes of an entry on the diagonal of the Gram matrix. */
  double regularized(double square) {
    return square + regularization + itemRegularization * square;
  }

  /** Says that a system of {@code items} items could not be solved. */
  IllegalArgumentException tooSmall(int items) {
    return new IllegalArgumentException("regularization must be large enough for the matrix of "
        + items
        + " items to be positive definite in single precision but was "
        + regularization
        + "; raise it, for example to "
        + Math.max(defaults().regularization, 10 * regularization));
  }
}

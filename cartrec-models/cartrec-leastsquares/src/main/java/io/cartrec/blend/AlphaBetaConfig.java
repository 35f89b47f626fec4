package io.cartrec.blend;

import io.cartrec.internal.Check;
import java.util.Objects;

/**
 * How {@link AlphaBetaTrainer} fits.
 *
 * @param observed what {@code r} is
 * @param signals the models whose scores, or ratings, are the signals; their weights do not matter
 * @param intercept whether a constant is fitted too; it changes the coefficients, and no ranking
 * @param ridge added to the diagonal of the normal equations, {@code >= 0}
 */
public record AlphaBetaConfig(Observed observed, Blend signals, boolean intercept, double ridge) {

  /** What is explained by the signals. */
  public enum Observed {
    /** 1 of an item that a cart held, 0 of every other one. */
    CARTS,
    /** The rating that a user gave; all signals must predict ratings. */
    RATINGS
  }

  public AlphaBetaConfig {
    Objects.requireNonNull(observed, "observed");
    Objects.requireNonNull(signals, "signals");
    if (signals.isEmpty()) {
      throw new IllegalArgumentException(
          "signals must name at least one model, as in: user-knn + item-knn");
    }
    Check.nonNegative(ridge, "ridge");
  }

  /** For carts: users alike and items alike, without an intercept or ridge. */
  public static AlphaBetaConfig defaults() {
    return new AlphaBetaConfig(Observed.CARTS, Blend.parse("user-knn + item-knn"), false, 0);
  }

  public AlphaBetaConfig withObserved(Observed value) {
    return new AlphaBetaConfig(value, signals, intercept, ridge);
  }

  public AlphaBetaConfig withSignals(Blend value) {
    return new AlphaBetaConfig(observed, value, intercept, ridge);
  }

  public AlphaBetaConfig withIntercept(boolean value) {
    return new AlphaBetaConfig(observed, signals, value, ridge);
  }

  public AlphaBetaConfig withRidge(double value) {
    return new AlphaBetaConfig(observed, signals, intercept, value);
  }
}

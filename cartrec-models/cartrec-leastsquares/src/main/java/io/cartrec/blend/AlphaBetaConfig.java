package io.cartrec.blend;

import io.cartrec.internal.Check;
import java.util.Objects;

/**
 * How {@link AlphaBetaTrainer} fits.
 *
 * @param signals the models whose scores are the signals; their weights do not matter
 * @param intercept whether a constant is fitted too; it changes the coefficients, and no ranking
 * @param ridge added to the diagonal of the normal equations, {@code >= 0}
 */
public record AlphaBetaConfig(Blend signals, boolean intercept, double ridge) {

  public AlphaBetaConfig {
    Objects.requireNonNull(signals, "signals");
    if (signals.isEmpty()) {
      throw new IllegalArgumentException(
          "signals must name at least one model, as in: user-knn + item-knn");
    }
    Check.nonNegative(ridge, "ridge");
  }

  /** Users alike and items alike, without an intercept or ridge. */
  public static AlphaBetaConfig defaults() {
    return new AlphaBetaConfig(Blend.parse("user-knn + item-knn"), false, 0);
  }

  public AlphaBetaConfig withSignals(Blend value) {
    return new AlphaBetaConfig(value, intercept, ridge);
  }

  public AlphaBetaConfig withIntercept(boolean value) {
    return new AlphaBetaConfig(signals, value, ridge);
  }

  public AlphaBetaConfig withRidge(double value) {
    return new AlphaBetaConfig(signals, intercept, value);
  }
}

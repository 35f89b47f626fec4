package io.cartrec.blend;

import java.util.Objects;

/**
 * How {@code auto} chooses.
 *
 * @param task what the model is for
 * @param blend the models to blend; empty to find them out from the data
 */
public record AutoConfig(Goal task, Blend blend) {

  /** What a blend is chosen for. */
  public enum Goal {
    /** The items that complete a cart. */
    CART_COMPLETION,
    /** What comes next in a session, where order matters. */
    NEXT_ITEM,
    /** What else a user would like, by all the user had. */
    TOP_N
  }

  public AutoConfig {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(blend, "blend");
  }

  /** Chooses for carts. */
  public static AutoConfig defaults() {
    return new AutoConfig(Goal.CART_COMPLETION, Blend.none());
  }

  public AutoConfig withTask(Goal value) {
    return new AutoConfig(value, blend);
  }

  public AutoConfig withBlend(Blend value) {
    return new AutoConfig(task, value);
  }
}

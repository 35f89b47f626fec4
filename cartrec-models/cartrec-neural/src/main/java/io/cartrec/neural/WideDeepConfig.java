package io.cartrec.neural;

import io.cartrec.internal.Check;
import java.util.Objects;

/**
 * How the {@code wide-deep} model is made. Immutable.
 *
 * @param width how many numbers an embedding has
 * @param hidden how many numbers the hidden layer of the deep part has
 * @param support in how many carts a pair must occur to have a weight of its own in the wide part
 * @param wideRate the learning rate of the wide part at the beginning, which Adagrad steps by
 * @param attributes whether it is told the attributes of users
 * @param features whether it is told the features of items: categories, brand, price band and tags
 * @param learning how the deep part is trained; its batch counts carts, its dropout of inputs is the share
 *     of a cart that comes later, and that of states thins the hidden numbers
 */
public record WideDeepConfig(
    int width,
    int hidden,
    int support,
    double wideRate,
    boolean attributes,
    boolean features,
    Learning learning) {

  public WideDeepConfig {
    Limits.check(width, Limits.WIDTH, "width");
    Limits.check(hidden, Limits.WIDTH, "hidden");
    Check.positive(support, "support");
    Check.positive(wideRate, "wideRate");
    Objects.requireNonNull(learning, "learning");
    if (learning.objective().loss() != Learning.Loss.CROSS_ENTROPY) {
      throw new IllegalArgumentException("loss must be cross-entropy for wide-deep but was "
          + learning.objective().loss());
    }
    if (learning.head().kind() != Learning.Head.Kind.NONE) {
      throw new IllegalArgumentException("head must be none for wide-deep, which is one, but was "
          + learning.head().kind());
    }
    if (learning.objective().adversary() > 0
        || !learning.augmentation().equals(Augmentation.none())) {
      throw new IllegalArgumentException(
          "crop, mask, reorder and adversary must be 0 for wide-deep but were "
              + learning.augmentation() + " and " + learning.objective().adversary());
    }
    if (learning.inputDropout() == 0) {
      throw new IllegalArgumentException(
          "inputDropout must be > 0 for wide-deep, which learns from what comes later, but was 0.0");
    }
  }

  /** What did well on the newest baskets of the training part of a gift shop. */
  public static WideDeepConfig defaults() {
    return new WideDeepConfig(
        128,
        64,
        5,
        1,
        false,
        false,
        Learning.defaults()
            .withEpochs(10)
            .withBatch(256)
            .withRate(0.01)
            .withInputDropout(0.5)
            .withStateDropout(0.1)
            .withNegatives(1000));
  }

  public WideDeepConfig withWidth(int value) {
    return new WideDeepConfig(value, hidden, support, wideRate, attributes, features, learning);
  }

  public WideDeepConfig withHidden(int value) {
    return new WideDeepConfig(width, value, support, wideRate, attributes, features, learning);
  }

  public WideDeepConfig withSupport(int value) {
    return new WideDeepConfig(width, hidden, value, wideRate, attributes, features, learning);
  }

  public WideDeepConfig withWideRate(double value) {
    return new WideDeepConfig(width, hidden, support, value, attributes, features, learning);
  }

  public WideDeepConfig withAttributes(boolean value) {
    return new WideDeepConfig(width, hidden, support, wideRate, value, features, learning);
  }

  public WideDeepConfig withFeatures(boolean value) {
    return new WideDeepConfig(width, hidden, support, wideRate, attributes, value, learning);
  }

  public WideDeepConfig withLearning(Learning value) {
    return new WideDeepConfig(width, hidden, support, wideRate, attributes, features, value);
  }
}

package io.cartrec.neural;

import java.util.Objects;

/**
 * How the {@code autoencoder} model is made. Immutable.
 *
 * @param width how many numbers a set of items is squeezed into
 * @param learning how it is trained; its batch counts users or sessions, its dropout of inputs drops
 *     items, and that of states the numbers in between
 */
public record AutoencoderConfig(int width, Learning learning) {

  public AutoencoderConfig {
    Limits.check(width, Limits.WIDTH, "width");
    Objects.requireNonNull(learning, "learning");
    if (learning.objective().loss() != Learning.Loss.CROSS_ENTROPY) {
      throw new IllegalArgumentException(
          "loss must be cross-entropy for sets but was " + learning.objective().loss());
    }
  }

  /** 200 numbers, half of the items dropped. */
  public static AutoencoderConfig defaults() {
    return new AutoencoderConfig(
        200,
        Learning.defaults()
            .withEpochs(30)
            .withBatch(256)
            .withRate(2e-3)
            .withInputDropout(0.5)
            .withStateDropout(0)
            .withNegatives(4096));
  }

  public AutoencoderConfig withWidth(int value) {
    return new AutoencoderConfig(value, learning);
  }

  public AutoencoderConfig withLearning(Learning value) {
    return new AutoencoderConfig(width, value);
  }
}

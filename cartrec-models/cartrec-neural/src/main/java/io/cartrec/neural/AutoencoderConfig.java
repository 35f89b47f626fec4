package io.cartrec.neural;

import io.cartrec.internal.Check;
import java.util.Objects;

/**
 * How the {@code autoencoder} model is made. Immutable.
 *
 * @param width how many numbers a set of items is squeezed into
 * @param beta 0 for the denoising form; else the variational one, and what the divergence of its
 *     distributions from the standard normal one counts in the end: it rises from 0 in the first half of
 *     training
 * @param tied whether one embedding of an item serves input and output
 * @param targets what of a set the softmax should name
 * @param attributes whether attributes of users are inputs too
 * @param learning how it is trained; its batch counts users or sessions, its dropout of inputs drops
 *     items, and that of states the numbers in between
 */
public record AutoencoderConfig(
    int width, double beta, boolean tied, Targets targets, boolean attributes, Learning learning) {

  /** What of a set the softmax should name. */
  public enum Targets {
    /** What was dropped; of a model without dropout of inputs all, nevertheless. */
    DROPPED,
    /** The whole set, as in the paper. */
    ALL
  }

  public AutoencoderConfig {
    Limits.check(width, Limits.WIDTH, "width");
    Check.nonNegative(beta, "beta");
    Objects.requireNonNull(targets, "targets");
    Objects.requireNonNull(learning, "learning");
    if (learning.objective().loss() != Learning.Loss.CROSS_ENTROPY) {
      throw new IllegalArgumentException(
          "loss must be cross-entropy for sets but was " + learning.objective().loss());
    }
    if (learning.objective().adversary() > 0
        || !learning.augmentation().equals(Augmentation.none())) {
      throw new IllegalArgumentException("crop, mask, reorder and adversary must be 0 for sets but"
          + " were " + learning.augmentation() + " and " + learning.objective().adversary());
    }
    if (learning.head().kind() != Learning.Head.Kind.NONE && learning.inputDropout() == 0) {
      throw new IllegalArgumentException(
          "inputDropout must be > 0 for a head, which learns from what is dropped, but was 0.0");
    }
  }

  /** What did well on a fifth of the training part of Gowalla: the denoising form. */
  public static AutoencoderConfig defaults() {
    return new AutoencoderConfig(
        200,
        0,
        true,
        Targets.DROPPED,
        false,
        Learning.defaults()
            .withEpochs(16)
            .withBatch(256)
            .withRate(3e-3)
            .withInputDropout(0.5)
            .withStateDropout(0)
            .withNegatives(3000));
  }

  public AutoencoderConfig withWidth(int value) {
    return new AutoencoderConfig(value, beta, tied, targets, attributes, learning);
  }

  public AutoencoderConfig withBeta(double value) {
    return new AutoencoderConfig(width, value, tied, targets, attributes, learning);
  }

  public AutoencoderConfig withTied(boolean value) {
    return new AutoencoderConfig(width, beta, value, targets, attributes, learning);
  }

  public AutoencoderConfig withTargets(Targets value) {
    return new AutoencoderConfig(width, beta, tied, value, attributes, learning);
  }

  public AutoencoderConfig withAttributes(boolean value) {
    return new AutoencoderConfig(width, beta, tied, targets, value, learning);
  }

  public AutoencoderConfig withLearning(Learning value) {
    return new AutoencoderConfig(width, beta, tied, targets, attributes, value);
  }

  boolean namesDroppedOnly() {
    return targets == Targets.DROPPED && learning.inputDropout() > 0;
  }
}

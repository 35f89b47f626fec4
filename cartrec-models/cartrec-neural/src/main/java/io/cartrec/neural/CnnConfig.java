package io.cartrec.neural;

import io.cartrec.internal.Check;
import java.util.Objects;

/**
 * How the {@code cnn} model is made. Immutable.
 *
 * @param width how many numbers an item's embedding has
 * @param layers how many convolutions stand on each other; their entries lie 1, 2, 4, 8, 1, ... apart
 * @param taps how many entries of the sequence a convolution sees
 * @param pool over how many of the newest entries the mean of what the convolutions found is added; 0: of
 *     none
 * @param longest how many of the newest entries of a sequence are looked at
 * @param channels what it is told of an entry beside its item
 * @param items how exactly a state is multiplied with the items of the catalogue
 * @param learning how it is trained
 */
public record CnnConfig(
    int width,
    int layers,
    int taps,
    int pool,
    int longest,
    Channels channels,
    Precision items,
    Learning learning) {

  public CnnConfig {
    Limits.check(width, Limits.WIDTH, "width");
    Limits.check(layers, Limits.LAYERS, "layers");
    Limits.check(taps, Limits.TAPS, "taps");
    Check.nonNegative(pool, "pool");
    Limits.check(longest, Limits.LONGEST, "longest");
    Objects.requireNonNull(channels, "channels");
    Objects.requireNonNull(items, "items");
    Objects.requireNonNull(learning, "learning");
  }

  /** Three convolutions of three entries over embeddings of 128 numbers. */
  public static CnnConfig defaults() {
    return new CnnConfig(
        128, 3, 3, 0, 50, Channels.none(), Precision.FLOAT, Learning.defaults().withRate(3e-3));
  }

  public CnnConfig withWidth(int value) {
    return new CnnConfig(value, layers, taps, pool, longest, channels, items, learning);
  }

  public CnnConfig withLayers(int value) {
    return new CnnConfig(width, value, taps, pool, longest, channels, items, learning);
  }

  public CnnConfig withTaps(int value) {
    return new CnnConfig(width, layers, value, pool, longest, channels, items, learning);
  }

  public CnnConfig withPool(int value) {
    return new CnnConfig(width, layers, taps, value, longest, channels, items, learning);
  }

  public CnnConfig withLongest(int value) {
    return new CnnConfig(width, layers, taps, pool, value, channels, items, learning);
  }

  public CnnConfig withChannels(Channels value) {
    return new CnnConfig(width, layers, taps, pool, longest, value, items, learning);
  }

  public CnnConfig withItems(Precision value) {
    return new CnnConfig(width, layers, taps, pool, longest, channels, value, learning);
  }

  public CnnConfig withLearning(Learning value) {
    return new CnnConfig(width, layers, taps, pool, longest, channels, items, value);
  }
}

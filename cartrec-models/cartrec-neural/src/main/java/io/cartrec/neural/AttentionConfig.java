package io.cartrec.neural;

import java.util.Objects;

/**
 * How the {@code attention} model is made. Immutable.
 *
 * @param headWidth how many numbers of an item's embedding a head sees
 * @param layers how many blocks of attention and products stand on each other
 * @param heads how many ways a block looks at the sequence
 * @param longest how many of the newest entries of a sequence are looked at
 * @param channels what it is told of an entry beside its item
 * @param items how exactly a state is multiplied with the items of the catalogue
 * @param learning how it is trained
 */
public record AttentionConfig(
    int headWidth,
    int layers,
    int heads,
    int longest,
    Channels channels,
    Precision items,
    Learning learning) {

  public AttentionConfig {
    Limits.check(headWidth, Limits.HEAD_WIDTH, "headWidth");
    Limits.check(layers, Limits.LAYERS, "layers");
    Limits.check(heads, Limits.HEADS, "heads");
    Limits.check(longest, Limits.LONGEST, "longest");
    Objects.requireNonNull(channels, "channels");
    Objects.requireNonNull(items, "items");
    Objects.requireNonNull(learning, "learning");
  }

  /** How many numbers an item's embedding has. */
  int width() {
    return headWidth * heads;
  }

  /** Two blocks with two heads over embeddings of 64 numbers. */
  public static AttentionConfig defaults() {
    return new AttentionConfig(
        32, 2, 2, 50, Channels.none(), Precision.FLOAT, Learning.defaults().withRate(2e-3));
  }

  public AttentionConfig withHeadWidth(int value) {
    return new AttentionConfig(value, layers, heads, longest, channels, items, learning);
  }

  public AttentionConfig withLayers(int value) {
    return new AttentionConfig(headWidth, value, heads, longest, channels, items, learning);
  }

  public AttentionConfig withHeads(int value) {
    return new AttentionConfig(headWidth, layers, value, longest, channels, items, learning);
  }

  public AttentionConfig withLongest(int value) {
    return new AttentionConfig(headWidth, layers, heads, value, channels, items, learning);
  }

  public AttentionConfig withChannels(Channels value) {
    return new AttentionConfig(headWidth, layers, heads, longest, value, items, learning);
  }

  public AttentionConfig withItems(Precision value) {
    return new AttentionConfig(headWidth, layers, heads, longest, channels, value, learning);
  }

  public AttentionConfig withLearning(Learning value) {
    return new AttentionConfig(headWidth, layers, heads, longest, channels, items, value);
  }
}

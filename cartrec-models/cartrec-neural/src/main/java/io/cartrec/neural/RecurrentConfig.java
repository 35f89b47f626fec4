package io.cartrec.neural;

import io.cartrec.neural.RecurrentConfig.Unit;
import io.cartrec.neural.kernel.Cell;
import java.util.Objects;

/**
 * How the recurrent models are made. Immutable.
 *
 * @param unit the recurrent cell
 * @param width how many numbers a state and an item's embedding have
 * @param layers how many cells stand on each other
 * @param direction from where a sequence is read
 * @param tied whether items have one embedding, as input and as output, or two
 * @param longest how many of the newest entries of a sequence are looked at
 * @param channels what it is told of an entry beside its item
 * @param items how exactly a state is multiplied with the items of the catalogue
 * @param learning how it is trained
 */
public record RecurrentConfig(
    Unit unit,
    int width,
    int layers,
    Direction direction,
    boolean tied,
    int longest,
    Channels channels,
    Precision items,
    Learning learning) {

  /** The kinds of cell. */
  public enum Unit {
    /** Gated recurrent unit. */
    GRU,
    /** Long short-term memory. */
    LSTM,
    /** The state is {@code i g + (1 - i) h}, with gates {@code i} and, for the output, {@code o}. */
    COUPLED,
    /** No gates: the state is the logistic function of input and state, the output its tanh. */
    RNN
  }

  /** From where a sequence is read, and what is learned of it. */
  public enum Direction {
    /** From its oldest entry, to name the next. */
    FORWARD,
    /**
     * From both ends, by cells of their own, to name an item between: for carts whose order is unknown.
     * Each epoch reads a sequence in another order, and types and gaps cannot be told.
     */
    BOTH
  }

  public RecurrentConfig {
    Objects.requireNonNull(unit, "unit");
    Limits.check(width, Limits.WIDTH, "width");
    Limits.check(layers, Limits.LAYERS, "layers");
    Objects.requireNonNull(direction, "direction");
    Limits.check(longest, Limits.LONGEST, "longest");
    Objects.requireNonNull(channels, "channels");
    if (direction == Direction.BOTH && !channels.open().isEmpty()) {
      throw new IllegalArgumentException(
          "types and gaps are of an order, but direction=both is for carts that have none; close them");
    }
    Objects.requireNonNull(items, "items");
    Objects.requireNonNull(learning, "learning");
    if (direction == Direction.BOTH && learning.augmentation().reorder() > 0) {
      throw new IllegalArgumentException("reorder must be 0 with direction=both, which takes every"
          + " sequence in any order, but was " + learning.augmentation().reorder());
    }
    if (direction == Direction.BOTH && learning.head().kind() != Learning.Head.Kind.NONE) {
      throw new IllegalArgumentException(
          "head must be none with direction=both, which knows nothing"
              + " of what comes later, but was " + learning.head().kind());
    }
  }

  /** The cell of the kernels. */
  Cell cell() {
    return Cell.valueOf(unit.name());
  }

  /** One layer of 128 gated recurrent units, tied embeddings. */
  public static RecurrentConfig gru() {
    return new RecurrentConfig(
        Unit.GRU,
        128,
        1,
        Direction.FORWARD,
        true,
        50,
        Channels.none(),
        Precision.FLOAT,
        Learning.defaults());
  }

  /** One layer of 128 LSTM units, tied embeddings. */
  public static RecurrentConfig lstm() {
    return gru().withUnit(Unit.LSTM);
  }

  public RecurrentConfig withUnit(Unit value) {
    return new RecurrentConfig(
        value, width, layers, direction, tied, longest, channels, items, learning);
  }

  public RecurrentConfig withWidth(int value) {
    return new RecurrentConfig(
        unit, value, layers, direction, tied, longest, channels, items, learning);
  }

  public RecurrentConfig withLayers(int value) {
    return new RecurrentConfig(
        unit, width, value, direction, tied, longest, channels, items, learning);
  }

  public RecurrentConfig withDirection(Direction value) {
    return new RecurrentConfig(
        unit, width, layers, value, tied, longest, channels, items, learning);
  }

  public RecurrentConfig withTied(boolean value) {
    return new RecurrentConfig(
        unit, width, layers, direction, value, longest, channels, items, learning);
  }

  public RecurrentConfig withLongest(int value) {
    return new RecurrentConfig(
        unit, width, layers, direction, tied, value, channels, items, learning);
  }

  public RecurrentConfig withChannels(Channels value) {
    return new RecurrentConfig(
        unit, width, layers, direction, tied, longest, value, items, learning);
  }

  public RecurrentConfig withItems(Precision value) {
    return new RecurrentConfig(
        unit, width, layers, direction, tied, longest, channels, value, learning);
  }

  public RecurrentConfig withLearning(Learning value) {
    return new RecurrentConfig(
        unit, width, layers, direction, tied, longest, channels, items, value);
  }
}

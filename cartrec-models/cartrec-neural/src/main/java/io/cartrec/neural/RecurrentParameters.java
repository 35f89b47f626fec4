package io.cartrec.neural;

import io.cartrec.spi.Parameters;

/** The parameters of {@link RecurrentConfig} in words. */
final class RecurrentParameters {

  private RecurrentParameters() {}

  static Parameters<RecurrentConfig> of(RecurrentConfig defaults) {
    Parameters<RecurrentConfig> shape = Parameters.of(defaults)
        .choice(
            "cell",
            "the recurrent cell",
            RecurrentConfig.Unit.class,
            RecurrentConfig::unit,
            RecurrentConfig::withUnit)
        .integer(
            "width",
            "numbers in a state and in an item's embedding",
            RecurrentConfig::width,
            RecurrentConfig::withWidth)
        .integer(
            "layers", "cells on each other", RecurrentConfig::layers, RecurrentConfig::withLayers)
        .choice(
            "direction",
            "from where a sequence is read; both ends for carts whose order is unknown",
            RecurrentConfig.Direction.class,
            RecurrentConfig::direction,
            RecurrentConfig::withDirection)
        .flag(
            "tied",
            "one embedding of an item for input and output",
            RecurrentConfig::tied,
            RecurrentConfig::withTied)
        .integer(
            "longest",
            "newest entries of a sequence that are looked at",
            RecurrentConfig::longest,
            RecurrentConfig::withLongest)
        .choice(
            "items",
            "how exactly items are scored: int8 is faster, and exact for the best 256",
            Precision.class,
            RecurrentConfig::items,
            RecurrentConfig::withItems);
    return LearningParameters.addSequences(
        ChannelParameters.addTo(shape, RecurrentConfig::channels, RecurrentConfig::withChannels),
        RecurrentConfig::learning,
        RecurrentConfig::withLearning);
  }
}

package io.cartrec.neural;

import io.cartrec.spi.Parameters;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The parameters of {@link RecurrentConfig} in words. */
final class RecurrentParameters {

  private RecurrentParameters() {}

  static Parameters<RecurrentConfig> of(RecurrentConfig defaults) {
    return Parameters.of(defaults)
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
        .integer(
            "epochs",
            "how often each sequence is learned from, at most",
            read(Learning::epochs),
            change(Learning::withEpochs))
        .integer(
            "batch",
            "places of sequences in a step",
            read(Learning::batch),
            change(Learning::withBatch))
        .real("rate", "learning rate at first", read(Learning::rate), change(Learning::withRate))
        .real("decay", "weight decay", read(Learning::decay), change(Learning::withDecay))
        .real(
            "input-dropout",
            "share of an input that is zeroed",
            read(Learning::inputDropout),
            change(Learning::withInputDropout))
        .real(
            "state-dropout",
            "share of a state that is zeroed",
            read(Learning::stateDropout),
            change(Learning::withStateDropout))
        .integer(
            "negatives",
            "items drawn for the softmax of a step; 0 for all",
            read(Learning::negatives),
            change(Learning::withNegatives))
        .real(
            "alpha",
            "items are drawn by popularity^this",
            read(Learning::alpha),
            change(Learning::withAlpha))
        .real(
            "validation",
            "share of sessions, the newest, held back to find the best epoch",
            read(Learning::validation),
            change(Learning::withValidation))
        .integer(
            "patience",
            "epochs without a gain before training stops",
            read(Learning::patience),
            change(Learning::withPatience))
        .integer(
            "seed",
            "of weights, order, draws and dropout",
            config -> (int) config.learning().seed(),
            (config, seed) -> config.withLearning(config.learning().withSeed(seed)));
  }

  private static <T> Function<RecurrentConfig, T> read(Function<Learning, T> read) {
    return config -> read.apply(config.learning());
  }

  private static <T> BiFunction<RecurrentConfig, T, RecurrentConfig> change(
      BiFunction<Learning, T, Learning> change) {
    return (config, value) -> config.withLearning(change.apply(config.learning(), value));
  }
}

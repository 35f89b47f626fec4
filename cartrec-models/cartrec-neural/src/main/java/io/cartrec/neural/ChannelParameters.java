package io.cartrec.neural;

import io.cartrec.spi.Parameters;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The parameters of {@link Channels} in words. */
final class ChannelParameters {

  private ChannelParameters() {}

  /** {@code parameters}, and those of the {@link Channels} in a configuration. */
  static <C> Parameters<C> addTo(
      Parameters<C> parameters, Function<C, Channels> read, BiFunction<C, Channels, C> change) {
    return parameters
        .flag(
            "types",
            "whether what happened is an input too, and removals are",
            config -> read.apply(config).types(),
            (config, value) -> change.apply(config, read.apply(config).withTypes(value)))
        .flag(
            "gaps",
            "whether the time since the entry before is an input too",
            config -> read.apply(config).gaps(),
            (config, value) -> change.apply(config, read.apply(config).withGaps(value)))
        .flag(
            "features",
            "whether categories, brand, price band and tags of the item are inputs too",
            config -> read.apply(config).features(),
            (config, value) -> change.apply(config, read.apply(config).withFeatures(value)))
        .text(
            "vectors",
            "name of the items' vectors that are inputs too",
            config -> read.apply(config).vectors(),
            (config, value) -> change.apply(config, read.apply(config).withVectors(value)));
  }
}

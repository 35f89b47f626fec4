package io.cartrec.neighbors.session;

import io.cartrec.model.Model;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.Parameters;

/** Provides the {@code session-knn} model. */
public final class SessionKnnProvider implements ModelProvider<SessionKnnConfig> {

  static final String NAME = "session-knn";
  static final Parameters<SessionKnnConfig> PARAMETERS = Parameters.of(SessionKnnConfig.defaults())
      .integer(
          "neighbors",
          "past sessions that vote",
          SessionKnnConfig::neighbors,
          SessionKnnConfig::withNeighbors)
      .searched(50, 1000)
      .integer(
          "sample",
          "most recent past sessions looked at",
          SessionKnnConfig::sample,
          SessionKnnConfig::withSample)
      .searched(500, 5000)
      .integer(
          "item-sample",
          "most recent past sessions that one item finds",
          SessionKnnConfig::itemSample,
          SessionKnnConfig::withItemSample)
      .searched(100, 5000)
      .integer(
          "last-items",
          "newest entries of a sequence that are looked at",
          SessionKnnConfig::lastItems,
          SessionKnnConfig::withLastItems)
      .searched(2, 20)
      .choice(
          "decay",
          "how much less an older entry of a sequence counts",
          SessionKnnConfig.Decay.class,
          SessionKnnConfig::decay,
          SessionKnnConfig::withDecay)
      .real(
          "decay-scale",
          "places after which an exponential decay is down to 1/e",
          SessionKnnConfig::decayScale,
          SessionKnnConfig::withDecayScale)
      .searched(1, 6)
      .real(
          "distance-decay",
          "an item d places from the shared one counts 1/d^this",
          SessionKnnConfig::distanceDecay,
          SessionKnnConfig::withDistanceDecay)
      .searched(0, 2)
      .real(
          "backward",
          "what an item before the shared one counts, in [0, 1]",
          SessionKnnConfig::backward,
          SessionKnnConfig::withBackward)
      .searched(0, 1)
      .real(
          "idf",
          "weight of the rarity of a candidate",
          SessionKnnConfig::idf,
          SessionKnnConfig::withIdf)
      .searched(0, 5)
      .real(
          "context-idf",
          "weight of the rarity of an item of the query",
          SessionKnnConfig::contextIdf,
          SessionKnnConfig::withContextIdf)
      .searched(0, 5)
      .flag(
          "cosine",
          "divide similarities by the root of the past session's length, as for sets",
          SessionKnnConfig::cosine,
          SessionKnnConfig::withCosine)
      .real(
          "recency",
          "days after which a past session is down to 1/e; 0 to ignore age",
          SessionKnnConfig::recency,
          SessionKnnConfig::withRecency)
      .choice(
          "carts",
          "what the lines of a cart are",
          SessionKnnConfig.Carts.class,
          SessionKnnConfig::carts,
          SessionKnnConfig::withCarts);

  /** Made by {@link java.util.ServiceLoader}. */
  public SessionKnnProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "What followed in the most similar of the recent sessions (VMIS-kNN).";
  }

  @Override
  public Parameters<SessionKnnConfig> parameters() {
    return PARAMETERS;
  }

  @Override
  public SessionKnnTrainer trainer(SessionKnnConfig config) {
    return new SessionKnnTrainer(config);
  }

  @Override
  public Model read(ModelFile file, SessionKnnConfig config) throws ModelFormatException {
    return new SessionKnnModel(file.base(), SessionIndex.read(file, config), config);
  }
}

package io.cartrec.neighbors;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.Parameters;

/** Provides the {@code user-knn} model. */
public final class UserKnnProvider implements ModelProvider<UserKnnConfig> {

  static final String NAME = "user-knn";
  static final Parameters<UserKnnConfig> PARAMETERS = Parameters.of(UserKnnConfig.defaults())
      .choice(
          "rows",
          "who the neighbours are, where events name both",
          UserKnnConfig.Rows.class,
          UserKnnConfig::rows,
          UserKnnConfig::withRows)
      .choice(
          "similarity",
          "what makes a neighbour like the query",
          UserKnnConfig.Similarity.class,
          UserKnnConfig::similarity,
          UserKnnConfig::withSimilarity)
      .integer(
          "neighbors", "neighbours asked", UserKnnConfig::neighbors, UserKnnConfig::withNeighbors)
      .searched(20, 1000)
      .real(
          "shrinkage",
          "a similarity resting on n items counts n / (n + shrinkage)",
          UserKnnConfig::shrinkage,
          UserKnnConfig::withShrinkage)
      .searched(0, 20)
      .real(
          "length-damping",
          "exponent of the neighbour's norm in similarity=cosine, where 0.5 is the plain one",
          UserKnnConfig::lengthDamping,
          UserKnnConfig::withLengthDamping)
      .searched(0, 1)
      .choice(
          "values",
          "what an item is worth in a comparison: 1, or more the fewer have it",
          UserKnnConfig.Values.class,
          UserKnnConfig::values,
          UserKnnConfig::withValues);

  /** Made by {@link java.util.ServiceLoader}. */
  public UserKnnProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "What users, or sessions, with the same items had besides.";
  }

  @Override
  public Parameters<UserKnnConfig> parameters() {
    return PARAMETERS;
  }

  @Override
  public UserKnnTrainer trainer(UserKnnConfig config) {
    return new UserKnnTrainer(config);
  }

  @Override
  public UserKnnModel read(ModelFile file, UserKnnConfig config) throws ModelFormatException {
    return UserKnnModel.read(file, config);
  }
}

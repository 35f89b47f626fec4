package io.cartrec.neighbors.session;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;
import java.util.Map;

/** The contract of {@code session-knn} where carts are sequences, age counts and few sessions are sampled. */
class SequentialSessionKnnContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new SessionKnnProvider();
  }

  @Override
  protected Map<String, String> config() {
    return Map.of(
        "carts", "sequence", "cosine", "true", "recency", "30", "sample", "40", "neighbors", "10");
  }

  @Override
  protected boolean ordered() {
    return true;
  }
}

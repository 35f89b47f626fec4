package io.cartrec.neighbors;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;
import java.util.Map;

class CorrelatedUserKnnContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new UserKnnProvider();
  }

  @Override
  protected Map<String, String> config() {
    return Map.of("rows", "users", "similarity", "pearson", "neighbors", "3");
  }
}

package io.cartrec.neighbors;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;
import java.util.Map;

class CorrelatedItemKnnContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new ItemKnnProvider();
  }

  @Override
  protected Map<String, String> config() {
    return Map.of("similarity", "pearson", "neighbors", "5000");
  }
}

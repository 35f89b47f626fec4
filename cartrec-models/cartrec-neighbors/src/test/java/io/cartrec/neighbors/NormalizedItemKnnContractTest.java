package io.cartrec.neighbors;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;
import java.util.Map;

class NormalizedItemKnnContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new ItemKnnProvider();
  }

  @Override
  protected Map<String, String> config() {
    return Map.of(
        "prediction", "normalized", "values", "count", "shrinkage", "3", "context-damping", "0.8");
  }
}

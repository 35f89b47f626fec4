package io.cartrec.testkit.example;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;
import java.util.Map;

class CoCountContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new CoCountProvider();
  }

  @Override
  protected Map<String, String> config() {
    return Map.of("seed", "7");
  }
}

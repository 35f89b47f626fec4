package io.cartrec.neighbors.nextbasket;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;
import java.util.Map;

class NarrowUpCfContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new UpCfProvider();
  }

  @Override
  protected Map<String, String> config() {
    return Map.of(
        "recency", "1", "decay", "0", "asymmetry", "1", "locality", "0", "neighbors", "2");
  }
}

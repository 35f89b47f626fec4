package io.cartrec.neighbors.nextbasket;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;
import java.util.Map;

class NarrowTifuKnnContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new TifuKnnProvider();
  }

  @Override
  protected Map<String, String> config() {
    return Map.of(
        "neighbors", "1", "basket-decay", "0", "group-decay", "0", "group-size", "1", "alpha", "0");
  }
}

package io.cartrec.leastsquares;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;
import java.util.Map;

class LocalEaseContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new EaseProvider();
  }

  @Override
  protected Map<String, String> config() {
    return Map.of("max-items", "0", "neighbors", "6", "basket-damping", "1");
  }
}

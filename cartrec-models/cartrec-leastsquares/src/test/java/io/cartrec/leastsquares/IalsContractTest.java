package io.cartrec.leastsquares;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;
import java.util.Map;

class IalsContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new IalsProvider();
  }

  @Override
  protected Map<String, String> config() {
    return Map.of("factors", "16");
  }
}

package io.cartrec.neural;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;
import java.util.Map;

class WideDeepContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new WideDeepProvider();
  }

  @Override
  protected Map<String, String> config() {
    return Map.of("width", "6", "hidden", "7", "epochs", "2", "negatives", "20", "support", "2");
  }
}

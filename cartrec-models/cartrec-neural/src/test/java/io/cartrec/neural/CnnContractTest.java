package io.cartrec.neural;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;
import java.util.Map;

class CnnContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new CnnProvider();
  }

  @Override
  protected Map<String, String> config() {
    return Map.of("taps", "2", "width", "12", "longest", "6", "epochs", "2", "negatives", "20");
  }

  @Override
  protected boolean ordered() {
    return true;
  }
}

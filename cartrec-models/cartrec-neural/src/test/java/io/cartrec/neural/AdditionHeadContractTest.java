package io.cartrec.neural;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;
import java.util.Map;

class AdditionHeadContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new CnnProvider();
  }

  @Override
  protected Map<String, String> config() {
    return Map.of("width", "12", "epochs", "2", "negatives", "20", "head", "binary");
  }

  @Override
  protected boolean ordered() {
    return true;
  }
}

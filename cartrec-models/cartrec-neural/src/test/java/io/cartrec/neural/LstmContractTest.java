package io.cartrec.neural;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;
import java.util.Map;

class LstmContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new LstmProvider();
  }

  @Override
  protected Map<String, String> config() {
    return Map.of(
        "width",
        "7",
        "layers",
        "2",
        "items",
        "int8",
        "tied",
        "false",
        "epochs",
        "2",
        "negatives",
        "0",
        "validation",
        "0.3");
  }

  @Override
  protected boolean ordered() {
    return true;
  }
}

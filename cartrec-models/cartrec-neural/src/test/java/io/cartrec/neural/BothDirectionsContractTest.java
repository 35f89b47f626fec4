package io.cartrec.neural;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;
import java.util.Map;

class BothDirectionsContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new LstmProvider();
  }

  @Override
  protected Map<String, String> config() {
    return Map.of(
        "direction",
        "both",
        "width",
        "7",
        "layers",
        "2",
        "longest",
        "6",
        "crop",
        "0.2",
        "mask",
        "0.1",
        "adversary",
        "0.1",
        "epochs",
        "2",
        "validation",
        "0.3");
  }

  @Override
  protected boolean ordered() {
    return true;
  }
}

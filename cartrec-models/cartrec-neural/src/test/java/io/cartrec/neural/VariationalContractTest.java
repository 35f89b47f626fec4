package io.cartrec.neural;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;
import java.util.Map;

class VariationalContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new AutoencoderProvider();
  }

  @Override
  protected Map<String, String> config() {
    return Map.of(
        "beta",
        "0.2",
        "tied",
        "false",
        "targets",
        "all",
        "width",
        "12",
        "epochs",
        "2",
        "negatives",
        "0");
  }
}

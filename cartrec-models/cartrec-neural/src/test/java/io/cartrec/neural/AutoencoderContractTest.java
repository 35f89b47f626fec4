package io.cartrec.neural;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;
import java.util.Map;

class AutoencoderContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new AutoencoderProvider();
  }

  @Override
  protected Map<String, String> config() {
    return Map.of("width", "12", "epochs", "2", "negatives", "20", "validation", "0.2");
  }
}

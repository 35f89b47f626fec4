package io.cartrec.neural;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;
import java.util.Map;

class AttentionContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new AttentionProvider();
  }

  @Override
  protected Map<String, String> config() {
    return Map.of(
        "heads", "3", "head-width", "4", "longest", "6", "epochs", "2", "negatives", "20");
  }

  @Override
  protected boolean ordered() {
    return true;
  }
}

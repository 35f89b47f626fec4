package io.cartrec.blend;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;
import java.util.Map;

/** Fitted to ratings, the model predicts ratings too. */
class AlphaBetaRatingsContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new AlphaBetaProvider();
  }

  @Override
  protected Map<String, String> config() {
    return Map.of("observed", "ratings");
  }
}

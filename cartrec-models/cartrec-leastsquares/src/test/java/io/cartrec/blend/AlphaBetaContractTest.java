package io.cartrec.blend;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;

class AlphaBetaContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new AlphaBetaProvider();
  }
}

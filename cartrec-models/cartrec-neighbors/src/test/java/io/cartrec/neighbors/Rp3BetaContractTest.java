package io.cartrec.neighbors;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;

class Rp3BetaContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new Rp3BetaProvider();
  }
}

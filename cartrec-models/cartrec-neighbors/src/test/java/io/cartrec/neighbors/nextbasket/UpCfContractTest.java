package io.cartrec.neighbors.nextbasket;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;

class UpCfContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new UpCfProvider();
  }
}

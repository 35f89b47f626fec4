package io.cartrec.leastsquares;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;

class SlimContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new SlimProvider();
  }
}

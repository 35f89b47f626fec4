package io.cartrec.leastsquares;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;

class IalsContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new IalsProvider();
  }
}

package io.cartrec.neighbors;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;

class SwingContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new SwingProvider();
  }
}

package io.cartrec.neighbors.session;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;

class SessionKnnContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new SessionKnnProvider();
  }
}

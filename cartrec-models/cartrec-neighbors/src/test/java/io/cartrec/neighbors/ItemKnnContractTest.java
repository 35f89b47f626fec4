package io.cartrec.neighbors;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;

class ItemKnnContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new ItemKnnProvider();
  }
}

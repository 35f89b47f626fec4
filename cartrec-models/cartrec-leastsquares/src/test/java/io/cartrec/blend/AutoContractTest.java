package io.cartrec.blend;

import io.cartrec.spi.ModelProvider;
import io.cartrec.testkit.RecommenderContract;

class AutoContractTest extends RecommenderContract {

  @Override
  protected ModelProvider<?> provider() {
    return new AutoProvider();
  }
}

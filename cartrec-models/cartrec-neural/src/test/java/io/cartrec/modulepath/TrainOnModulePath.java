package io.cartrec.modulepath;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.data.Dataset;
import io.cartrec.recommend.Recommenders;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.ModelProviders;
import java.util.List;
import java.util.Map;

/** A program outside every module: trains with each provider that it finds, and prints an answer. */
public final class TrainOnModulePath {

  private TrainOnModulePath() {}

  public static void main(String[] args) {
    Dataset data = Dataset.of(List.of(
        Event.of("a").inSession("1"),
        Event.of("b").inSession("1"),
        Event.of("b").inSession("2"),
        Event.of("c").inSession("2")));
    ModelProviders providers = ModelProviders.installed();
    for (ModelProvider<?> provider : providers.all()) {
      System.out.println(provider.name() + " of " + provider.getClass().getModule() + " answers "
          + Recommenders.of(providers.trainer(provider.name(), Map.of()).train(data))
              .recommend(Cart.of("a"))
              .itemIds());
    }
  }
}

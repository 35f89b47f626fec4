package io.cartrec.recommend;

import io.cartrec.Recommender;
import io.cartrec.model.Model;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.nio.file.Path;

/** Makes recommenders out of models. */
public final class Recommenders {

  private Recommenders() {}

  /**
   * Opens a model file, verifies all of it, and serves it.
   *
   * @throws io.cartrec.model.ModelFormatException if it is no model, damaged, newer than this library,
   *     or of a kind whose module is not on the class path
   */
  public static Recommender open(Path file) throws IOException {
    return open(file, RecommenderOptions.defaults());
  }

  /** As {@link #open(Path)}, with options. */
  public static Recommender open(Path file, RecommenderOptions options) throws IOException {
    return of(ModelProviders.installed().open(file), options);
  }

  /** Serves {@code model}. */
  public static Recommender of(Model model) {
    return of(model, RecommenderOptions.defaults());
  }

  /** As {@link #of(Model)}, with options. */
  public static Recommender of(Model model, RecommenderOptions options) {
    Recommender recommender = new ModelRecommender(model, options.catalog());
    return options.cacheSize() == 0
        ? recommender
        : new CachedRecommender(recommender, options.cacheSize());
  }
}

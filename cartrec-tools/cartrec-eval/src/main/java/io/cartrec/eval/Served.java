package io.cartrec.eval;

import io.cartrec.Recommender;
import io.cartrec.model.Model;
import io.cartrec.recommend.Recommenders;

/**
 * A trained model and the public door to it.
 *
 * @param model the model
 * @param recommender serves it
 * @param trainSeconds how long training took
 */
record Served(Model model, Recommender recommender, double trainSeconds) {

  static Served of(Model model, double trainSeconds) {
    return new Served(model, Recommenders.of(model), trainSeconds);
  }
}

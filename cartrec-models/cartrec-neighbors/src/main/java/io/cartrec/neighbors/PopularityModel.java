package io.cartrec.neighbors;

import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Popularity;
import io.cartrec.model.Query;
import io.cartrec.model.RatingPredictor;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * Scores every item by the number of events it occurred in, whatever the query; predicts an item's mean
 * rating. Cost: {@code O(itemCount)} a request. Immutable and thread-safe.
 */
public final class PopularityModel implements Model, RatingPredictor {

  private static final String MEANS = "mean_ratings";

  private final ModelBase base;
  private final Tensor means;
  private final FloatBuffer mean;

  PopularityModel(ModelBase base, Tensor means) {
    this.base = base;
    this.means = means;
    this.mean = means.floats();
  }

  static PopularityModel read(ModelFile file) throws ModelFormatException {
    int length = file.tensor(MEANS, Tensor.Type.F32).length();
    int items = file.base().items().size();
    if (length != 0 && length != items) {
      throw file.fault(MEANS, "must have 0 or " + items + " elements but has " + length);
    }
    return new PopularityModel(file.base(), file.finite(MEANS, length));
  }

  @Override
  public ModelBase base() {
    return base;
  }

  @Override
  public Map<String, Tensor> tensors() {
    return Map.of(MEANS, means);
  }

  @Override
  public void score(Query query, ScoreAccumulator into) {
    Popularity popularity = base.popularity();
    for (int item = 0; item < popularity.size(); item++) {
      into.add(item, popularity.count(item));
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the training data had no ratings
   */
  @Override
  public double predictRating(Query query, int item) {
    if (means.length() == 0) {
      throw new IllegalStateException("the model was trained on events without ratings");
    }
    return mean.get(item);
  }
}

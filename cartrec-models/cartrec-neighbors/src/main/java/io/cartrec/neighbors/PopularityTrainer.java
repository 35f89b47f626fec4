package io.cartrec.neighbors;

import io.cartrec.data.Dataset;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Tensor;
import io.cartrec.model.Trainer;
import io.cartrec.model.TrainingOptions;
import java.util.Objects;
import java.util.OptionalDouble;

/** Trains {@link PopularityModel}: counts events and averages ratings, {@code O(events)}. Immutable and thread-safe. */
public final class PopularityTrainer implements Trainer<PopularityModel> {

  private final PopularityConfig config;

  public PopularityTrainer(PopularityConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  @Override
  public PopularityModel train(Dataset data, TrainingOptions options) {
    ModelBase base =
        ModelBase.of(data, PopularityProvider.NAME, PopularityProvider.PARAMETERS.format(config));
    PopularityModel model = new PopularityModel(base, meanRatings(data));
    options.listener().progress("count", data.rows(), data.rows());
    return model;
  }

  /** The mean rating of each item, and of all ratings where an item has none; empty without ratings. */
  private static Tensor meanRatings(Dataset data) {
    double[] sums = new double[data.items().size()];
    int[] counts = new int[sums.length];
    double total = 0;
    int ratings = 0;
    for (int row = 0; row < data.rows(); row++) {
      OptionalDouble rating = data.rating(row);
      if (rating.isPresent() && data.isPositive(row)) {
        sums[data.item(row)] += rating.getAsDouble();
        counts[data.item(row)]++;
        total += rating.getAsDouble();
        ratings++;
      }
    }
    float[] means = new float[ratings == 0 ? 0 : sums.length];
    for (int item = 0; item < means.length; item++) {
      means[item] = (float) (counts[item] == 0 ? total / ratings : sums[item] / counts[item]);
    }
    return Tensor.of(means);
  }
}

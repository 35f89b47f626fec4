package io.cartrec.eval;

import io.cartrec.data.Dataset;
import io.cartrec.model.Query;
import io.cartrec.model.RatingPredictor;
import java.util.List;
import java.util.OptionalInt;

/**
 * Judges predicted ratings: RMSE = root of the mean of (predicted - given)^2, MAE = mean of |predicted -
 * given|. An item that the model does not know is predicted at the mean of the training ratings.
 * Immutable and thread-safe.
 */
final class RatingJudge implements Judge {

  private final double meanRating;

  private RatingJudge(double meanRating) {
    this.meanRating = meanRating;
  }

  static RatingJudge of(Dataset train) {
    double sum = 0;
    int rated = 0;
    for (int row = 0; row < train.rows(); row++) {
      sum += train.rating(row).orElse(0);
      rated += train.rating(row).isPresent() ? 1 : 0;
    }
    if (rated == 0) {
      throw new IllegalArgumentException(
          "rating needs training events with ratings, and none has one");
    }
    return new RatingJudge(sum / rated);
  }

  @Override
  public int columns() {
    return 2;
  }

  @Override
  public List<Measure> measures() {
    return List.of(
        Measure.root("RMSE", "root of the mean squared error of the predicted rating", 0),
        Measure.mean("MAE", "mean absolute error of the predicted rating", 1));
  }

  @Override
  public String objection(Served served) {
    return served.model() instanceof RatingPredictor predictor && predictor.predictsRatings()
        ? ""
        : "this model predicts no ratings";
  }

  @Override
  public Grader grader(Served served, Trial trial) {
    RatingPredictor predictor = (RatingPredictor) served.model();
    return (index, sheet, tally) -> {
      Case question = trial.cases().at(index);
      long start = System.nanoTime();
      Query query = new Query(question.request(), served.model().base().items());
      OptionalInt item = served.model().base().items().find(question.truth().get(0));
      double predicted =
          item.isEmpty() ? meanRating : predictor.predictRating(query, item.getAsInt());
      tally.took(System.nanoTime() - start);
      double error = predicted - question.rating().orElseThrow();
      sheet.set(index, 0, error * error);
      sheet.set(index, 1, Math.abs(error));
    };
  }
}

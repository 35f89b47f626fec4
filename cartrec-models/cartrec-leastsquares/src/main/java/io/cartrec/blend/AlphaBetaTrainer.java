package io.cartrec.blend;

import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Query;
import io.cartrec.model.RatingPredictor;
import io.cartrec.model.SparseScores;
import io.cartrec.model.Trainer;
import io.cartrec.model.TrainingOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Least-squares collaborative filtering: what is observed is explained by a user-side and an item-side
 * prediction,
 *
 * <pre>{@code r = α u + β v + ε}</pre>
 *
 * with {@code u} the score, or the rating predicted, of {@code user-knn} and {@code v} that of {@code
 * item-knn}, and any further models as further columns. The coefficients solve the normal equations
 * {@code U'Y = α U'U + β U'V}, {@code V'Y = α V'U + β V'V}.
 *
 * <p>A model fitted on what it has learnt by heart trusts whoever memorises best. So a part of the data is
 * held back, the signals are trained on the rest, and the system has a row for each thing that was
 * observed in what they have not seen. Of carts: the newest tenth of the sessions is held back and one
 * item of each hidden, which is observed as 1, every other item outside the cart as 0. Of ratings: the
 * newest tenth of each user's is held back, and the signals are the ratings predicted. Then the signals are
 * trained once more on all of the data. Data that leaves fewer than {@value #FEWEST_QUESTIONS} questions
 * gets equal coefficients that add up to 1. Coefficients, standard errors and R² are in {@link
 * BlendModel#report()}. A model fitted to ratings recommends, too, by the scores of its signals with the
 * same coefficients. Costs twice the training of the signals. Immutable and thread-safe.
 */
public final class AlphaBetaTrainer implements Trainer<BlendModel> {

  private static final int FEWEST_QUESTIONS = 20;

  private final AlphaBetaConfig config;
  private final List<Blend.Part> parts;

  public AlphaBetaTrainer(AlphaBetaConfig config) {
    this.config = Objects.requireNonNull(config, "config");
    this.parts = config.signals().parts();
  }

  /**
   * Fits and trains.
   *
   * @throws IllegalArgumentException if a signal's module is not on the class path, or ratings are asked
   *     for and a signal predicts none
   * @throws IllegalStateException if two signals coincide, or one says nothing at all; or if ratings are
   *     asked for and there are none
   */
  @Override
  public BlendModel train(Dataset data, TrainingOptions options) {
    boolean rated = config.observed() == AlphaBetaConfig.Observed.RATINGS;
    Fitted fitted = rated ? fitRatings(data, options) : fitCarts(data, options);
    List<Blend.Part> weighted = new ArrayList<>();
    for (int signal = 0; signal < parts.size(); signal++) {
      weighted.add(parts.get(signal).withWeight(fitted.coefficients()[signal]));
    }
    Blend blend = new Blend(weighted);
    ModelBase base =
        ModelBase.of(data, AlphaBetaProvider.NAME, AlphaBetaProvider.PARAMETERS.format(config));
    BlendModel model = new BlendModel(
        base, blend, Parts.train(blend, data, options), BlendModel.Unit.ONE, fitted.report());
    return rated
        ? model.predictingRatings(config.intercept() ? fitted.coefficients()[parts.size()] : 0)
        : model;
  }

  /** Coefficients of the signals, then the intercept if there is one, and how they came about. */
  @SuppressWarnings("ArrayRecordComponent") // lives within the trainer
  private record Fitted(double[] coefficients, String report) {}

  private Fitted fitted(NormalEquations equations, int questions, String asked) {
    if (questions < FEWEST_QUESTIONS) {
      double[] equal = new double[parts.size() + 1]; // the intercept stays 0
      Arrays.fill(equal, 0, parts.size(), 1.0 / parts.size());
      return new Fitted(
          equal,
          String.format(
              Locale.ROOT,
              "the newest tenth leaves %d questions to fit on, fewer than %d: equal coefficients\n",
              questions,
              FEWEST_QUESTIONS));
    }
    NormalEquations.Fit fit = equations.solve(config.ridge());
    return new Fitted(fit.coefficients(), describe(fit, questions, asked));
  }

  private NormalEquations equations() {
    return new NormalEquations(parts.stream().map(Blend.Part::name).toList(), config.intercept());
  }

  private Fitted fitCarts(Dataset data, TrainingOptions options) {
    HeldBack heldBack = HeldBack.of(data, AutoConfig.Goal.CART_COMPLETION);
    NormalEquations equations = equations();
    if (heldBack.size() >= FEWEST_QUESTIONS) {
      List<Model> models = Parts.train(config.signals(), heldBack.train(), options);
      int itemCount = heldBack.train().items().size();
      List<SparseScores> signals =
          models.stream().map(model -> new SparseScores(itemCount)).toList();
      for (int question = 0; question < heldBack.size(); question++) {
        Query query = new Query(heldBack.request(question), heldBack.train().items());
        for (int signal = 0; signal < signals.size(); signal++) {
          signals.get(signal).clear();
          models.get(signal).score(query, signals.get(signal));
        }
        observe(query, signals, heldBack.targets(question), itemCount, equations);
      }
    }
    return fitted(equations, heldBack.size(), "carts of the newest tenth");
  }

  private Fitted fitRatings(Dataset data, TrainingOptions options) {
    if (IntStream.range(0, data.rows()).noneMatch(row -> HeldRatings.isRated(data, row))) {
      throw new IllegalStateException(
          "observed=ratings needs events with a rating, and none has one; use observed=carts");
    }
    HeldRatings heldBack = HeldRatings.of(data);
    NormalEquations equations = equations();
    List<RatingPredictor> signals = new ArrayList<>();
    for (Blend.Part part : parts) {
      if (!(Parts.train(part, heldBack.train(), options) instanceof RatingPredictor signal)
          || !signal.predictsRatings()) {
        throw new IllegalArgumentException(
            "the signal " + part.name()
                + " predicts no ratings, and observed=ratings needs signals that do, as user-knn and item-knn");
      }
      signals.add(signal);
    }
    double[] values = new double[signals.size()];
    for (int question = 0; question < heldBack.size(); question++) {
      Query query = heldBack.query(question);
      for (int signal = 0; signal < values.length; signal++) {
        values[signal] = signals.get(signal).predictRating(query, heldBack.item(question));
      }
      equations.add(values, heldBack.rating(question));
    }
    return fitted(equations, heldBack.size(), "ratings of the newest tenth of each user's");
  }

  /** One row for each item outside the cart. */
  private static void observe(
      Query query,
      List<SparseScores> signals,
      Set<Integer> targets,
      int itemCount,
      NormalEquations into) {
    Set<Integer> items = new TreeSet<>(targets);
    for (SparseScores scores : signals) {
      for (int place = 0; place < scores.size(); place++) {
        items.add(scores.item(place));
      }
    }
    for (int item : query.items()) {
      items.remove(item);
    }
    double[] values = new double[signals.size()];
    for (int item : items) {
      for (int signal = 0; signal < values.length; signal++) {
        values[signal] = signals.get(signal).score(item);
      }
      into.add(values, targets.contains(item) ? 1 : 0);
    }
    into.addZeros(itemCount - query.items().length - items.size());
  }

  private String describe(NormalEquations.Fit fit, int questions, String asked) {
    StringBuilder report = new StringBuilder(String.format(
        Locale.ROOT, "least squares on %d %s, R² %.4f:\n", questions, asked, fit.rSquared()));
    for (int i = 0; i < fit.coefficients().length; i++) {
      report.append(String.format(
          Locale.ROOT,
          "  %.6g ± %.2g %s\n",
          fit.coefficients()[i],
          fit.standardErrors()[i],
          i < parts.size() ? parts.get(i).name() : "intercept"));
    }
    return report.toString();
  }
}

package io.cartrec.blend;

import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Query;
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

/**
 * Least-squares collaborative filtering: what is observed is explained by a user-side and an item-side
 * prediction,
 *
 * <pre>{@code r = α u + β v + ε}</pre>
 *
 * with {@code u} the score of {@code user-knn} and {@code v} that of {@code item-knn}, and any further
 * models as further columns. The coefficients solve the normal equations {@code U'Y = α U'U + β U'V}, {@code
 * V'Y = α V'U + β V'V}.
 *
 * <p>A model fitted on what it has learnt by heart trusts whoever memorises best. So the newest tenth of
 * the sessions is held back, the signals are trained on the rest, and one item of each held-back session
 * is hidden: it is observed as 1, every other item outside the cart as 0. Then the signals are trained
 * once more on all of the data. Data that leaves fewer than {@value #FEWEST_QUESTIONS} questions gets equal
 * coefficients that add up to 1. Coefficients, standard errors and R² are in {@link BlendModel#report()}.
 * Costs twice the training of the signals. Immutable and thread-safe.
 */
public final class AlphaBetaTrainer implements Trainer<BlendModel> {

  private static final int FEWEST_QUESTIONS = 20;

  private final AlphaBetaConfig config;

  public AlphaBetaTrainer(AlphaBetaConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  /**
   * Fits and trains.
   *
   * @throws IllegalArgumentException if a signal's module is not on the class path
   * @throws IllegalStateException if two signals coincide, or one says nothing at all
   */
  @Override
  public BlendModel train(Dataset data, TrainingOptions options) {
    HeldBack heldBack = HeldBack.of(data, AutoConfig.Goal.CART_COMPLETION);
    List<Blend.Part> parts = config.signals().parts();
    double[] coefficients = new double[parts.size()];
    StringBuilder report = new StringBuilder();
    if (heldBack.size() < FEWEST_QUESTIONS) {
      report.append(String.format(
          Locale.ROOT,
          "the newest tenth leaves %d questions to fit on, fewer than %d: equal coefficients%n",
          heldBack.size(),
          FEWEST_QUESTIONS));
      Arrays.fill(coefficients, 1.0 / parts.size());
    } else {
      NormalEquations.Fit fit = fit(heldBack, options);
      describe(fit, heldBack.size(), report);
      System.arraycopy(fit.coefficients(), 0, coefficients, 0, coefficients.length);
    }
    List<Blend.Part> weighted = new ArrayList<>();
    for (int signal = 0; signal < parts.size(); signal++) {
      weighted.add(parts.get(signal).withWeight(coefficients[signal]));
    }
    Blend blend = new Blend(weighted);
    ModelBase base =
        ModelBase.of(data, AlphaBetaProvider.NAME, AlphaBetaProvider.PARAMETERS.format(config));
    return new BlendModel(
        base, blend, Parts.train(blend, data, options), BlendModel.Unit.ONE, report.toString());
  }

  private NormalEquations.Fit fit(HeldBack heldBack, TrainingOptions options) {
    List<Model> models = Parts.train(config.signals(), heldBack.train(), options);
    List<String> names = config.signals().parts().stream().map(Blend.Part::name).toList();
    NormalEquations equations = new NormalEquations(names, config.intercept());
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
    return equations.solve(config.ridge());
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

  private void describe(NormalEquations.Fit fit, int questions, StringBuilder report) {
    report.append(String.format(
        Locale.ROOT,
        "least squares on %d questions about the newest tenth, R² %.4f:%n",
        questions,
        fit.rSquared()));
    List<Blend.Part> parts = config.signals().parts();
    for (int i = 0; i < fit.coefficients().length; i++) {
      report.append(String.format(
          Locale.ROOT,
          "  %.6g ± %.2g %s%n",
          fit.coefficients()[i],
          fit.standardErrors()[i],
          i < parts.size() ? parts.get(i).name() : "intercept"));
    }
  }
}

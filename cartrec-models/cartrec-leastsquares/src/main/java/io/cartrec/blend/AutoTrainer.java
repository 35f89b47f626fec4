package io.cartrec.blend;

import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Trainer;
import io.cartrec.model.TrainingOptions;
import io.cartrec.spi.ModelProviders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Finds out from the training data alone which models to use, and trains them. The newest tenth of the
 * sessions is held back; every candidate for the task whose module is there is trained on the rest, with
 * settings that did well on several shops, and asked up to 2,000 questions about what was held back. Then
 * models are added up greedily, with replacement, as long as NDCG@20 rises by more than one standard
 * error of the difference (ensemble selection, Caruana et al. 2004), three models at most, so that the
 * blend stays fast. The chosen ones are trained once more on all of the data. Data too small to ask {@value
 * #FEWEST_QUESTIONS} questions about gets the first candidate.
 *
 * <p>Costs the training of all candidates and once more that of the chosen ones. The blend found can be
 * given as {@code blend} to train it again without the search. Immutable and
 * thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/1015330.1015432">Caruana et al., 2004</a>
 */
public final class AutoTrainer implements Trainer<BlendModel> {

  private static final int MOST_MODELS = 3;
  private static final int MOST_STEPS = 6;
  private static final int FEWEST_QUESTIONS = 20;

  private final AutoConfig config;

  public AutoTrainer(AutoConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  /**
   * Chooses and trains.
   *
   * @throws IllegalStateException if no candidate is on the class path
   */
  @Override
  public BlendModel train(Dataset data, TrainingOptions options) {
    ModelProviders providers = ModelProviders.installed();
    StringBuilder report = new StringBuilder();
    Blend blend = config.blend();
    if (blend.isEmpty()) {
      blend = choose(providers, data, options, report);
    }
    report.append("blend: ").append(blend).append('\n');
    List<Model> models = Parts.train(blend, data, options);
    ModelBase base = ModelBase.of(data, AutoProvider.NAME, AutoProvider.PARAMETERS.format(config));
    return new BlendModel(base, blend, models, BlendModel.Unit.BEST, report.toString());
  }

  /** The candidates for a task, the quickest first; those without a provider are skipped. */
  private static Blend candidates(AutoConfig.Goal task) {
    return Blend.parse(
        switch (task) {
          case CART_COMPLETION -> "1 item-knn + 1 item-knn shrinkage=0 + 1 co-occurrence + 1 ease";
          case NEXT_ITEM -> "1 item-knn + 1 session-knn";
          case TOP_N -> "1 item-knn neighbors=500 + 1 gf-cf + 1 slim + 1 ease";
        });
  }

  private Blend choose(
      ModelProviders providers, Dataset data, TrainingOptions options, StringBuilder report) {
    List<Blend.Part> tried = candidates(config.task()).parts().stream()
        .filter(part -> providers.all().stream().anyMatch(p -> p.name().equals(part.model())))
        .toList();
    if (tried.isEmpty()) {
      throw new IllegalStateException("auto has no model to try for "
          + AutoProvider.PARAMETERS.format(config).get("task")
          + ": put cartrec-neighbors on the class path");
    }
    HeldBack heldBack = HeldBack.of(data, config.task());
    if (heldBack.size() < FEWEST_QUESTIONS) {
      report.append(String.format(
          Locale.ROOT,
          "the newest tenth leaves %d questions to try models on, fewer than %d: the first candidate is taken untried\n",
          heldBack.size(),
          FEWEST_QUESTIONS));
      return new Blend(tried.subList(0, 1));
    }
    List<HeldBack.Answers> answers = new ArrayList<>();
    for (Blend.Part part : tried) {
      Model model = Parts.train(part, heldBack.train(), options);
      answers.add(heldBack.answers(model, options.threads()));
    }
    report.append(String.format(
        Locale.ROOT,
        "%d models tried on %d questions about the newest tenth, NDCG@20:\n",
        tried.size(),
        heldBack.size()));
    double[] weights = select(heldBack, answers);
    for (int i = 0; i < weights.length; i++) {
      double[] alone = new double[weights.length];
      alone[i] = 1;
      report.append(String.format(
          Locale.ROOT,
          "  %.4f %s\n",
          HeldBack.mean(heldBack.grades(answers, alone)),
          tried.get(i).name()));
    }
    report.append(String.format(
        Locale.ROOT, "  %.4f the blend\n", HeldBack.mean(heldBack.grades(answers, weights))));
    return blend(tried, weights);
  }

  private static Blend blend(List<Blend.Part> tried, double[] weights) {
    double total = Arrays.stream(weights).sum();
    List<Blend.Part> parts = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        parts.add(tried.get(i).withWeight(Math.rint(1000 * weights[i] / total) / 1000));
      }
    }
    return new Blend(parts);
  }

  /** How often each model was added. */
  private static double[] select(HeldBack heldBack, List<HeldBack.Answers> answers) {
    double[] weights = new double[answers.size()];
    double[] grades = new double[heldBack.size()];
    for (int step = 0; step < MOST_STEPS; step++) {
      int best = -1;
      double[] bestGrades = grades;
      for (int i = 0; i < weights.length; i++) {
        if (weights[i] == 0 && Arrays.stream(weights).filter(w -> w > 0).count() == MOST_MODELS) {
          continue;
        }
        weights[i]++;
        double[] with = heldBack.grades(answers, weights);
        weights[i]--;
        if (HeldBack.mean(with) > HeldBack.mean(bestGrades)) {
          best = i;
          bestGrades = with;
        }
      }
      if (best < 0 || !isBetter(bestGrades, grades)) {
        break;
      }
      weights[best]++;
      grades = bestGrades;
    }
    if (Arrays.stream(weights).sum() == 0) {
      weights[0] = 1; // nobody found anything
    }
    return weights;
  }

  /** Whether the mean difference is greater than its standard error. */
  private static boolean isBetter(double[] grades, double[] before) {
    double mean = HeldBack.mean(grades) - HeldBack.mean(before);
    double squares = 0;
    for (int q = 0; q < grades.length; q++) {
      double deviation = grades[q] - before[q] - mean;
      squares += deviation * deviation;
    }
    return mean > Math.sqrt(squares) / grades.length;
  }
}

package io.cartrec.eval;

import io.cartrec.data.Dataset;
import io.cartrec.internal.Check;
import io.cartrec.spi.ModelProviders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Searches for the settings of a model that do best on the validation part. The test part is never
 * looked at. Draws settings at random (Bergstra and Bengio 2012); with successive halving (Jamieson and
 * Talwalkar 2016) all of them are first judged on a small share of the sessions or users, the better third
 * of them on three times as many, and so on up to all. Same data, settings and seed, same outcome.
 * Immutable and thread-safe.
 *
 * @see <a href="https://www.jmlr.org/papers/v13/bergstra12a.html">Bergstra and Bengio, 2012</a>
 * @see <a href="https://proceedings.mlr.press/v51/jamieson16.html">Jamieson and Talwalkar, 2016</a>
 */
public final class Tuner {

  private static final int THIRD = 3;
  private static final int NOBODY = -1;

  private final ModelProviders providers;

  /** Finds models among {@code providers}. */
  public Tuner(ModelProviders providers) {
    this.providers = Objects.requireNonNull(providers, "providers");
  }

  /**
   * The best of {@code budget} settings.
   *
   * @param data its validation part judges; without one the task cuts one off the training part. With
   *     folds, the validation users of each judge
   * @param model the model, and those parameters that are not to be varied
   * @param budget how many settings are tried, those of {@code model} included, {@code >= 1}
   * @param halving how many rounds of successive halving come before the one on all of the data, {@code
   *     >= 0}; each sees a third of the data of the next
   * @param metric the figure to search the best value of; empty for the task's first headline
   * @throws IllegalArgumentException if the model is unknown or has nothing to vary, the task has no such
   *     metric, or the data is not what the task needs
   */
  public Tuning tune(
      Task task,
      EvaluationData data,
      ModelSpec model,
      int budget,
      int halving,
      Optional<String> metric,
      ProtocolOptions options,
      RunOptions run) {
    Check.positive(budget, "budget");
    Check.nonNegative(halving, "halving");
    String judged = metric.orElse(task.headlines(options).get(0));
    EvaluationData parts = validation(data);
    List<ModelSpec> specs = new SearchSpace(providers, model).draw(budget, run.seed());
    int tried = specs.size();
    List<Evaluation> rounds = new ArrayList<>();
    for (int round = halving; round >= 0; round--) {
      EvaluationData share = round == 0 ? parts : share(task, parts, round, run.seed());
      Evaluation evaluation = new Evaluator(providers).evaluate(task, share, specs, options, run);
      rounds.add(evaluation);
      List<ModelSpec> ranked = ranked(evaluation, judged, specs);
      specs = ranked.subList(0, round == 0 ? 1 : (ranked.size() + THIRD - 1) / THIRD);
    }
    return new Tuning(tried, judged, rounds, specs.get(0));
  }

  /** The same data, judged by its validation part. */
  private static EvaluationData validation(EvaluationData data) {
    EvaluationData parts = EvaluationData.of(data.train()).withFiles(data.files());
    if (!data.folds().isEmpty()) {
      // next-basket: the truth of all users lies in the test part, the folds say whose is looked at
      if (data.test().isPresent()) {
        parts = parts.withTest(data.test().get());
      }
      for (Map<String, String> fold : data.folds()) {
        parts = parts.withFold(validUsers(fold));
      }
      return parts;
    }
    return data.valid().isPresent() ? parts.withTest(data.valid().get()) : parts;
  }

  private static Map<String, String> validUsers(Map<String, String> fold) {
    Map<String, String> swapped = new LinkedHashMap<>();
    fold.forEach((user, part) ->
        swapped.put(user, part.equals("valid") ? "test" : part.equals("test") ? "valid" : part));
    return swapped;
  }

  private static EvaluationData share(Task task, EvaluationData data, int round, long seed) {
    EvaluationData share = data.withTrain(share(task, data.train(), round, seed));
    return data.test().isEmpty()
        ? share
        : share.withTest(share(task, data.test().get(), round, seed));
  }

  /** The events of one in {@code 3^round} sessions or users, drawn by their ids. */
  private static Dataset share(Task task, Dataset data, int round, long seed) {
    boolean sessions = task.isOfSessions() && data.sessionIds().size() > 0;
    int[] of = new int[data.rows()];
    for (int row = 0; row < of.length; row++) {
      of[row] = (sessions ? data.session(row) : data.user(row)).orElse(NOBODY);
    }
    boolean[] kept =
        new boolean[sessions ? data.sessionIds().size() : data.users().size()];
    double part = Math.pow(THIRD, -round);
    for (int code = 0; code < kept.length; code++) {
      String id = sessions ? data.sessionIds().id(code) : data.users().id(code);
      kept[code] = new SplittableRandom(seed ^ id.hashCode()).nextDouble() < part;
    }
    return data.where(row -> of[row] != NOBODY && kept[of[row]]);
  }

  /** The specs that have the figure, the best first. */
  private static List<ModelSpec> ranked(
      Evaluation evaluation, String metric, List<ModelSpec> specs) {
    Map<String, ModelSpec> byName = specs.stream()
        .collect(Collectors.toMap(ModelSpec::toString, spec -> spec, (one, same) -> one));
    List<ModelSpec> ranked = Tuning.ranking(evaluation, metric).stream()
        .filter(result -> byName.containsKey(result.model()))
        .map(result -> byName.get(result.model()))
        .toList();
    if (ranked.isEmpty()) {
      Set<String> notes =
          evaluation.results().stream().map(ModelResult::note).collect(Collectors.toSet());
      throw new IllegalArgumentException("%s has no figure %s; there are: %s %s"
          .formatted(evaluation.task().word(), metric, evaluation.definitions().keySet(), notes));
    }
    return ranked;
  }
}

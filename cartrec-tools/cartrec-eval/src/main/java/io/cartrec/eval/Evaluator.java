package io.cartrec.eval;

import io.cartrec.data.Dataset;
import io.cartrec.internal.Parallel;
import io.cartrec.model.Model;
import io.cartrec.model.ModelProvenance;
import io.cartrec.model.Trainer;
import io.cartrec.model.TrainingOptions;
import io.cartrec.spi.ModelProviders;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Trains models, asks them the questions of a task, and adds up the answers. Popularity and item-knn with
 * their default settings always come first, as what every other must beat. Immutable and thread-safe.
 */
public final class Evaluator {

  private static final List<String> BASELINES = List.of("popularity", "item-knn");
  private static final int BLOCK = 64;

  /** How many questions are asked once before, so that latencies are those of a warm machine. */
  static final int WARM_UP = 1000;

  private final ModelProviders providers;

  /** Finds models among {@code providers}. */
  public Evaluator(ModelProviders providers) {
    this.providers = Objects.requireNonNull(providers, "providers");
  }

  /**
   * Evaluates the baselines and then {@code models}, each of which is judged once however often it is
   * named, on {@code data}.
   *
   * @throws IllegalArgumentException if a model or parameter is unknown, if the data lacks what the task
   *     needs or asks nothing, or if the task asks about sessions and one is in two parts
   */
  public Evaluation evaluate(
      Task task,
      EvaluationData data,
      List<ModelSpec> models,
      ProtocolOptions options,
      RunOptions run) {
    List<String> warnings = new ArrayList<>();
    List<ModelSpec> specs = withBaselines(models, warnings);
    List<Trainer<? extends Model>> trainers = specs.stream()
        .<Trainer<? extends Model>>map(spec -> spec.trainer(providers))
        .toList();
    Parts.check(task, data);
    Protocol protocol = task.protocol(options);
    boolean given = data.test().isPresent();
    EvaluationData parts = given ? data : protocol.cut(data);
    if (!given) {
      Facts.ofCut(task, data.train(), parts).ifPresent(warnings::add);
    }
    if (task.isOfSessions()) {
      Leakage.refuseSharedSessions(parts);
      Leakage.refuseSharedUsers(parts);
    }
    List<Trial> trials = protocol.trials(parts);
    warnOfOverlap(parts, warnings);
    List<Graded> graded = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      graded.add(grade(specs.get(i), trainers.get(i), trials, run));
    }
    return new Evaluation(
        task,
        options,
        Facts.ofProtocol(task, options, !given),
        Facts.ofData(parts, trials),
        data.files(),
        Facts.ofRun(run, graded.get(0).provenance().library()),
        Facts.ofFigures(trials.get(0).judge()),
        warnings,
        graded.stream().map(one -> one.result(trials, run)).toList(),
        compare(task, options, graded, trials.get(0).judge().measures()));
  }

  private List<ModelSpec> withBaselines(List<ModelSpec> models, List<String> warnings) {
    Set<ModelSpec> specs = new LinkedHashSet<>();
    for (String baseline : BASELINES) {
      if (providers.all().stream().anyMatch(p -> p.name().equals(baseline))) {
        specs.add(new ModelSpec(baseline, Map.of()));
      } else {
        warnings.add("no " + baseline + " to compare with: its module is not on the class path");
      }
    }
    specs.addAll(models);
    return List.copyOf(specs);
  }

  private static void warnOfOverlap(EvaluationData parts, List<String> warnings) {
    Dataset test = parts.test().orElseThrow();
    long earlier = Leakage.overlappingEvents(parts.train(), test);
    if (earlier > 0) {
      warnings.add("train and test overlap in time: " + earlier + " of " + test.rows()
          + " test events are earlier than the last training event");
    }
  }

  private static Graded grade(
      ModelSpec spec, Trainer<? extends Model> trainer, List<Trial> trials, RunOptions run) {
    List<Served> served = new ArrayList<>();
    double seconds = 0;
    for (Trial trial : trials) {
      int same = 0;
      while (trials.get(same).train() != trial.train()) {
        same++;
      }
      if (same == served.size()) {
        served.add(train(spec, trainer, trial.train(), run));
        seconds += served.get(same).trainSeconds();
      } else {
        served.add(served.get(same));
      }
    }
    Served first = served.get(0);
    ModelProvenance provenance = first.model().base().provenance();
    String objection = trials.get(0).judge().objection(first);
    if (!objection.isEmpty()) {
      return new Graded(spec, provenance, seconds, List.of(), List.of(), objection);
    }
    List<Sheet> sheets = new ArrayList<>();
    List<Tally> tallies = new ArrayList<>();
    for (int t = 0; t < trials.size(); t++) {
      Trial trial = trials.get(t);
      Tally tally = new Tally(trial.judge().spreads(), trial.train().items().size());
      sheets.add(ask(spec, served.get(t), trial, run, tally));
      tallies.add(tally);
    }
    return new Graded(spec, provenance, seconds, sheets, tallies, "");
  }

  private static Served train(
      ModelSpec spec, Trainer<? extends Model> trainer, Dataset data, RunOptions run) {
    TrainingOptions options = TrainingOptions.defaults()
        .withThreads(run.trainingThreads())
        .withListener((phase, done, total) ->
            run.listener().progress("train " + spec + ": " + phase, done, total));
    long start = System.nanoTime();
    Model model = trainer.train(data, options);
    return Served.of(model, (System.nanoTime() - start) / 1e9);
  }

  /** The loop: asks every question of the trial; {@code into} gets what all threads counted. */
  private static Sheet ask(ModelSpec spec, Served served, Trial trial, RunOptions run, Tally into) {
    Cases cases = trial.cases();
    Sheet sheet = Sheet.blank(cases, trial.judge().columns());
    Judge.Grader grader = trial.judge().grader(served, trial);
    Tally untimed = new Tally(trial.judge().spreads(), trial.train().items().size());
    for (int index = 0; index < Math.min(WARM_UP, cases.size()); index++) {
      grader.grade(index, sheet, untimed);
    }
    List<Tally> tallies = new ArrayList<>();
    int[] asked = {0};
    Parallel.forBlocks(run.evaluationThreads(), cases.size(), BLOCK, () -> {
      Tally tally = new Tally(trial.judge().spreads(), trial.train().items().size());
      synchronized (tallies) {
        tallies.add(tally);
      }
      return (from, to) -> {
        for (int index = from; index < to; index++) {
          grader.grade(index, sheet, tally);
        }
        synchronized (asked) {
          asked[0] += to - from;
          run.listener().progress("ask " + spec, asked[0], cases.size());
        }
      };
    });
    tallies.forEach(into::add);
    return sheet;
  }

  private static List<Comparison> compare(
      Task task, ProtocolOptions options, List<Graded> graded, List<Measure> measures) {
    PairedTests tests = new PairedTests();
    List<Graded> judged = graded.stream().filter(one -> !one.sheets().isEmpty()).toList();
    List<Figures> figures =
        judged.stream().map(one -> new Figures(measures, one.sheets())).toList();
    for (Measure measure : measures) {
      if (task.headlines(options).contains(measure.name())) {
        for (int second = 1; second < judged.size(); second++) {
          for (int first = 0; first < second; first++) {
            tests.compare(
                measure,
                judged.get(second).spec().toString(),
                figures.get(second),
                judged.get(first).spec().toString(),
                figures.get(first));
          }
        }
      }
    }
    return tests.adjusted();
  }
}

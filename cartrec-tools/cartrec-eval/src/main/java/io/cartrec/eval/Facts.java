package io.cartrec.eval;

import io.cartrec.data.Dataset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a report says about data and machine, in words. */
final class Facts {

  private Facts() {}

  static Map<String, String> ofData(EvaluationData parts, List<Trial> trials) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("train", trials.get(0).train().fingerprint());
    parts.valid().ifPresent(valid -> facts.put("valid", valid.fingerprint()));
    facts.put("test", parts.test().map(Dataset::fingerprint).orElseThrow());
    facts.put(
        "questions",
        String.valueOf(trials.stream().mapToLong(trial -> trial.cases().size()).sum()));
    if (trials.size() > 1) {
      facts.put("folds", String.valueOf(trials.size()));
    }
    return facts;
  }

  /** The choices of the protocol that the task reads, as they are in force. */
  static Map<String, String> ofProtocol(Task task, ProtocolOptions options, boolean cutHere) {
    Map<String, String> facts = new LinkedHashMap<>();
    if (task != Task.RATING) {
      facts.put("repeats", word(task.repeats(options)));
    }
    if (task == Task.NEXT_ITEM) {
      facts.put("min_prefix", String.valueOf(options.minPrefix()));
    }
    if (task == Task.NEXT_ITEM || task == Task.CART_COMPLETION) {
      facts.put("unknown_targets", word(options.unknownTargets()));
    }
    if (task == Task.CART_COMPLETION || (task.isOfSessions() && cutHere)) {
      facts.put("order", word(options.order()));
    }
    if (task == Task.CART_COMPLETION) {
      facts.put(
          "max_basket",
          options.maxBasket() == Integer.MAX_VALUE ? "none" : String.valueOf(options.maxBasket()));
    }
    if (task == Task.TOP_N) {
      facts.put(
          "min_rating",
          options.minRating().isPresent()
              ? String.valueOf(options.minRating().getAsDouble())
              : "none");
    }
    if (task != Task.RATING) {
      facts.put("k", options.ks().stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
    if (task != Task.RATING && task != Task.CLICK) {
      facts.put("filled", String.valueOf(task.isFilled(options)));
    }
    return facts;
  }

  /** How many events were dropped when a test part was cut off, and which; empty when none was. */
  static Optional<String> ofCut(Task task, Dataset all, EvaluationData parts) {
    int kept = parts.train().rows() + parts.test().map(Dataset::rows).orElse(0);
    String dropped = switch (task) {
      case NEXT_ITEM, CLICK ->
        "in no session, or of a training session but later than the first test event";
      case CART_COMPLETION ->
        "in no basket, or of a training basket but later than the first test event";
      case NEXT_BASKET -> "no purchase of a quantity above 0, or by no user";
      case LEAVE_ONE_OUT, TOP_N, RATING -> "by no user";
    };
    return kept == all.rows()
        ? Optional.empty()
        : Optional.of("cutting a test part off dropped %d of %d events: they are %s"
            .formatted(all.rows() - kept, all.rows(), dropped));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Map<String, String> ofRun(RunOptions run, String library) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("seed", String.valueOf(run.seed()));
    facts.put("resamples", String.valueOf(run.resamples()));
    facts.put("training_threads", String.valueOf(run.trainingThreads()));
    facts.put("evaluation_threads", String.valueOf(run.evaluationThreads()));
    facts.put(
        "warm_up",
        "the first " + Evaluator.WARM_UP + " questions, asked once before and not timed");
    facts.put("library", "cartrec " + library);
    facts.put("jdk", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put(
        "machine",
        System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
            + Runtime.getRuntime().availableProcessors() + " processors");
    run.commit().ifPresent(commit -> facts.put("commit", commit));
    return facts;
  }

  /** What each figure is, by name. */
  static Map<String, String> ofFigures(Judge judge) {
    Map<String, String> facts = new LinkedHashMap<>();
    judge.measures().forEach(measure -> facts.put(measure.name(), measure.meaning()));
    for (int k : judge.spreads()) {
      facts.put("Coverage@" + k, "distinct recommended items / distinct training items");
      facts.put(
          "Gini@" + k,
          "how unequally recommendations fall on training items, 0 = all alike, 1 = all on one");
    }
    return facts;
  }
}

package io.cartrec.eval;

import io.cartrec.data.Dataset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  static Map<String, String> ofRun(RunOptions run, String library) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("seed", String.valueOf(run.seed()));
    facts.put("resamples", String.valueOf(run.resamples()));
    facts.put("training_threads", String.valueOf(run.trainingThreads()));
    facts.put("evaluation_threads", String.valueOf(run.evaluationThreads()));
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

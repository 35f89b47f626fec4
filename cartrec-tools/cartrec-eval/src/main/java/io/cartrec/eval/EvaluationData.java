package io.cartrec.eval;

import io.cartrec.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What there is to evaluate on. Without a test part the task cuts one off the training part. Immutable
 * and thread-safe.
 *
 * @param train what models learn from
 * @param valid what models are tuned on; leave-one-out counts it to the history
 * @param test what models are judged on
 * @param folds next-basket: for each fold the part that a user, by id, belongs to: {@code train}, {@code
 *     valid} or {@code test}; empty when all users are judged once
 * @param files where the data came from, for the report
 */
public record EvaluationData(
    Dataset train,
    Optional<Dataset> valid,
    Optional<Dataset> test,
    List<Map<String, String>> folds,
    List<InputFile> files) {

  private static final Set<String> FOLD_PARTS = Set.of("train", "valid", "test");

  public EvaluationData {
    Objects.requireNonNull(train, "train");
    Objects.requireNonNull(valid, "valid");
    Objects.requireNonNull(test, "test");
    folds = folds.stream().map(Map::copyOf).toList();
    for (int fold = 0; fold < folds.size(); fold++) {
      check(fold, folds.get(fold));
    }
    files = List.copyOf(files);
  }

  private static void check(int fold, Map<String, String> partOfUser) {
    partOfUser.forEach((user, part) -> {
      if (!FOLD_PARTS.contains(part)) {
        throw new IllegalArgumentException(
            "fold %d must put user %s into train, valid or test but puts it into '%s'"
                .formatted(fold, user, part));
      }
    });
  }

  /** Training data alone. */
  public static EvaluationData of(Dataset train) {
    return new EvaluationData(train, Optional.empty(), Optional.empty(), List.of(), List.of());
  }

  EvaluationData withTrain(Dataset value) {
    return new EvaluationData(value, valid, test, folds, files);
  }

  public EvaluationData withValid(Dataset value) {
    return new EvaluationData(train, Optional.of(value), test, folds, files);
  }

  public EvaluationData withTest(Dataset value) {
    return new EvaluationData(train, valid, Optional.of(value), folds, files);
  }

  /** This data with one more fold. */
  public EvaluationData withFold(Map<String, String> partOfUser) {
    List<Map<String, String>> all = new ArrayList<>(folds);
    all.add(partOfUser);
    return new EvaluationData(train, valid, test, all, files);
  }

  public EvaluationData withFiles(List<InputFile> value) {
    return new EvaluationData(train, valid, test, folds, value);
  }
}

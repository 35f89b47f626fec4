package io.cartrec.neural;

import io.cartrec.model.Tensor;
import io.cartrec.model.TrainingOptions;
import io.cartrec.neural.kernel.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Runs the epochs of a net: the falling rate, the progress, the best epoch, the checkpoints. Not
 * thread-safe.
 */
final class Epochs {

  /** The tensor that says from how many places was learned, at most 2^31 - 2. */
  static final String LEARNED = "learned";

  /**
   * One training step.
   *
   * @param places of how many places it learns
   * @param learn steps by the rule it is given and gives the mean loss of a place
   */
  record Step(int places, ToDoubleFunction<Rule> learn) {}

  /**
   * How well a net did on what was held back.
   *
   * @param score more is better
   * @param words the same for people
   */
  record Judgement(double score, String words) {}

  private final Start start;
  private final Learning learning;
  private final TrainingOptions options;
  private final long places;
  private final Map<String, ? extends Learned> parameters;
  private final Map<String, Tensor> fixed;
  private final Optional<Checkpoint> checkpoint;
  private Reached reached = Reached.NOTHING;
  private String phase = "first epoch";

  /**
   * The epochs of a net with the given parameters.
   *
   * @param start what they begin with
   * @param places how many an epoch learns of, {@code >= 0}
   * @param fixed tensors of the model that no step changes
   */
  Epochs(
      Start start,
      Learning learning,
      TrainingOptions options,
      long places,
      Map<String, ? extends Learned> parameters,
      Map<String, Tensor> fixed) {
    this.start = start;
    this.learning = learning;
    this.options = options;
    this.places = places;
    this.parameters = parameters;
    this.fixed = fixed;
    this.checkpoint =
        options.checkpoint().map(file -> new Checkpoint(file, start.base(), parameters));
  }

  /**
   * The parameters after the best epoch, or after the last where nothing is judged, {@value #LEARNED},
   * and the tensors that no step changes.
   *
   * @param steps the steps of an epoch, which is counted from 0
   * @throws IllegalStateException if a loss, a weight or what the optimiser remembers is no longer finite
   */
  Map<String, Tensor> run(IntFunction<List<Step>> steps, Supplier<Optional<Judgement>> judge) {
    start.begin(parameters, learning.freeze());
    reached = checkpoint.map(Checkpoint::read).orElse(reached);
    if (reached.epochs() > 0) {
      phase = "going on after epoch " + reached.epochs() + " of " + learning.epochs();
    }
    while (places > 0
        && reached.epochs() < learning.epochs()
        && reached.waited() < learning.patience()) {
      long begin = System.nanoTime();
      List<Step> epoch = steps.apply(reached.epochs());
      long all = places(epoch);
      double loss = learn(epoch, all);
      double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
      phase = String.format(
          Locale.ROOT,
          "epoch %d of %d behind us: loss %.3f, %.0f places/s",
          reached.epochs() + 1,
          learning.epochs(),
          loss,
          all / seconds);
      Optional<Judgement> judgement = judge.get();
      judgement.ifPresent(words -> phase += "; held back: " + words.words());
      Map<String, Tensor> tensors = tensors();
      Map<String, Tensor> moments = moments();
      Reached now = reached.after(epoch.size(), judgement.map(Judgement::score), tensors);
      checkpoint.ifPresent(kept -> kept.write(now, whole(tensors), moments));
      reached = now;
      options.listener().progress(phase, all, all);
    }
    return whole(reached.best().orElseGet(this::tensors));
  }

  /** {@code learned}, and the tensors that no step changes. */
  private Map<String, Tensor> whole(Map<String, Tensor> learned) {
    Map<String, Tensor> whole = new TreeMap<>(fixed);
    whole.putAll(learned);
    return whole;
  }

  /** How many places an epoch learns of; fewer than there are where sequences are cropped. */
  private static long places(List<Step> epoch) {
    return epoch.stream().mapToLong(Step::places).sum();
  }

  private double learn(List<Step> steps, long all) {
    double sum = 0;
    long done = 0;
    for (int s = 0; s < steps.size(); s++) {
      Step step = steps.get(s);
      double past = (reached.epochs() + (double) s / steps.size()) / learning.epochs();
      double rate = learning.rate() * (1 - past);
      Rule rule = learning.optimizer().rule(rate, learning.decay(), reached.steps() + s + 1L);
      double loss = step.learn().applyAsDouble(rule);
      if (!(Math.abs(loss) <= Double.MAX_VALUE)) {
        throw failure("the loss is " + loss + " in step " + (s + 1) + " of epoch "
            + (reached.epochs() + 1) + " at learning rate " + rate);
      }
      sum += loss * step.places();
      done += step.places();
      options.listener().progress(phase, done, all);
    }
    return sum / done;
  }

  private Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new TreeMap<>();
    parameters.forEach((name, parameter) -> {
      float[] numbers = parameter.download();
      check("a weight of " + name, numbers);
      tensors.put(name, Tensor.of(numbers));
    });
    tensors.put(
        LEARNED, Tensor.of((int) Math.min(Integer.MAX_VALUE - 1, start.learned() + places)));
    return tensors;
  }

  /** What the optimiser remembers; only checked, not kept, where there is no checkpoint to hold it. */
  private Map<String, Tensor> moments() {
    Map<String, Tensor> tensors = new TreeMap<>();
    parameters.forEach((name, parameter) -> parameter.downloadMoments(name, (moment, numbers) -> {
      check("a number of " + moment, numbers);
      if (checkpoint.isPresent()) {
        tensors.put(moment, Tensor.of(numbers));
      }
    }));
    return tensors;
  }

  private void check(String what, float[] numbers) {
    for (float number : numbers) {
      if (!(Math.abs(number) <= Float.MAX_VALUE)) {
        throw failure(what + " is " + number + " after an epoch");
      }
    }
  }

  private IllegalStateException failure(String what) {
    String kept = checkpoint.isEmpty() || reached.epochs() == 0
        ? ""
        : "; " + checkpoint.get().file() + " holds the model after epoch " + reached.epochs();
    return new IllegalStateException(what + "; lower the rate" + kept);
  }
}

package io.cartrec.neural;

import io.cartrec.model.TrainingOptions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs the epochs of a net: the falling rate, the progress, the best epoch. Not thread-safe. */
final class Epochs {

  /**
   * One training step.
   *
   * @param places of how many places it learns
   * @param learn takes the learning rate and gives the mean loss of a place
   */
  record Step(int places, DoubleUnaryOperator learn) {}

  /**
   * How well a net did on what was held back.
   *
   * @param score more is better
   * @param words the same for people
   */
  record Judgement(double score, String words) {}

  private final Learning learning;
  private final TrainingOptions options;
  private final long places;
  private String phase = "first epoch";

  /** @param places how many an epoch learns of, {@code >= 0} */
  Epochs(Learning learning, TrainingOptions options, long places) {
    this.learning = learning;
    this.options = options;
    this.places = places;
  }

  /**
   * The weights of the best epoch, or of the last where nothing is judged.
   *
   * @param steps the steps of an epoch, which is counted from 0
   * @throws IllegalStateException if a loss is no longer a number
   */
  <W> W run(
      IntFunction<List<Step>> steps, Supplier<Optional<Judgement>> judge, Supplier<W> weights) {
    @Nullable W best = null;
    double bestScore = Double.NEGATIVE_INFINITY;
    int waited = 0;
    for (int epoch = 0;
        places > 0 && epoch < learning.epochs() && waited < learning.patience();
        epoch++) {
      long start = System.nanoTime();
      double loss = learn(steps.apply(epoch), epoch);
      double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
      phase = String.format(
          Locale.ROOT,
          "epoch %d of %d behind us: loss %.3f, %.0f places/s",
          epoch + 1,
          learning.epochs(),
          loss,
          places / seconds);
      Optional<Judgement> judgement = judge.get();
      if (judgement.isPresent()) {
        phase += "; held back: " + judgement.get().words();
        if (judgement.get().score() > bestScore) {
          bestScore = judgement.get().score();
          best = weights.get();
          waited = 0;
        } else {
          waited++;
        }
      }
      options.listener().progress(phase, places, places);
    }
    return best == null ? weights.get() : best;
  }

  private double learn(List<Step> steps, int epoch) {
    double sum = 0;
    long done = 0;
    for (int s = 0; s < steps.size(); s++) {
      Step step = steps.get(s);
      double past = (epoch + (double) s / steps.size()) / learning.epochs();
      double rate = learning.rate() * (1 - past);
      double loss = step.learn().applyAsDouble(rate);
      if (!(Math.abs(loss) <= Double.MAX_VALUE)) {
        throw new IllegalStateException("the loss is " + loss + " in step " + (s + 1) + " of epoch "
            + (epoch + 1) + " at learning rate " + rate + "; lower the rate");
      }
      sum += loss * step.places();
      done += step.places();
      options.listener().progress(phase, done, places);
    }
    return sum / done;
  }
}

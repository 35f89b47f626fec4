package io.cartrec.neural;

import io.cartrec.internal.Check;
import io.cartrec.neural.kernel.Adagrad;
import io.cartrec.neural.kernel.Adam;
import io.cartrec.neural.kernel.Rule;
import java.util.Objects;

/**
 * How a net is trained, whatever it is. What its parts hold can be read and changed here too. Immutable.
 *
 * @param schedule how long and how fast
 * @param dropout what is left out
 * @param sampling what the target competes with
 * @param objective what is to become small
 * @param augmentation what is done to sequences first
 * @param head what is learned beside
 * @param holdout what finds the best epoch
 * @param freeze what stays as it is, where training begins with a model
 * @param device what computes
 * @param seed of weights, order, draws and dropout
 */
public record Learning(
    Schedule schedule,
    Dropout dropout,
    Sampling sampling,
    Objective objective,
    Augmentation augmentation,
    Head head,
    Holdout holdout,
    Freeze freeze,
    Device device,
    int seed) {

  public Learning {
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(dropout, "dropout");
    Objects.requireNonNull(sampling, "sampling");
    Objects.requireNonNull(objective, "objective");
    Objects.requireNonNull(augmentation, "augmentation");
    Objects.requireNonNull(head, "head");
    Objects.requireNonNull(holdout, "holdout");
    Objects.requireNonNull(freeze, "freeze");
    Objects.requireNonNull(device, "device");
  }

  /**
   * How long and how fast a net learns. Immutable.
   *
   * @param epochs how often each sequence is learned from, at most
   * @param batch how many places of sequences make a step
   * @param rate the learning rate at the beginning; it falls in a straight line to nothing
   * @param decay decoupled weight decay
   * @param optimizer what makes steps of gradients
   */
  public record Schedule(int epochs, int batch, double rate, double decay, Optimizer optimizer) {
    public Schedule {
      Check.positive(epochs, "epochs");
      Check.positive(batch, "batch");
      Check.positive(rate, "rate");
      Check.nonNegative(decay, "decay");
      Objects.requireNonNull(optimizer, "optimizer");
    }
  }

  /**
   * What is left out while a net learns. Immutable.
   *
   * @param inputs share of the numbers of an input embedding that are zeroed, in [0, 0.95]
   * @param states share of the numbers of a layer's output that are zeroed, in [0, 0.95]
   */
  public record Dropout(double inputs, double states) {
    private static final double MOST = 0.95;

    public Dropout {
      Check.between(inputs, 0, MOST, "inputDropout");
      Check.between(states, 0, MOST, "stateDropout");
    }
  }

  /**
   * What the target of a step competes with, beside the other targets. Immutable.
   *
   * @param negatives how many items are drawn; 0 takes the whole catalogue
   * @param alpha items are drawn by their popularity to the power of this, in [0, 1]
   */
  public record Sampling(int negatives, double alpha) {
    public Sampling {
      Check.nonNegative(negatives, "negatives");
      Check.between(alpha, 0, 1, "alpha");
    }
  }

  /**
   * What is held back to find the best epoch. Immutable.
   *
   * @param share of the sessions, the newest, in [0, 0.5]; 0 learns from all
   * @param patience after how many epochs without a gain training stops
   */
  public record Holdout(double share, int patience) {
    public Holdout {
      Check.between(share, 0, 0.5, "validation");
      Check.positive(patience, "patience");
    }
  }

  /** What makes steps of gradients; of items, the rows of those that took part. */
  public enum Optimizer {
    /** Adam (Kingma and Ba, 2015), with 0.9, 0.999 and 1e-8. */
    ADAM,
    /** Adagrad (Duchi et al., 2011), with 1e-8. */
    ADAGRAD;

    /** How many numbers are remembered of each that is learned. */
    int moments() {
      return this == ADAM ? 2 : 1;
    }

    Rule rule(double rate, double decay, long step) {
      return this == ADAM ? Adam.of(rate, decay, step) : Adagrad.of(rate, decay, step);
    }
  }

  /** What is to become small. */
  public enum Loss {
    /** The cross-entropy of the softmax over the candidates. */
    CROSS_ENTROPY,
    /** BPR-max (Hidasi and Karatzoglou, 2018): the target is to beat the strongest of the others. */
    BPR_MAX
  }

  /**
   * What is to become small. Immutable.
   *
   * @param loss the loss of a place
   * @param regularization how much the squares of the others' scores count in {@link Loss#BPR_MAX}
   * @param adversary how far the embedded inputs of a sequence are moved to where the loss grows fastest,
   *     for a second loss that is added; 0 leaves it out
   */
  public record Objective(Loss loss, double regularization, double adversary) {
    public Objective {
      Objects.requireNonNull(loss, "loss");
      Check.nonNegative(regularization, "regularization");
      Check.nonNegative(adversary, "adversary");
    }
  }

  /**
   * What is learned beside the {@link Objective}: how probable it is that an item is added at all, now or
   * later. Immutable.
   *
   * @param kind how
   * @param weight what its loss counts beside the other
   */
  public record Head(Kind kind, double weight) {

    /** The kinds of head. */
    public enum Kind {
      /** Nothing is. */
      NONE,
      /** By the cross-entropy of a yes or no to each item: what comes out is a probability. */
      BINARY,
      /**
       * By the squared error of products over a few items that follow, against the same with one of them
       * exchanged: what comes out ranks bundles.
       */
      PRODUCT
    }

    public Head {
      Objects.requireNonNull(kind, "head");
      Check.positive(weight, "headWeight");
    }
  }

  /** What stays as it is where training begins with a model. */
  public enum Freeze {
    /** Nothing: all weights learn. */
    NONE,
    /** The embeddings of the items that the model knows; those of new items learn. */
    ITEMS,
    /** All but the embeddings of items. */
    LAYERS,
    /** All but the head, which the model need not have; the embeddings of new items learn. */
    NET;

    /** Whether the tensor {@code name} stays as it is; those of items end with {@code _items}. */
    boolean holds(String name) {
      return switch (this) {
        case NONE -> false;
        case ITEMS -> name.endsWith("_items");
        case LAYERS -> !name.endsWith("_items");
        case NET -> !AdditionHead.has(name);
      };
    }
  }

  /** What did well on the newest sessions of the training part of YooChoose. */
  public static Learning defaults() {
    return new Learning(
        new Schedule(9, 512, 6e-3, 0, Optimizer.ADAM),
        new Dropout(0.25, 0.25),
        new Sampling(2048, 0.5),
        new Objective(Loss.CROSS_ENTROPY, 1, 0),
        Augmentation.none(),
        new Head(Head.Kind.NONE, 1),
        new Holdout(0, 3),
        Freeze.NONE,
        Device.AUTO,
        42);
  }

  public int epochs() {
    return schedule.epochs();
  }

  public int batch() {
    return schedule.batch();
  }

  public double rate() {
    return schedule.rate();
  }

  public double decay() {
    return schedule.decay();
  }

  public Optimizer optimizer() {
    return schedule.optimizer();
  }

  public double inputDropout() {
    return dropout.inputs();
  }

  public double stateDropout() {
    return dropout.states();
  }

  public int negatives() {
    return sampling.negatives();
  }

  public double alpha() {
    return sampling.alpha();
  }

  public double validation() {
    return holdout.share();
  }

  public int patience() {
    return holdout.patience();
  }

  public Learning withSchedule(Schedule value) {
    return new Learning(
        value, dropout, sampling, objective, augmentation, head, holdout, freeze, device, seed);
  }

  public Learning withDropout(Dropout value) {
    return new Learning(
        schedule, value, sampling, objective, augmentation, head, holdout, freeze, device, seed);
  }

  public Learning withSampling(Sampling value) {
    return new Learning(
        schedule, dropout, value, objective, augmentation, head, holdout, freeze, device, seed);
  }

  public Learning withObjective(Objective value) {
    return new Learning(
        schedule, dropout, sampling, value, augmentation, head, holdout, freeze, device, seed);
  }

  public Learning withAugmentation(Augmentation value) {
    return new Learning(
        schedule, dropout, sampling, objective, value, head, holdout, freeze, device, seed);
  }

  public Learning withHead(Head value) {
    return new Learning(
        schedule, dropout, sampling, objective, augmentation, value, holdout, freeze, device, seed);
  }

  public Learning withHoldout(Holdout value) {
    return new Learning(
        schedule, dropout, sampling, objective, augmentation, head, value, freeze, device, seed);
  }

  public Learning withFreeze(Freeze value) {
    return new Learning(
        schedule, dropout, sampling, objective, augmentation, head, holdout, value, device, seed);
  }

  public Learning withDevice(Device value) {
    return new Learning(
        schedule, dropout, sampling, objective, augmentation, head, holdout, freeze, value, seed);
  }

  public Learning withSeed(int value) {
    return new Learning(
        schedule, dropout, sampling, objective, augmentation, head, holdout, freeze, device, value);
  }

  public Learning withEpochs(int value) {
    return withSchedule(new Schedule(value, batch(), rate(), decay(), optimizer()));
  }

  public Learning withBatch(int value) {
    return withSchedule(new Schedule(epochs(), value, rate(), decay(), optimizer()));
  }

  public Learning withRate(double value) {
    return withSchedule(new Schedule(epochs(), batch(), value, decay(), optimizer()));
  }

  public Learning withDecay(double value) {
    return withSchedule(new Schedule(epochs(), batch(), rate(), value, optimizer()));
  }

  public Learning withOptimizer(Optimizer value) {
    return withSchedule(new Schedule(epochs(), batch(), rate(), decay(), value));
  }

  public Learning withLoss(Loss value) {
    return withObjective(new Objective(value, objective.regularization(), objective.adversary()));
  }

  public Learning withRegularization(double value) {
    return withObjective(new Objective(objective.loss(), value, objective.adversary()));
  }

  public Learning withAdversary(double value) {
    return withObjective(new Objective(objective.loss(), objective.regularization(), value));
  }

  public Learning withHeadKind(Head.Kind value) {
    return withHead(new Head(value, head.weight()));
  }

  public Learning withHeadWeight(double value) {
    return withHead(new Head(head.kind(), value));
  }

  public Learning withInputDropout(double value) {
    return withDropout(new Dropout(value, stateDropout()));
  }

  public Learning withStateDropout(double value) {
    return withDropout(new Dropout(inputDropout(), value));
  }

  public Learning withNegatives(int value) {
    return withSampling(new Sampling(value, alpha()));
  }

  public Learning withAlpha(double value) {
    return withSampling(new Sampling(negatives(), value));
  }

  public Learning withValidation(double value) {
    return withHoldout(new Holdout(value, patience()));
  }

  public Learning withPatience(int value) {
    return withHoldout(new Holdout(validation(), value));
  }
}

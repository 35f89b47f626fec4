package io.cartrec.neural;

import io.cartrec.spi.Parameters;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The parameters of {@link Learning} in words. */
final class LearningParameters {

  /** The names of all of them. */
  static final Set<String> NAMES = addSequences(
          Parameters.of(Learning.defaults()), Function.identity(), (before, after) -> after)
      .format(Learning.defaults())
      .keySet();

  static final String FREEZE = "freeze";

  private LearningParameters() {}

  /** {@code parameters}, and those of the {@link Learning} in a configuration. */
  static <C> Parameters<C> addTo(
      Parameters<C> parameters, Function<C, Learning> read, BiFunction<C, Learning, C> change) {
    Door<C> door = new Door<>(read, change);
    return parameters
        .integer(
            "epochs",
            "how often each sequence or set is learned from, at most",
            door.read(Learning::epochs),
            door.change(Learning::withEpochs))
        .searched(4, 30)
        .integer(
            "batch",
            "places of sequences, or sets, in a step",
            door.read(Learning::batch),
            door.change(Learning::withBatch))
        .real(
            "rate",
            "learning rate at first",
            door.read(Learning::rate),
            door.change(Learning::withRate))
        .searched(0.001, 0.01)
        .choice(
            "optimizer",
            "what makes steps of gradients",
            Learning.Optimizer.class,
            door.read(Learning::optimizer),
            door.change(Learning::withOptimizer))
        .real("decay", "weight decay", door.read(Learning::decay), door.change(Learning::withDecay))
        .real(
            "input-dropout",
            "share of an input that is zeroed",
            door.read(Learning::inputDropout),
            door.change(Learning::withInputDropout))
        .searched(0, 0.6)
        .real(
            "state-dropout",
            "share of a layer's output that is zeroed",
            door.read(Learning::stateDropout),
            door.change(Learning::withStateDropout))
        .searched(0, 0.6)
        .integer(
            "negatives",
            "items drawn for the softmax of a step; 0 for all",
            door.read(Learning::negatives),
            door.change(Learning::withNegatives))
        .real(
            "alpha",
            "items are drawn by popularity^this",
            door.read(Learning::alpha),
            door.change(Learning::withAlpha))
        .choice(
            "loss",
            "what is to become small",
            Learning.Loss.class,
            door.read(learning -> learning.objective().loss()),
            door.change(Learning::withLoss))
        .real(
            "regularization",
            "how much the squares of others' scores count in bpr-max",
            door.read(learning -> learning.objective().regularization()),
            door.change(Learning::withRegularization))
        .choice(
            "head",
            "what is learned beside: how probable each item is to be added, or bundles of items",
            Learning.Head.Kind.class,
            door.read(learning -> learning.head().kind()),
            door.change(Learning::withHeadKind))
        .real(
            "head-weight",
            "what the head's loss counts beside the other",
            door.read(learning -> learning.head().weight()),
            door.change(Learning::withHeadWeight))
        .real(
            "validation",
            "share of sequences or sets, the newest, held back to find the best epoch",
            door.read(Learning::validation),
            door.change(Learning::withValidation))
        .integer(
            "patience",
            "epochs without a gain before training stops",
            door.read(Learning::patience),
            door.change(Learning::withPatience))
        .choice(
            FREEZE,
            "what stays as it is where training begins with a model",
            Learning.Freeze.class,
            door.read(Learning::freeze),
            door.change(Learning::withFreeze))
        .choice(
            "device",
            "what computes while it learns; auto: a GPU if there is a module for it and it works",
            Device.class,
            door.read(Learning::device),
            door.change(Learning::withDevice))
        .integer(
            "seed",
            "of weights, order, draws and dropout",
            door.read(Learning::seed),
            door.change(Learning::withSeed));
  }

  /** {@code parameters}, and all those of a {@link Learning} from sequences. */
  static <C> Parameters<C> addSequences(
      Parameters<C> parameters, Function<C, Learning> read, BiFunction<C, Learning, C> change) {
    Door<C> door = new Door<>(read, change);
    return addTo(parameters, read, change)
        .real(
            "crop",
            "share of a sequence that an epoch leaves out at its ends",
            door.read(learning -> learning.augmentation().crop()),
            door.augment(Augmentation::withCrop))
        .real(
            "mask",
            "share of the items of a sequence that an epoch does not show",
            door.read(learning -> learning.augmentation().mask()),
            door.augment(Augmentation::withMask))
        .real(
            "reorder",
            "share of a sequence, side by side, that an epoch puts in another order",
            door.read(learning -> learning.augmentation().reorder()),
            door.augment(Augmentation::withReorder))
        .real(
            "adversary",
            "how far inputs are moved against the net, for a second loss; 0: not at all",
            door.read(learning -> learning.objective().adversary()),
            door.change(Learning::withAdversary));
  }

  /** From a configuration to its learning and back. */
  private record Door<C>(Function<C, Learning> read, BiFunction<C, Learning, C> change) {

    <T> Function<C, T> read(Function<Learning, T> part) {
      return config -> part.apply(read.apply(config));
    }

    BiFunction<C, Double, C> augment(BiFunction<Augmentation, Double, Augmentation> part) {
      return change((learning, value) ->
          learning.withAugmentation(part.apply(learning.augmentation(), value)));
    }

    <T> BiFunction<C, T, C> change(BiFunction<Learning, T, Learning> part) {
      return (config, value) -> change.apply(config, part.apply(read.apply(config), value));
    }
  }
}

package io.cartrec.neural;

import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.ModelProvenance;
import io.cartrec.model.Tensor;
import io.cartrec.neural.Learning.Freeze;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where training begins: by chance, or with what a model knows. Items that the model lacks begin by chance
 * behind the others; those that the data lacks stay. Immutable.
 *
 * @param data what is learned from
 * @param base of the model that is made
 * @param model what it begins with
 */
record Start(Dataset data, ModelBase base, Optional<? extends Model> model) {

  /** Parameters that change no tensor, beside those of learning. */
  private static final Set<String> FREE = Set.of("items", "targets", "wide-rate");

  private static final String NOTHING = "none";

  /**
   * Where the training of the model {@code name} with {@code config} begins.
   *
   * @throws IllegalArgumentException as {@link #check} does
   */
  static Start of(
      Dataset data, Optional<? extends Model> model, String name, Map<String, String> config) {
    check(model, name, config);
    ModelBase base = model.isPresent()
        ? model.get().base().updated(data, config)
        : ModelBase.of(data, name, config);
    return new Start(data, base, model);
  }

  /**
   * Whether the training of the model {@code name} with {@code config} can begin there.
   *
   * @throws IllegalArgumentException if the model is of another kind or shape, or if there is none and
   *     something is to be frozen
   */
  static void check(Optional<? extends Model> model, String name, Map<String, String> config) {
    if (model.isPresent()) {
      checkAlike(model.get().base().provenance(), name, config);
    } else if (!config.getOrDefault(LearningParameters.FREEZE, NOTHING).equals(NOTHING)) {
      throw new IllegalArgumentException(
          "freeze is for a training that begins with a model, but this one begins by chance");
    }
  }

  private static void checkAlike(ModelProvenance known, String name, Map<String, String> config) {
    if (!known.algorithm().equals(name)) {
      throw new IllegalArgumentException(
          "the model to begin with must be " + name + " but is " + known.algorithm());
    }
    config.forEach((key, value) -> {
      String before = known.config().getOrDefault(key, value);
      if (!isAlike(key, before, value)) {
        throw new IllegalArgumentException("the model to begin with has " + key + "=" + before
            + ", which cannot become " + value + ": only how it learns and answers can change");
      }
    });
  }

  private static boolean isAlike(String key, String before, String after) {
    return before.equals(after)
        || LearningParameters.NAMES.contains(key)
        || FREE.contains(key)
        || (key.equals(AutoencoderProvider.BETA) && isZero(before) == isZero(after));
  }

  private static boolean isZero(String number) {
    return Double.parseDouble(number) == 0;
  }

  /** How many items the model has. */
  int items() {
    return base.items().size();
  }

  /** The code in the model of each item of the data. */
  int[] codes() {
    int[] codes = new int[data.items().size()];
    Arrays.setAll(
        codes,
        model.isEmpty() ? item -> item : item -> base.items().code(data.items().id(item), -1));
    return codes;
  }

  /** Sets {@code parameters}, those of items by {@code ..._items}, to what the model knows. */
  void begin(Map<String, ? extends Learned> parameters, Freeze freeze) {
    if (model.isEmpty()) {
      return;
    }
    Map<String, Tensor> known = model.get().tensors();
    parameters.forEach((name, parameter) -> {
      Tensor tensor = known.get(name);
      if (tensor == null && AdditionHead.has(name)) {
        return; // begins by itself
      }
      if (tensor == null) {
        throw new IllegalArgumentException("the model to begin with has no tensor " + name);
      }
      parameter.begin(tensor, freeze.holds(name));
    });
  }

  /** From how many places the model has learned. */
  int learned() {
    return model
        .map(known -> known.tensors().get(Epochs.LEARNED))
        .map(tensor -> tensor.ints().get(0))
        .orElse(0);
  }
}

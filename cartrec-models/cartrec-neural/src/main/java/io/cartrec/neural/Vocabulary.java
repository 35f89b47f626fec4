package io.cartrec.neural;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Tensor;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a wide-deep net has weights for. Immutable and thread-safe.
 *
 * @param items how many there are
 * @param attributes those of users; none where it is told none
 * @param features those of items; empty where it is told none
 * @param pairs of items
 * @param attributePairs of a user's attribute and an item
 */
record Vocabulary(
    int items,
    UserAttributes attributes,
    Optional<FeatureBags> features,
    Crosses pairs,
    Crosses attributePairs) {

  private static final String PAIRS = "wide.pairs";
  private static final String ATTRIBUTE_PAIRS = "wide.attribute_pairs";

  /** The attributes of users that {@code start} has, if the net is told them. */
  static UserAttributes attributes(Start start, WideDeepConfig config) {
    return config.attributes() ? UserAttributes.find(start) : UserAttributes.NONE;
  }

  /** What {@code start} and {@code carts} have; what its model has comes first. */
  static Vocabulary of(
      Start start, CartSets carts, UserAttributes attributes, WideDeepConfig config) {
    int items = start.items();
    int lefts = attributes.size();
    int support = config.support();
    ItemSets all = carts.all();
    long most = Memory.mostPairs(Runtime.getRuntime().maxMemory());
    int[] pairs = CrossFinder.pairs(all, items, support, known(start, PAIRS), most);
    int[] attributePairs = CrossFinder.attributes(
        all, lefts, items, support, known(start, ATTRIBUTE_PAIRS), most - pairs.length / 2);
    return new Vocabulary(
        items,
        attributes,
        config.features() ? Optional.of(FeatureFinder.find(start)) : Optional.empty(),
        Crosses.bothWays(pairs, items),
        Crosses.of(attributePairs, lefts));
  }

  private static int[] known(Start start, String name) {
    return start
        .model()
        .map(model -> Objects.requireNonNull(model.tensors().get(name), name).toInts())
        .orElse(new int[0]);
  }

  static Vocabulary read(ModelFile file, WideDeepConfig config) throws ModelFormatException {
    int items = file.base().items().size();
    UserAttributes attributes =
        config.attributes() ? UserAttributes.read(file) : UserAttributes.NONE;
    return new Vocabulary(
        items,
        attributes,
        config.features() ? Optional.of(FeatureBags.read(file)) : Optional.empty(),
        Crosses.readBothWays(file, PAIRS),
        Crosses.read(file, ATTRIBUTE_PAIRS, attributes.size()));
  }

  Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new TreeMap<>(attributes.tensors());
    features.ifPresent(bags -> tensors.putAll(bags.tensors()));
    tensors.put(PAIRS, pairs.tensor());
    tensors.put(ATTRIBUTE_PAIRS, attributePairs.tensor());
    return tensors;
  }

  /** How many features there are. */
  int featureCount() {
    return features.map(FeatureBags::size).orElse(0);
  }

  /** The features of {@code some} items; none where it is told none. */
  Bag bag(int... some) {
    return features
        .map(bags -> bags.of(some))
        .orElseGet(() -> new Bag(new int[some.length + 1], new int[0], new float[0]));
  }
}

package io.cartrec.neural;

import io.cartrec.ItemFeatures;
import io.cartrec.data.Dataset;
import io.cartrec.data.IdIndex;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Finds the features of items: those that at least two items of the data share, as one item's alone say
 * no more than the item. Where training begins with a model, its features keep their codes, its price
 * bands their bounds, and items of which the data's catalogue knows nothing what they had. Not
 * thread-safe.
 */
final class FeatureFinder {

  private final Optional<FeatureBags> before;
  private final Map<Integer, ItemFeatures> described = new TreeMap<>(); // by the model's code
  private final Traits traits;
  private final IdIndex names;

  private FeatureFinder(Start start) {
    this.before = start.model().flatMap(model -> FeatureBags.among(model.tensors()));
    Dataset data = start.data();
    int[] codes = start.codes();
    for (int item = 0; item < codes.length; item++) {
      int code = codes[item];
      data.catalog().find(data.items().id(item)).ifPresent(known -> described.put(code, known));
    }
    float[] bounds = before.map(known -> known.bounds().toFloats()).orElse(new float[0]);
    this.traits = new Traits(bounds.length > 0 ? bounds : Traits.bounds(described.values()));
    this.names = names();
  }

  /**
   * The features of the items that {@code start} has.
   *
   * @throws IllegalStateException if there are none
   */
  static FeatureBags find(Start start) {
    FeatureFinder finder = new FeatureFinder(start);
    if (finder.names.size() == 0) {
      throw new IllegalStateException(
          "features=true needs a category, brand, price or tag that two items share, but of the "
              + start.data().items().size() + " items of the data the catalogue describes "
              + finder.described.size() + ", none of them like another; give --items"
              + " (Dataset.withCatalog)");
    }
    Bag bags = Bag.joined(start.items(), finder::bag);
    return FeatureBags.of(finder.names, bags, finder.traits.bounds());
  }

  private IdIndex names() {
    Map<String, Integer> counts = new HashMap<>();
    IdIndex.Builder found = new IdIndex.Builder();
    before.ifPresent(known -> {
      for (int feature = 0; feature < known.size(); feature++) {
        found.add(known.names().id(feature));
      }
    });
    for (ItemFeatures item : described.values()) {
      for (String name : traits.of(item).keySet()) {
        if (counts.merge(name, 1, Integer::sum) == 2) {
          found.add(name);
        }
      }
    }
    return found.build();
  }

  private Bag bag(int item) {
    ItemFeatures features = described.get(item);
    if (features == null) {
      return before.isPresent() && item < before.get().items() ? before.get().of(item) : Bag.EMPTY;
    }
    Map<String, Float> all = traits.of(features);
    int[] rows = new int[all.size()];
    float[] weights = new float[rows.length];
    int size = 0;
    for (Map.Entry<String, Float> trait : all.entrySet()) {
      OptionalInt row = names.find(trait.getKey());
      if (row.isPresent()) {
        rows[size] = row.getAsInt();
        weights[size++] = trait.getValue();
      }
    }
    return Bag.of(Arrays.copyOf(rows, size), Arrays.copyOf(weights, size));
  }
}

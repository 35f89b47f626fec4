package io.cartrec.neural;

import io.cartrec.ItemFeatures;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Puts what the shop knows of an item into words: each level of its categories, its brand, its price band
 * and its tags. Immutable.
 */
final class Traits {

  private static final int BANDS = 10;

  private final float[] bounds;

  /** @param bounds where price bands begin, but for the lowest; ascending */
  Traits(float[] bounds) {
    this.bounds = bounds.clone();
  }

  /** Where price bands begin of which each holds a tenth of the prices of {@code items}. */
  static float[] bounds(Collection<ItemFeatures> items) {
    double[] prices = items.stream()
        .map(ItemFeatures::price)
        .flatMapToDouble(OptionalDouble::stream)
        .filter(Traits::isInBand)
        .sorted()
        .toArray();
    float[] bounds = new float[prices.length == 0 ? 0 : BANDS - 1];
    for (int band = 1; band <= bounds.length; band++) {
      bounds[band - 1] = (float) prices[(int) ((long) band * prices.length / BANDS)];
    }
    return bounds;
  }

  /**
   * What {@code item} has, and how much it counts. Brand and price band count 1, all tags together 1, and
   * of several categories each its share.
   */
  Map<String, Float> of(ItemFeatures item) {
    Map<String, Float> traits = new TreeMap<>();
    for (List<String> path : item.categories()) {
      for (int level = 1; level <= path.size(); level++) {
        String category = String.join(" > ", path.subList(0, level));
        traits.merge("category " + category, 1f / item.categories().size(), Float::sum);
      }
    }
    item.brand().ifPresent(brand -> traits.put("brand " + brand, 1f));
    if (bounds.length > 0 && isInBand(item.price().orElse(Double.NaN))) {
      traits.put("price band " + band((float) item.price().getAsDouble()), 1f);
    }
    item.tags().forEach(tag -> traits.put("tag " + tag, 1f / item.tags().size()));
    return traits;
  }

  /** Whether {@code price} is a finite number of single precision, in which bounds are kept. */
  private static boolean isInBand(double price) {
    return Float.isFinite((float) price);
  }

  /** How many bounds are at or below {@code price}. */
  private int band(float price) {
    int band = 0;
    while (band < bounds.length && bounds[band] <= price) {
      band++;
    }
    return band;
  }

  float[] bounds() {
    return bounds.clone();
  }
}

package io.cartrec;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the shop knows of a shopper. A shop can put this on its own customer class: {@link #id()} is
 * all it must say, and everything that can be derived is derived from {@link #history()}. {@link
 * #of(String)} starts an immutable one.
 */
public interface UserProfile {

  /** The shop's id of the user. */
  String id();

  /** Finished purchases, oldest first. */
  default List<Basket> history() {
    return List.of();
  }

  /** Age band, gender, region, whatever the shop has. */
  default Map<String, String> attributes() {
    return Map.of();
  }

  /** In how many baskets each item was bought, in order of first purchase. */
  default Map<String, Integer> purchaseCounts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Basket basket : history()) {
      basket.lines().stream()
          .map(CartLine::itemId)
          .distinct()
          .forEach(itemId -> counts.merge(itemId, 1, Integer::sum));
    }
    return counts;
  }

  /** Mean time between two purchases of {@code itemId}; empty before the second dated one. */
  default Optional<Duration> purchaseInterval(String itemId) {
    List<Instant> times = history().stream()
        .filter(basket -> basket.lines().stream().anyMatch(line -> line.itemId().equals(itemId)))
        .flatMap(basket -> basket.time().stream())
        .toList();
    if (times.size() < 2) {
      return Optional.empty();
    }
    Duration span = Duration.between(times.get(0), times.get(times.size() - 1));
    return Optional.of(span.dividedBy(times.size() - 1));
  }

  /** Time from the last dated basket to {@code now}; empty without one. */
  default Optional<Duration> recency(Instant now) {
    return history().stream()
        .flatMap(basket -> basket.time().stream())
        .reduce((earlier, later) -> later)
        .map(last -> Duration.between(last, now));
  }

  /** How many baskets the user has bought. */
  default int frequency() {
    return history().size();
  }

  /** What the user has spent: quantity times price over all lines whose price is known. */
  default double value() {
    return history().stream()
        .flatMap(basket -> basket.lines().stream())
        .mapToDouble(line -> line.quantity() * line.price().orElse(0))
        .sum();
  }

  /**
   * The middle half of the prices the user pays for a unit; empty when no price is known.
   */
  default Optional<PriceBand> priceBand() {
    double[] prices = history().stream()
        .flatMap(basket -> basket.lines().stream())
        .flatMapToDouble(line -> line.price().stream())
        .sorted()
        .toArray();
    int last = prices.length - 1;
    return last < 0
        ? Optional.empty()
        : Optional.of(new PriceBand(prices[last / 4], prices[last - last / 4]));
  }

  /**
   * How much the user cares for each category, at any level: every bought line counts for each
   * category its item stands in, half as much for each {@code halfLife} that has passed up to {@code
   * now}. Lines of undated baskets count in full. The values add up to 1; the map is empty when
   * nothing is known, and ordered by interest, then name.
   *
   * @param catalog finds an item's features by its id
   * @throws IllegalArgumentException if {@code halfLife} is not positive
   */
  default Map<String, Double> interests(
      Function<String, Optional<? extends ItemFeatures>> catalog, Instant now, Duration halfLife) {
    if (halfLife.isNegative() || halfLife.isZero()) {
      throw new IllegalArgumentException("halfLife must be > 0 but was " + halfLife);
    }
    Map<String, List<Double>> agesByCategory = new LinkedHashMap<>();
    double youngest = Double.POSITIVE_INFINITY;
    for (Basket basket : history()) {
      double age = basket
          .time()
          .map(time -> Math.max(0, seconds(Duration.between(time, now))))
          .orElse(0.0);
      for (CartLine line : basket.lines()) {
        List<String> categories = catalog.apply(line.itemId()).stream()
            .flatMap(item -> item.categories().stream().flatMap(List::stream).distinct())
            .toList();
        for (String category : categories) {
          agesByCategory.computeIfAbsent(category, c -> new ArrayList<>()).add(age);
          youngest = Math.min(youngest, age);
        }
      }
    }
    // Ages count from the youngest, which changes no share: the oldest history does not fade to 0 /
    // 0.
    double origin = youngest;
    Map<String, Double> weights = new LinkedHashMap<>();
    agesByCategory.forEach((category, ages) -> weights.put(
        category,
        ages.stream()
            .mapToDouble(age -> Math.pow(0.5, (age - origin) / seconds(halfLife)))
            .sum()));
    double total = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    return weights.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey()))
        .collect(Collectors.toMap(
            Map.Entry::getKey, entry -> entry.getValue() / total, (a, b) -> a, LinkedHashMap::new));
  }

  private static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNano() * 1e-9;
  }

  /** A user of whom nothing is known but the id. */
  static Shopper of(String id) {
    return new Shopper(id, List.of(), Map.of());
  }

  /**
   * The prices between which half of a user's purchases lie.
   *
   * @param low the lower quartile
   * @param high the upper quartile, {@code >= low}
   */
  record PriceBand(double low, double high) {}

  /** The immutable default. Thread-safe. */
  record Shopper(String id, List<Basket> history, Map<String, String> attributes)
      implements UserProfile {

    public Shopper {
      Objects.requireNonNull(id, "id");
      history = List.copyOf(history);
      attributes = Map.copyOf(attributes);
    }

    /** This user after buying {@code baskets}, oldest first, beside those bought before. */
    public Shopper bought(Basket... baskets) {
      return bought(Arrays.asList(baskets));
    }

    /** This user after buying {@code baskets}, oldest first, beside those bought before. */
    public Shopper bought(List<Basket> baskets) {
      List<Basket> all = new ArrayList<>(history);
      all.addAll(baskets);
      return new Shopper(id, all, attributes);
    }

    /** This user with one more attribute. */
    public Shopper with(String attribute, String value) {
      Map<String, String> all = new LinkedHashMap<>(attributes);
      all.put(attribute, value);
      return new Shopper(id, history, all);
    }
  }
}

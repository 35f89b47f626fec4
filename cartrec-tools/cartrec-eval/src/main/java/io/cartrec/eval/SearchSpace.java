package io.cartrec.eval;

import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.ModelProviders;
import io.cartrec.spi.Parameters.Description;
import io.cartrec.spi.Parameters.Range;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The settings of one model that a search may try: every choice, flag and range that its provider
 * declares, but for the parameters that the caller fixed. A number is drawn evenly from its range, or
 * evenly on a logarithmic scale when the range begins above 0 and spans a factor of 10 or more, and
 * rounded to three digits. Immutable and thread-safe.
 */
final class SearchSpace {

  private static final double WIDE = 10;
  private static final MathContext THREE_DIGITS = new MathContext(3);
  private static final int DRAWS_PER_SETTING = 50;

  private final ModelProviders providers;
  private final ModelSpec fixed;
  private final List<Description> free;

  /**
   * What can be varied of {@code fixed}.
   *
   * @throws IllegalArgumentException if that is nothing
   */
  SearchSpace(ModelProviders providers, ModelSpec fixed) {
    this.providers = providers;
    this.fixed = fixed;
    ModelProvider<?> provider = providers.named(fixed.name());
    this.free = provider.parameters().describe().stream()
        .filter(p -> !fixed.parameters().containsKey(p.name()))
        .filter(p -> p.range().isPresent() || p.values().contains("|"))
        .toList();
    if (free.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to tune in " + fixed
          + ": no parameter of it has a range or choices that were left open");
    }
  }

  /**
   * The settings as given, and up to {@code count - 1} others drawn by {@code seed}, all different and
   * allowed; fewer when the space holds no more.
   */
  List<ModelSpec> draw(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Set<ModelSpec> drawn = new LinkedHashSet<>();
    drawn.add(fixed);
    for (long tries = (long) count * DRAWS_PER_SETTING;
        drawn.size() < count && tries > 0;
        tries--) {
      ModelSpec spec = draw(random);
      if (isAllowed(spec)) {
        drawn.add(spec);
      }
    }
    return List.copyOf(drawn);
  }

  private ModelSpec draw(SplittableRandom random) {
    Map<String, String> values = new LinkedHashMap<>(fixed.parameters());
    for (Description parameter : free) {
      String value = parameter.range().isPresent()
          ? number(parameter, parameter.range().get(), random.nextDouble())
          : choice(parameter, random);
      if (!value.equals(parameter.value())) {
        values.put(parameter.name(), value);
      }
    }
    return new ModelSpec(fixed.name(), values);
  }

  private static String choice(Description parameter, SplittableRandom random) {
    List<String> choices = Arrays.asList(parameter.values().split("\\|"));
    return choices.get(random.nextInt(choices.size()));
  }

  private static String number(Description parameter, Range range, double share) {
    double value = range.least() > 0 && range.most() >= WIDE * range.least()
        ? range.least() * Math.pow(range.most() / range.least(), share)
        : range.least() + share * (range.most() - range.least());
    if (parameter.values().equals("int")) {
      return Long.toString(new BigDecimal(Math.rint(value)).round(THREE_DIGITS).longValue());
    }
    return Double.toString(new BigDecimal(value).round(THREE_DIGITS).doubleValue());
  }

  /** A configuration record may refuse a combination. */
  private boolean isAllowed(ModelSpec spec) {
    try {
      spec.trainer(providers);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}

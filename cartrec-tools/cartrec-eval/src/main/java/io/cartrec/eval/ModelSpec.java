package io.cartrec.eval;

import io.cartrec.model.Model;
import io.cartrec.model.Trainer;
import io.cartrec.spi.ModelProviders;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A model by name, with the parameters that differ from its defaults. Immutable and thread-safe.
 *
 * @param name such as {@code item-knn}
 * @param parameters values in words, by parameter name, in the order they were given
 */
public record ModelSpec(String name, Map<String, String> parameters) {

  public ModelSpec {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a model needs a name, as in item-knn:neighbors=100");
    }
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /**
   * Reads {@code NAME[:key=value,...]}.
   *
   * @throws IllegalArgumentException if the text has another form or names a parameter twice
   */
  public static ModelSpec parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return new ModelSpec(text.trim(), Map.of());
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : text.substring(colon + 1).split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "model '" + text + "' must read NAME:key=value,key=value but has '" + pair + "'");
      }
      String key = pair.substring(0, equals).trim();
      if (parameters.put(key, pair.substring(equals + 1).trim()) != null) {
        throw new IllegalArgumentException("model '" + text + "' names " + key + " twice");
      }
    }
    return new ModelSpec(text.substring(0, colon).trim(), parameters);
  }

  Trainer<? extends Model> trainer(ModelProviders providers) {
    return providers.trainer(name, parameters);
  }

  /** {@code NAME[:key=value,...]} again. */
  @Override
  public String toString() {
    return parameters.isEmpty()
        ? name
        : parameters.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(",", name + ":", ""));
  }
}

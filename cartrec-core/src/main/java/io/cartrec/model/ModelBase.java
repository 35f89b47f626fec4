package io.cartrec.model;

import io.cartrec.data.Dataset;
import io.cartrec.data.IdIndex;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * What every model carries. Immutable and thread-safe.
 *
 * @param provenance where the model comes from
 * @param items the items it knows
 * @param popularity how often each occurred in training
 */
public record ModelBase(ModelProvenance provenance, IdIndex items, Popularity popularity) {

  public ModelBase {
    Objects.requireNonNull(provenance, "provenance");
    Objects.requireNonNull(items, "items");
    Objects.requireNonNull(popularity, "popularity");
  }

  /** The base of a model that {@code algorithm} makes of {@code data} with {@code config}. */
  public static ModelBase of(Dataset data, String algorithm, Map<String, String> config) {
    ModelProvenance provenance =
        new ModelProvenance(algorithm, config, data.fingerprint(), Library.VERSION);
    return new ModelBase(provenance, data.items(), Popularity.of(data));
  }

  private static final class Library {
    static final String VERSION = version();

    private static String version() {
      try (InputStream in = ModelBase.class.getResourceAsStream("library.properties")) {
        Properties properties = new Properties();
        properties.load(Objects.requireNonNull(in, "library.properties is missing from the jar"));
        return properties.getProperty("version");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

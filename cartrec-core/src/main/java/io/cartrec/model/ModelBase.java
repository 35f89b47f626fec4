package io.cartrec.model;

import io.cartrec.data.Dataset;
import io.cartrec.data.IdIndex;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.zip.CRC32C;

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

  /**
   * The base of a model {@code algorithm} with {@code config} that was not trained here: no event is
   * counted. Its data is named by {@code data} and a CRC32C over the ids.
   *
   * @param data what names the data, or the weights that were learned from it
   */
  public static ModelBase imported(
      IdIndex items, String algorithm, Map<String, String> config, String data) {
    CRC32C crc = new CRC32C();
    crc.update(items.offsets());
    crc.update(items.bytes());
    ModelProvenance provenance = new ModelProvenance(
        algorithm, config, "%s of items %08x".formatted(data, crc.getValue()), Library.VERSION);
    return new ModelBase(provenance, items, Popularity.of(new int[items.size()]));
  }

  /**
   * The base of what this model becomes with {@code config} by learning from {@code data} too: its items
   * keep their codes and new ones follow, and the events of both are counted. Its data is named by this
   * model's version and the fingerprint of {@code data}.
   */
  public ModelBase updated(Dataset data, Map<String, String> config) {
    IdIndex.Builder ids = new IdIndex.Builder();
    int[] counts = new int[items.size() + data.items().size()];
    for (int item = 0; item < items.size(); item++) {
      counts[ids.add(items.id(item))] = popularity.count(item);
    }
    Popularity fresh = Popularity.of(data);
    for (int item = 0; item < fresh.size(); item++) {
      int code = ids.add(data.items().id(item));
      counts[code] = Math.addExact(counts[code], fresh.count(item));
    }
    ModelProvenance updated = new ModelProvenance(
        provenance.algorithm(),
        config,
        provenance.modelVersion() + " and " + data.fingerprint(),
        Library.VERSION);
    IdIndex all = ids.build();
    return new ModelBase(updated, all, Popularity.of(Arrays.copyOf(counts, all.size())));
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

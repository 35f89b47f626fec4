package io.cartrec.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Where a model comes from; enough to make it again. Immutable and thread-safe.
 *
 * @param algorithm the model's name, such as {@code item-knn}
 * @param config every parameter of its configuration, in words, the seed included
 * @param data the fingerprint of the data it was trained on
 * @param library the version of cartrec that trained it
 */
public record ModelProvenance(
    String algorithm, Map<String, String> config, String data, String library) {

  public ModelProvenance {
    Objects.requireNonNull(algorithm, "algorithm");
    config = Collections.unmodifiableMap(new TreeMap<>(config));
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(library, "library");
  }

  /**
   * Name and version: {@code item-knn@9f3c21aa}. The version is a CRC32C over the provenance, and as
   * training is a pure function of it, equal versions almost certainly mean equal models.
   */
  public String modelVersion() {
    CRC32C crc = new CRC32C();
    crc.update(toString().getBytes(UTF_8));
    return "%s@%08x".formatted(algorithm, crc.getValue());
  }
}

package io.cartrec.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartrec.ItemFeatures;
import io.cartrec.UserProfile;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/**
 * What is known beside the events. Immutable and thread-safe, as far as the items are.
 *
 * @param catalog of items
 * @param attributes of users, by the user's id, then by name
 */
record Knowledge(Catalog catalog, Map<String, Map<String, String>> attributes) {

  static final Knowledge NONE = new Knowledge(Catalog.empty(), Map.of());

  Knowledge {
    Objects.requireNonNull(catalog, "catalog");
    attributes = Map.copyOf(attributes);
  }

  Knowledge withCatalog(Catalog catalog) {
    return new Knowledge(catalog, attributes);
  }

  Knowledge withProfiles(Collection<? extends UserProfile> users) {
    Map<String, Map<String, String>> byUser = new HashMap<>();
    users.forEach(user -> byUser.put(user.id(), Map.copyOf(user.attributes())));
    return new Knowledge(catalog, byUser);
  }

  /**
   * What tells apart what is known of the given items and users, as far as a model can learn from it:
   * neither titles nor stock, nor anything of others. Empty when nothing is known.
   */
  String fingerprint(IdIndex items, IdIndex users) {
    Digest ofItems = new Digest();
    for (int item = 0; catalog.size() > 0 && item < items.size(); item++) {
      Optional<ItemFeatures> features = catalog.find(items.id(item));
      if (features.isPresent()) {
        ofItems.add(item, features.get());
      }
    }
    Digest ofUsers = new Digest();
    for (int user = 0; !attributes.isEmpty() && user < users.size(); user++) {
      Map<String, String> known = attributes.getOrDefault(users.id(user), Map.of());
      if (!known.isEmpty()) {
        ofUsers.add(user, known);
      }
    }
    return ofItems.text("items known") + ofUsers.text("users known");
  }

  /** A checksum over what is known of some items or users. */
  private static final class Digest {
    private final CRC32C crc = new CRC32C();
    private int known;

    void add(int item, ItemFeatures features) {
      number(item);
      number(features.categories().size());
      features.categories().forEach(this::texts);
      texts(features.brand().stream().toList());
      number(features.price().isPresent() ? 1 : 0);
      number(Double.doubleToLongBits(features.price().orElse(0)));
      texts(new TreeSet<>(features.tags()));
      Map<String, float[]> vectors = new TreeMap<>(features.vectors());
      texts(vectors.keySet());
      for (float[] vector : vectors.values()) {
        number(vector.length);
        for (float value : vector) {
          number(Float.floatToIntBits(value));
        }
      }
      known++;
    }

    void add(int user, Map<String, String> attributes) {
      number(user);
      number(attributes.size());
      new TreeMap<>(attributes).forEach((name, value) -> texts(List.of(name, value)));
      known++;
    }

    private void texts(Collection<String> texts) {
      number(texts.size());
      for (String text : texts) {
        byte[] bytes = text.getBytes(UTF_8);
        number(bytes.length);
        crc.update(bytes);
      }
    }

    private void number(long value) {
      crc.update(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
    }

    String text(String what) {
      return known == 0 ? "" : ", %d %s, crc32c %08x".formatted(known, what, crc.getValue());
    }
  }
}

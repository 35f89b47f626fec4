package io.cartrec.neural;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a sequence model is told of an entry beside its item. Immutable.
 *
 * @param types whether it learns what happened (a view, an addition, a purchase), and sees removals too
 * @param gaps whether it learns how long after the entry before that was
 * @param features whether it learns what the shop knows of the item: the levels of its categories, brand,
 *     price band and tags
 * @param vectors the name of the items' dense vectors that it learns from, of which their direction counts;
 *     empty for none
 */
public record Channels(boolean types, boolean gaps, boolean features, String vectors) {

  public Channels {
    Objects.requireNonNull(vectors, "vectors");
  }

  /** Items alone. */
  public static Channels none() {
    return new Channels(false, false, false, "");
  }

  public Channels withTypes(boolean value) {
    return new Channels(value, gaps, features, vectors);
  }

  public Channels withGaps(boolean value) {
    return new Channels(types, value, features, vectors);
  }

  public Channels withFeatures(boolean value) {
    return new Channels(types, gaps, value, vectors);
  }

  public Channels withVectors(String value) {
    return new Channels(types, gaps, features, value);
  }

  /** Those of the entry that are open, in a fixed order. */
  List<Channel> open() {
    List<Channel> open = new ArrayList<>();
    if (types) {
      open.add(Channel.TYPE);
    }
    if (gaps) {
      open.add(Channel.GAP);
    }
    return List.copyOf(open);
  }
}

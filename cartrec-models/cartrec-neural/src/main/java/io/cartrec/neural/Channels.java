package io.cartrec.neural;

import java.util.ArrayList;
import java.util.List;

/**
 * What a sequence model is told of an entry beside its item. Immutable.
 *
 * @param types whether it learns what happened (a view, an addition, a purchase), and sees removals too
 * @param gaps whether it learns how long after the entry before that was
 */
public record Channels(boolean types, boolean gaps) {

  /** Items alone. */
  public static Channels none() {
    return new Channels(false, false);
  }

  public Channels withTypes(boolean value) {
    return new Channels(value, gaps);
  }

  public Channels withGaps(boolean value) {
    return new Channels(types, value);
  }

  /** Those that are open, in a fixed order. */
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

package io.cartrec.neural;

import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.data.IdIndex;
import io.cartrec.model.Query;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a net reads of a query: items, and their codes in each open channel.
 *
 * @param items the items, the newest last
 * @param codes of each channel, as long as {@code items}
 */
record Entries(int[] items, int[][] codes) {

  /**
   * The entries of {@code query}. Where a channel is open they are the session's events, removals among
   * them where their type is told, if one of them speaks for an item; else the query's sequence, of which
   * no channel knows anything.
   */
  static Entries of(Query query, IdIndex ids, Channels channels) {
    List<Channel> open = channels.open();
    if (!open.isEmpty()) {
      Entries session = ofSession(query.request().session(), ids, channels, open);
      if (session.items.length > 0) {
        return session;
      }
    }
    return ofItems(query.sequence(), open.size());
  }

  /** Items of which no channel knows anything. */
  static Entries ofItems(int[] items, int channels) {
    return new Entries(items, new int[channels][items.length]);
  }

  /** The items of the newest {@code count} entries. */
  int[] newestItems(int count) {
    return Arrays.copyOfRange(items, items.length - count, items.length);
  }

  /** The codes of the newest {@code count} entries. */
  int[][] newestCodes(int count) {
    int[][] newest = new int[codes.length][];
    Arrays.setAll(
        newest, channel -> Arrays.copyOfRange(codes[channel], items.length - count, items.length));
    return newest;
  }

  private static Entries ofSession(
      List<Event> all, IdIndex ids, Channels channels, List<Channel> open) {
    List<Event> events = all.subList(Math.max(0, all.size() - Query.LONGEST_CONTEXT), all.size());
    int[] items = new int[events.size()];
    int[][] codes = new int[open.size()][items.length];
    int size = 0;
    boolean speaks = false;
    OptionalLong before = OptionalLong.empty();
    for (Event event : events) {
      int item = ids.code(event.itemId(), -1);
      if (item >= 0 && isEntry(event.type(), event.isPositive(), channels)) {
        OptionalLong time = event.timestamp().isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(event.timestamp().get().toEpochMilli());
        items[size] = item;
        put(size, seen(event.type(), event.isPositive()), before, time, open, codes);
        before = time;
        speaks |= event.isPositive();
        size++;
      }
    }
    int known = speaks ? size : 0;
    Arrays.setAll(codes, channel -> Arrays.copyOf(codes[channel], known));
    return new Entries(Arrays.copyOf(items, known), codes);
  }

  /** Whether an event is an entry: it speaks for its item, or against it where that is told. */
  static boolean isEntry(EventType type, boolean isPositive, Channels channels) {
    return isPositive || (channels.types() && type != EventType.IMPRESSION);
  }

  /** What is told of an event: what was given back is a removal. */
  static EventType seen(EventType type, boolean isPositive) {
    return isPositive ? type : EventType.REMOVE_FROM_CART;
  }

  /** Puts the codes of an entry in place {@code at}. */
  static void put(
      int at,
      EventType type,
      OptionalLong before,
      OptionalLong time,
      List<Channel> open,
      int[][] codes) {
    for (int channel = 0; channel < codes.length; channel++) {
      codes[channel][at] = open.get(channel).code(type, before, time);
    }
  }
}

package io.cartrec.data;

import io.cartrec.EventType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The columns of a data set. Each has one entry a row, or none at all when no event fills it.
 *
 * @param items what {@code item} codes
 * @param users what {@code user} codes
 * @param sessions what {@code session} codes
 * @param item codes, never absent
 * @param user codes, or {@link #NO_CODE}
 * @param session codes, or {@link #NO_CODE}
 * @param time milliseconds since 1970, or {@link #NO_TIME}
 * @param type ordinals of {@link EventType}
 * @param quantity finite
 * @param price finite, or NaN where absent
 * @param rating finite, or NaN where absent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
record Columns(
    IdIndex items,
    IdIndex users,
    IdIndex sessions,
    int[] item,
    int[] user,
    int[] session,
    long[] time,
    byte[] type,
    float[] quantity,
    float[] price,
    float[] rating) {

  static final int NO_CODE = -1;
  static final long NO_TIME = Long.MIN_VALUE;
  static final EventType[] TYPES = EventType.values();

  private static final int BLOCK = 1 << 13;

  String fingerprint() {
    CRC32C crc = new CRC32C();
    for (IdIndex ids : new IdIndex[] {items, users, sessions}) {
      crc.update(ids.bytes());
      crc.update(ids.offsets());
    }
    ByteBuffer block = ByteBuffer.allocate(BLOCK * Long.BYTES);
    // an absent column has length 0: without the lengths, prices could pass for quantities
    block.asIntBuffer().put(new int[] {
      item.length,
      user.length,
      session.length,
      time.length,
      type.length,
      quantity.length,
      price.length,
      rating.length
    });
    crc.update(block.array(), 0, 8 * Integer.BYTES);
    for (int[] column : new int[][] {item, user, session}) {
      for (int from = 0; from < column.length; from += BLOCK) {
        int length = Math.min(BLOCK, column.length - from);
        block.asIntBuffer().put(column, from, length);
        crc.update(block.array(), 0, length * Integer.BYTES);
      }
    }
    for (float[] column : new float[][] {quantity, price, rating}) {
      for (int from = 0; from < column.length; from += BLOCK) {
        int length = Math.min(BLOCK, column.length - from);
        block.asFloatBuffer().put(column, from, length);
        crc.update(block.array(), 0, length * Float.BYTES);
      }
    }
    for (int from = 0; from < time.length; from += BLOCK) {
      int length = Math.min(BLOCK, time.length - from);
      block.asLongBuffer().put(time, from, length);
      crc.update(block.array(), 0, length * Long.BYTES);
    }
    crc.update(type);
    return "%d events, %d items, crc32c %08x".formatted(item.length, items.size(), crc.getValue());
  }

  /** The same rows in time order, with codes numbered by first appearance in that order. */
  Columns inTimeOrder() {
    int[] order = TimeOrder.of(time);
    if (order.length == 0) {
      return this;
    }
    Recoding newItems = new Recoding(items);
    Recoding newUsers = new Recoding(users);
    Recoding newSessions = new Recoding(sessions);
    int[] itemSorted = newItems.recode(item, order);
    int[] userSorted = newUsers.recode(user, order);
    int[] sessionSorted = newSessions.recode(session, order);
    return new Columns(
        newItems.index(),
        newUsers.index(),
        newSessions.index(),
        itemSorted,
        userSorted,
        sessionSorted,
        TimeOrder.apply(order, time),
        TimeOrder.apply(order, type),
        TimeOrder.apply(order, quantity),
        TimeOrder.apply(order, price),
        TimeOrder.apply(order, rating));
  }

  /** Renumbers codes by first appearance in another order of rows. */
  private static final class Recoding {
    private final IdIndex old;
    private final int[] codes;
    private final IdIndex.Builder ids = new IdIndex.Builder();

    Recoding(IdIndex old) {
      this.old = old;
      this.codes = new int[old.size()];
      Arrays.fill(codes, NO_CODE);
    }

    int[] recode(int[] column, int[] order) {
      int[] recoded = new int[column.length];
      for (int row = 0; row < column.length; row++) {
        int code = column[order[row]];
        if (code != NO_CODE && codes[code] == NO_CODE) {
          codes[code] = ids.add(old.id(code));
        }
        recoded[row] = code == NO_CODE ? NO_CODE : codes[code];
      }
      return recoded;
    }

    IdIndex index() {
      return ids.build();
    }
  }
}

package io.cartrec.data;

import io.cartrec.Event;
import io.cartrec.EventType;
import java.util.Optional;
import java.util.OptionalDouble;

/** Collects events, in any order, into a {@link Dataset}. Use once. Not thread-safe. */
public final class DatasetBuilder {

  private final IdIndex.Builder items = new IdIndex.Builder();
  private final Recent users = new Recent();
  private final Recent sessions = new Recent();
  private final Chunks<int[]> item = new Chunks<>(int[]::new);
  private final Chunks<int[]> user = new Chunks<>(int[]::new);
  private final Chunks<int[]> session = new Chunks<>(int[]::new);
  private final Chunks<long[]> time = new Chunks<>(long[]::new);
  private final Chunks<byte[]> type = new Chunks<>(byte[]::new);
  private final Chunks<float[]> quantity = new Chunks<>(float[]::new);
  private final Chunks<float[]> price = new Chunks<>(float[]::new);
  private final Chunks<float[]> rating = new Chunks<>(float[]::new);

  private Knowledge knowledge = Knowledge.NONE;
  private boolean built;

  DatasetBuilder() {}

  /** Adds one event. */
  public DatasetBuilder add(Event event) {
    if (built) {
      throw new IllegalStateException("this builder has built its data set; use a new one");
    }
    int rows = item.size();
    int itemCode = items.add(event.itemId());
    put(user, rows, users.code(event.userId()), Columns.NO_CODE);
    put(session, rows, sessions.code(event.sessionId()), Columns.NO_CODE);
    put(item, rows, itemCode, Columns.NO_CODE);
    put(
        time,
        rows,
        event.timestamp().isEmpty() ? Columns.NO_TIME : event.timestamp().get().toEpochMilli());
    put(type, rows, event.type());
    put(quantity, rows, (float) event.quantity(), 1);
    put(price, rows, value(event.price()), Float.NaN);
    put(rating, rows, value(event.rating()), Float.NaN);
    return this;
  }

  /** Adds every event, in its order. */
  public DatasetBuilder addAll(Iterable<Event> events) {
    events.forEach(this::add);
    return this;
  }

  /** Lets the data set know of items and users what {@code other} does. */
  public DatasetBuilder knowing(Dataset other) {
    knowledge = other.knowledge();
    return this;
  }

  /** The events added, in time order. */
  public Dataset build() {
    if (built) {
      throw new IllegalStateException("this builder has built its data set; use a new one");
    }
    built = true;
    Columns columns = new Columns(
        items.build(),
        users.ids.build(),
        sessions.ids.build(),
        item.drain(),
        user.drain(),
        session.drain(),
        time.drain(),
        type.drain(),
        quantity.drain(),
        price.drain(),
        rating.drain());
    return new Dataset(columns.inTimeOrder(), knowledge);
  }

  private static float value(OptionalDouble value) {
    return value.isEmpty() ? Float.NaN : (float) value.getAsDouble();
  }

  // A column is begun by the first event that fills it; the rows before get the absent value.

  private static void put(Chunks<int[]> column, int rows, int value, int absent) {
    if (value == absent && column.size() == 0) {
      return;
    }
    while (column.size() < rows) {
      int at = column.advance();
      column.tail()[at] = absent;
    }
    int at = column.advance();
    column.tail()[at] = value;
  }

  private static void put(Chunks<float[]> column, int rows, float value, float absent) {
    if (Float.compare(value, absent) == 0 && column.size() == 0) {
      return;
    }
    while (column.size() < rows) {
      int at = column.advance();
      column.tail()[at] = absent;
    }
    int at = column.advance();
    column.tail()[at] = value;
  }

  private static void put(Chunks<long[]> column, int rows, long value) {
    if (value == Columns.NO_TIME && column.size() == 0) {
      return;
    }
    while (column.size() < rows) {
      int at = column.advance();
      column.tail()[at] = Columns.NO_TIME;
    }
    int at = column.advance();
    column.tail()[at] = value;
  }

  @SuppressWarnings("EnumOrdinal") // in memory only, never in a file
  private static void put(Chunks<byte[]> column, int rows, EventType value) {
    if (value == EventType.PURCHASE && column.size() == 0) {
      return;
    }
    while (column.size() < rows) {
      int at = column.advance();
      column.tail()[at] = (byte) EventType.PURCHASE.ordinal();
    }
    int at = column.advance();
    column.tail()[at] = (byte) value.ordinal();
  }

  /** An id index that remembers the last id: the rows of a user or session often stand together. */
  private static final class Recent {
    private final IdIndex.Builder ids = new IdIndex.Builder();
    private String last = "";
    private int lastCode = Columns.NO_CODE;

    int code(Optional<String> id) {
      if (id.isEmpty()) {
        return Columns.NO_CODE;
      }
      if (!id.get().equals(last)) {
        lastCode = ids.add(id.get());
        last = id.get();
      }
      return lastCode;
    }
  }
}

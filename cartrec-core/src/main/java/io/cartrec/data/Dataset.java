package io.cartrec.data;

import io.cartrec.Basket;
import io.cartrec.CartLine;
import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.UserProfile;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntPredicate;

/**
 * An event log in columns, and what the shop knows of its items and users: row {@code r} in {@code [0,
 * rows())} is one event, and rows stand in time order. Equal times keep the order of the source; rows
 * without a time come last, in the order of the source. Items, users and sessions are dense codes,
 * numbered by first appearance in that order.
 *
 * <p>A column that no event fills costs nothing; one that some event fills costs a row 4 bytes (item,
 * user, session, quantity, price, rating), 8 (time) or 1 (type), ids counted apart. Quantities, prices
 * and ratings are kept as {@code float}. Immutable and thread-safe.
 */
public final class Dataset {

  private final Columns columns;
  private final Knowledge knowledge;

  Dataset(Columns columns, Knowledge knowledge) {
    this.columns = columns;
    this.knowledge = knowledge;
  }

  public static DatasetBuilder builder() {
    return new DatasetBuilder();
  }

  /** The events of {@code source}. */
  public static Dataset of(EventSource source) throws IOException {
    DatasetBuilder builder = builder();
    source.forEach(builder::add);
    return builder.build();
  }

  /** The given events. */
  public static Dataset of(Iterable<Event> events) {
    DatasetBuilder builder = builder();
    events.forEach(builder::add);
    return builder.build();
  }

  /** These events, with {@code catalog} instead of what was known of items. */
  public Dataset withCatalog(Catalog catalog) {
    return new Dataset(columns, knowledge.withCatalog(catalog));
  }

  /**
   * These events, with the attributes of {@code users} instead of what was known of users; of two with one
   * id the later counts. Nothing else is taken from them: histories are made of the events.
   */
  public Dataset withProfiles(Collection<? extends UserProfile> users) {
    return new Dataset(columns, knowledge.withProfiles(users));
  }

  /** What the shop knows of items, be they in the events or not; empty unless it was given. */
  public Catalog catalog() {
    return knowledge.catalog();
  }

  /** What the shop knows of a user, by name of the attribute; empty unless it was given. */
  public Map<String, String> attributes(String userId) {
    return knowledge.attributes().getOrDefault(userId, Map.of());
  }

  Knowledge knowledge() {
    return knowledge;
  }

  /** How many events there are. */
  public int rows() {
    return columns.item().length;
  }

  public IdIndex items() {
    return columns.items();
  }

  /** The users; empty when no event names one. */
  public IdIndex users() {
    return columns.users();
  }

  /** The sessions; empty when no event names one. */
  public IdIndex sessionIds() {
    return columns.sessions();
  }

  public int item(int row) {
    return columns.item()[row];
  }

  /** The user's code; empty when the event has none. */
  public OptionalInt user(int row) {
    return code(columns.user(), row);
  }

  /** The session's code; empty when the event has none. */
  public OptionalInt session(int row) {
    return code(columns.session(), row);
  }

  public EventType type(int row) {
    byte[] type = columns.type();
    return type.length == 0 ? EventType.PURCHASE : Columns.TYPES[type[row]];
  }

  /** Milliseconds since 1970; empty when the event has no time. */
  public OptionalLong timeMillis(int row) {
    long[] time = columns.time();
    return time.length == 0 || time[row] == Columns.NO_TIME
        ? OptionalLong.empty()
        : OptionalLong.of(time[row]);
  }

  /** The quantity; negative for a return. 1 when the event has none. */
  public double quantity(int row) {
    float[] quantity = columns.quantity();
    return quantity.length == 0 ? 1 : quantity[row];
  }

  /** Price of one unit; empty when the event has none. */
  public OptionalDouble price(int row) {
    return value(columns.price(), row);
  }

  /** The rating; empty when the event has none. */
  public OptionalDouble rating(int row) {
    return value(columns.rating(), row);
  }

  /** Whether any event has a time. */
  public boolean isTimed() {
    return columns.time().length > 0;
  }

  /**
   * Whether the event speaks for its item: the item was neither merely shown nor removed nor given back.
   * Baskets, interactions and popularity are made of such events.
   */
  public boolean isPositive(int row) {
    EventType type = type(row);
    return type != EventType.IMPRESSION && type != EventType.REMOVE_FROM_CART && quantity(row) > 0;
  }

  /** Row {@code row} as an event again. */
  public Event event(int row) {
    return new Event(
        items().id(item(row)),
        type(row),
        time(row),
        id(user(row), users()),
        id(session(row), sessionIds()),
        quantity(row),
        price(row),
        rating(row));
  }

  /** The events of the rows that {@code rows} accepts, with codes of their own; all else is kept. */
  public Dataset where(IntPredicate rows) {
    DatasetBuilder builder = builder().knowing(this);
    for (int row = 0; row < rows(); row++) {
      if (rows.test(row)) {
        builder.add(event(row));
      }
    }
    return builder.build();
  }

  /**
   * The rows of each session, in order. When no event names a session, a user's rows are one session.
   * When some do, rows that name none are in no session.
   *
   * @throws IllegalStateException if no event names a session or a user
   */
  public Sessions sessions() {
    if (columns.session().length > 0) {
      return Sessions.groupedBy(columns.session(), sessionIds());
    }
    return byUser("sessions");
  }

  /**
   * The distinct items of each session's {@linkplain #isPositive positive} events, in order of first
   * appearance; see {@link #sessions()}.
   */
  public Interactions baskets() {
    return Interactions.of(this, sessions());
  }

  /**
   * The distinct items of each user's {@linkplain #isPositive positive} events, in order of first
   * appearance.
   *
   * @throws IllegalStateException if no event names a user
   */
  public Interactions interactions() {
    return Interactions.of(this, byUser("interactions"));
  }

  /**
   * A user with the history these events give: what was purchased or rated in a session is one basket,
   * and so is, of events that name none, what was at one moment; and with the user's {@linkplain
   * #attributes attributes}. Empty for a user of no event. Costs {@code O(rows())}.
   */
  public Optional<UserProfile> profile(String userId) {
    OptionalInt code = users().find(userId);
    return code.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new UserProfile.Shopper(userId, history(code.getAsInt()), attributes(userId)));
  }

  /**
   * A short text that tells two data sets apart: their size and a CRC32C over every column and id; and
   * where something is known of their items or users, one over what a model can learn of it.
   */
  public String fingerprint() {
    return columns.fingerprint() + knowledge.fingerprint(items(), users());
  }

  private List<Basket> history(int user) {
    Map<Object, List<Integer>> baskets = new LinkedHashMap<>(); // by session, else by time
    for (int row = 0; row < rows(); row++) {
      if (columns.user()[row] == user && isOwned(type(row)) && quantity(row) > 0) {
        Object key = session(row).isPresent() ? session(row) : timeMillis(row);
        baskets.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
      }
    }
    return baskets.values().stream().map(this::basket).toList();
  }

  private static boolean isOwned(EventType type) {
    return type == EventType.PURCHASE || type == EventType.RATING;
  }

  private Basket basket(List<Integer> rows) {
    List<CartLine> lines = rows.stream().map(this::line).toList();
    return new Basket(lines, time(rows.get(0)));
  }

  private CartLine line(int row) {
    OptionalDouble price = price(row).orElse(-1) < 0 ? OptionalDouble.empty() : price(row);
    return new CartLine(items().id(item(row)), quantity(row), price);
  }

  private Optional<Instant> time(int row) {
    OptionalLong millis = timeMillis(row);
    return millis.isEmpty()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(millis.getAsLong()));
  }

  private Sessions byUser(String view) {
    if (columns.user().length == 0) {
      throw new IllegalStateException(view + " need events that name a user"
          + (view.equals("sessions") ? " or a session" : "") + ", and none does");
    }
    return Sessions.groupedBy(columns.user(), users());
  }

  private static OptionalInt code(int[] column, int row) {
    return column.length == 0 || column[row] == Columns.NO_CODE
        ? OptionalInt.empty()
        : OptionalInt.of(column[row]);
  }

  private static OptionalDouble value(float[] column, int row) {
    return column.length == 0 || Float.isNaN(column[row])
        ? OptionalDouble.empty()
        : OptionalDouble.of(column[row]);
  }

  private static Optional<String> id(OptionalInt code, IdIndex ids) {
    return code.isEmpty() ? Optional.empty() : Optional.of(ids.id(code.getAsInt()));
  }
}

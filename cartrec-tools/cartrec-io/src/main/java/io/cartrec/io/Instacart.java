package io.cartrec.io;

import static io.cartrec.io.PublicLayouts.DAY_MILLIS;

import io.cartrec.EventType;
import io.cartrec.data.IdIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Reads Instacart's {@code order_products__*.csv} with the {@code orders.csv} beside them, which is read
 * once and takes about 60 bytes of memory an order. Not thread-safe.
 */
final class Instacart implements Parser {

  private static final long FIRST_DAY = Instant.parse("2015-01-01T00:00:00Z").toEpochMilli();

  private static final Layout ORDERS = Layout.named(
      Map.of(
          "order_id", Column.SESSION,
          "user_id", Column.USER,
          "order_number", Column.QUANTITY,
          "order_hour_of_day", Column.TIME_OF_DAY,
          "days_since_prior_order", Column.DAY),
      EventType.PURCHASE);

  private Optional<Path> loaded = Optional.empty();
  private IdIndex.Builder users = new IdIndex.Builder();
  private IdIndex.Builder orders = new IdIndex.Builder();
  private int[] userOf = new int[1 << 10];
  private long[] timeOf = new long[1 << 10];
  private int lastUser = -1;
  private double lastNumber;
  private double days;

  @Override
  public void parse(Path file, Intake intake) throws IOException {
    if (PublicLayouts.name(file).equals("orders.csv")) {
      return; // has no items; it is read for those that have
    }
    load(ordersBeside(file), intake);
    IdIndex known = orders.build();
    Layout.named(Map.of("order_id", Column.SESSION, "product_id", Column.ITEM), EventType.PURCHASE)
        .completedBy(row -> complete(row, known))
        .parse(file, intake);
  }

  private void complete(Row row, IdIndex known) {
    String order = row.session().orElse("");
    int code = known.code(order, -1);
    if (code < 0) {
      row.reject("orders.csv lacks the order", order);
    } else {
      row.byUser(users.id(userOf[code]));
      row.at(timeOf[code]);
    }
  }

  private static Path ordersBeside(Path file) throws EventFormatException {
    for (String name : new String[] {"orders.csv", "orders.csv.gz"}) {
      Path orders = file.resolveSibling(name);
      if (Files.exists(orders)) {
        return orders;
      }
    }
    throw new EventFormatException(
        file.toString(), 0, "needs orders.csv, with users and times, beside it", null);
  }

  private void load(Path file, Intake intake) throws IOException {
    if (loaded.equals(Optional.of(file))) {
      return;
    }
    users = new IdIndex.Builder();
    orders = new IdIndex.Builder();
    Intake own = intake.of(file);
    ORDERS.read(file, own, (line, row) -> {
      addOrder(row);
      if (!row.rule().isEmpty()) {
        own.reject(line, row.rule(), row.detail());
      }
    });
    loaded = Optional.of(file);
  }

  private void addOrder(Row row) {
    if (row.session().isEmpty() || row.user().isEmpty()) {
      row.reject("order_id or user_id is blank", "");
    }
    if (!(row.timeOfDay >= 0 && row.timeOfDay < 24)) {
      row.reject("order_hour_of_day is not in 0 to 23", "");
    }
    if (!row.rule().isEmpty()) {
      return;
    }
    int user = users.add(row.user().get());
    boolean first = row.quantity == 1;
    if (!first && (user != lastUser || row.quantity <= lastNumber)) {
      row.reject("orders of a user do not stand together, counted from order_number 1", "");
      return;
    }
    days = first ? 0 : days + (Double.isNaN(row.day) ? 0 : row.day);
    lastUser = user;
    lastNumber = row.quantity;
    int order = orders.add(row.session().get());
    if (order == userOf.length) {
      userOf = Arrays.copyOf(userOf, 2 * order);
      timeOf = Arrays.copyOf(timeOf, 2 * order);
    }
    userOf[order] = user;
    timeOf[order] = FIRST_DAY + Math.round(days * DAY_MILLIS + row.timeOfDay * 3_600_000);
  }
}

package io.cartrec.io;

import static io.cartrec.io.Column.DAY;
import static io.cartrec.io.Column.EVENT;
import static io.cartrec.io.Column.IGNORED;
import static io.cartrec.io.Column.ITEM;
import static io.cartrec.io.Column.PRICE;
import static io.cartrec.io.Column.QUANTITY;
import static io.cartrec.io.Column.RATING;
import static io.cartrec.io.Column.SESSION;
import static io.cartrec.io.Column.TIMESTAMP;
import static io.cartrec.io.Column.TIME_OF_DAY;
import static io.cartrec.io.Column.TOTAL;
import static io.cartrec.io.Column.USER;

import io.cartrec.EventType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The layouts of public data sets; what each means is said at {@link EventFormat}. */
final class PublicLayouts {

  static final long DAY_MILLIS = 86_400_000;
  private static final long DUNNHUMBY_DAY_0 =
      Instant.parse("2011-12-31T00:00:00Z").toEpochMilli();

  private PublicLayouts() {}

  static Parser retailRocket() {
    return Layout.named(
            Map.of("timestamp", TIMESTAMP, "visitorid", USER, "event", EVENT, "itemid", ITEM),
            EventType.VIEW)
        .calling(Map.of(
            "view", EventType.VIEW,
            "addtocart", EventType.ADD_TO_CART,
            "transaction", EventType.PURCHASE));
  }

  static Parser dunnhumby() {
    Map<String, Column> columns = Map.of(
        "household_key", USER,
        "basket_id", SESSION,
        "day", DAY,
        "product_id", ITEM,
        "quantity", QUANTITY,
        "sales_value", TOTAL,
        "trans_time", TIME_OF_DAY);
    return Layout.named(columns, EventType.PURCHASE).completedBy(PublicLayouts::completeDunnhumby);
  }

  private static void completeDunnhumby(Row row) {
    int hour = (int) (row.timeOfDay / 100);
    double minute = row.timeOfDay - 100 * hour;
    if (!(row.timeOfDay >= 0 && hour < 24 && minute < 60)) {
      row.reject("TRANS_TIME is not in 0 to 2359", "");
    }
    row.at(Math.round(DUNNHUMBY_DAY_0 + row.day * DAY_MILLIS + (60 * hour + minute) * 60_000));
    double price = row.total / row.quantity;
    row.price = Math.abs(price) <= Float.MAX_VALUE ? price : Row.ABSENT;
  }

  static Parser movieLens() {
    List<Column> positions = List.of(USER, ITEM, RATING, TIMESTAMP);
    Layout csv = Layout.named(
        Map.of("userid", USER, "movieid", ITEM, "rating", RATING, "timestamp", TIMESTAMP),
        EventType.RATING);
    Layout tabs = Layout.positional("\t", positions, EventType.RATING);
    Layout colons = Layout.positional("::", positions, EventType.RATING);
    return (file, intake) -> {
      String name = name(file);
      Layout layout = name.endsWith(".csv") ? csv : name.endsWith(".dat") ? colons : tabs;
      layout.parse(file, intake);
    };
  }

  static Parser yooChoose() {
    Layout clicks =
        Layout.positional(",", List.of(SESSION, TIMESTAMP, ITEM, IGNORED), EventType.CLICK);
    Layout buys = Layout.positional(
            ",", List.of(SESSION, TIMESTAMP, ITEM, PRICE, QUANTITY), EventType.PURCHASE)
        .completedBy(PublicLayouts::completeBuy);
    return (file, intake) -> {
      Layout layout = name(file).contains("buys") ? buys : clicks;
      layout.parse(file, intake);
    };
  }

  /** Nobody buys nothing for nothing: zeros stand for what the shop did not tell. */
  private static void completeBuy(Row row) {
    if (row.quantity == 0) {
      row.quantity = Row.ABSENT;
    }
    if (row.price == 0) {
      row.price = Row.ABSENT;
    }
  }

  /** The name of a file in lower case, without {@code .gz}. */
  static String name(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
  }
}

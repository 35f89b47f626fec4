package io.cartrec.io;

/** The layouts of event logs that {@link EventReader} knows. All are UTF-8. */
public enum EventFormat {
  /**
   * Rows under a header line, with the columns {@code timestamp,user,session,item,event,quantity,price,
   * rating} in any order. Only {@code item} is required; columns of other names are left out.
   */
  CSV,
  /** One JSON object a line, with the fields of {@link #CSV}; other fields are left out. */
  JSONL,
  /**
   * One basket a line, items with blanks between them. The session is the number of the line, from 1;
   * each item counts as a row.
   */
  FIMI,
  /** {@code user item item ...} on each line, with blanks between them; each item counts as a row. */
  ADJACENCY,
  /**
   * {@code events.csv} of the RetailRocket set: {@code timestamp,visitorid,event,itemid,transactionid}. A
   * visitor is a user, a transaction a purchase. Transaction ids are left out: only purchases have them,
   * and a session that the views before are not part of would say little.
   */
  RETAILROCKET,
  /**
   * {@code order_products__*.csv} of the Instacart set, with its {@code orders.csv} (or {@code
   * orders.csv.gz}) in the same folder. An order is a session. The set has no dates: a user's first order
   * is put on 2015-01-01 UTC, the others as many days later as the set says, each at its hour.
   */
  INSTACART,
  /**
   * {@code transaction_data.csv} of Dunnhumby's <em>The Complete Journey</em>. A household is a user, a
   * basket a session, the price {@code SALES_VALUE / QUANTITY}. The set counts days: day 1 is put on
   * 2012-01-01 UTC.
   */
  DUNNHUMBY,
  /**
   * Ratings of a MovieLens set: {@code ratings.csv} with its header; names that end in {@code .dat} have
   * {@code ::} between the cells, and all others ({@code u.data}) tabs: user, movie, rating, time.
   */
  MOVIELENS,
  /**
   * {@code yoochoose-clicks.dat} and {@code -test.dat} (session, time, item, category) or, if the name
   * holds {@code buys}, {@code yoochoose-buys.dat} (session, time, item, price, quantity), where zeros
   * stand for prices and quantities that the shop did not tell.
   */
  YOOCHOOSE;

  /** What reads the files of one reading. */
  Parser parser() {
    return switch (this) {
      case CSV -> Layout.neutral();
      case JSONL -> new JsonLines();
      case FIMI -> new ItemLists(false);
      case ADJACENCY -> new ItemLists(true);
      case RETAILROCKET -> PublicLayouts.retailRocket();
      case INSTACART -> new Instacart();
      case DUNNHUMBY -> PublicLayouts.dunnhumby();
      case MOVIELENS -> PublicLayouts.movieLens();
      case YOOCHOOSE -> PublicLayouts.yooChoose();
    };
  }
}

package io.cartrec.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartrec.Event;
import io.cartrec.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {

  @TempDir
  Path folder;

  @Test
  void readsJsonLines() throws IOException {
    Reading reading = read(EventFormat.JSONL, "log.jsonl", """
        {"item":"85123A","event":"view","timestamp":1291191960,"user":17850,"session":"s\\"1",
        """.strip() + """
        "quantity":6,"price":"2.55","rating":4.5,"tags":["a",{"b":1}]}

        {"item":"ü\\ud83d\\ude00","price":null,"user":""}
        """);
    assertThat(reading.events())
        .containsExactly(
            Event.of("85123A", EventType.VIEW)
                .at(Instant.ofEpochSecond(1291191960))
                .byUser("17850")
                .inSession("s\"1")
                .times(6)
                .priced(2.55)
                .rated(4.5),
            Event.of("ü😀"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      [1] | row is not a JSON object
      {"item":"a" | row is not valid JSON: 'Unexpected end-of-input
      {"item":"a"} x | row is not valid JSON: 'Unrecognized token 'x'
      {"item":"a"}{"item":"b"} | text follows the JSON object
      {"item":["a"]} | item is an array or object
      {"item":"a","price":true} | price is not a finite number: 'true'
      {"user":"a"} | item is blank
      {"item":"\\ud800"} | item holds half a surrogate pair
      """)
  void skipsBadJson(String line, String problem) throws IOException {
    Reading reading = read(EventFormat.JSONL, "log.jsonl", line + "\n{\"item\":\"b\"}\n");
    assertThat(reading.problems()).singleElement().asString().startsWith("1: " + problem);
    assertThat(reading.items()).containsExactly("b");
  }

  @Test
  void readsBasketsOfFimiFiles() throws IOException {
    assertThat(read(EventFormat.FIMI, "retail.dat", "0 1  2 \n\n \t 7\r\n").events())
        .containsExactly(
            Event.of("0").inSession("1"),
            Event.of("1").inSession("1"),
            Event.of("2").inSession("1"),
            Event.of("7").inSession("3"));
  }

  @Test
  void readsAdjacencyLists() throws IOException {
    assertThat(
            read(EventFormat.ADJACENCY, "train.txt", "ann a b\nbob\ncid\ta\n").events())
        .containsExactly(
            Event.of("a").byUser("ann"),
            Event.of("b").byUser("ann"),
            Event.of("a").byUser("cid"));
  }

  @Test
  void skipsItemsThatAreNotUtf8() throws IOException {
    Reading reading = Reading.of(
        EventReader.of(EventFormat.FIMI),
        folder.resolve("x.dat"),
        "a caf\u00e9 b\n".getBytes(ISO_8859_1));
    assertThat(reading.items()).containsExactly("a", "b");
    assertThat(reading.problems()).containsExactly("1: item is not valid UTF-8: 'caf\uFFFD'");
  }

  @Test
  void readsRetailRocket() throws IOException {
    assertThat(read(EventFormat.RETAILROCKET, "events.csv", """
        timestamp,visitorid,event,itemid,transactionid
        1433221332117,257597,view,355908,
        1433221337106,257597,addtocart,355908,
        1433222276276,257597,transaction,355908,4000
        """).events())
        .containsExactly(
            rocket(1433221332117L, EventType.VIEW),
            rocket(1433221337106L, EventType.ADD_TO_CART),
            rocket(1433222276276L, EventType.PURCHASE));
  }

  private static Event rocket(long millis, EventType type) {
    return Event.of("355908", type).at(Instant.ofEpochMilli(millis)).byUser("257597");
  }

  @Test
  void readsInstacart() throws IOException {
    Files.writeString(folder.resolve("orders.csv"), """
        order_id,user_id,eval_set,order_number,order_dow,order_hour_of_day,days_since_prior_order
        2539329,1,prior,1,2,08,
        2398795,1,prior,2,3,07,15.0
        473747,1,train,3,3,12,21.0
        11,2,prior,1,3,12,
        12,3,prior,2,3,12,1
        13,4,prior,1,3,24,
        ,4,prior,1,3,2,
        """);
    Path prior = folder.resolve("order_products__prior.csv");
    Path train = folder.resolve("order_products__train.csv");
    Files.writeString(prior, """
        order_id,product_id,add_to_cart_order,reordered
        2539329,196,1,0
        2398795,14084,2,0
        99,1,1,1
        """);
    Files.writeString(train, "order_id,product_id\n473747,196\n11,5\n");
    Reading reading = Reading.of(
        EventReader.of(EventFormat.INSTACART), List.of(folder.resolve("orders.csv"), prior, train));
    assertThat(reading.events())
        .containsExactly(
            order("196", "1", "2539329", "2015-01-01T08:00:00Z"),
            order("14084", "1", "2398795", "2015-01-16T07:00:00Z"),
            order("196", "1", "473747", "2015-02-06T12:00:00Z"),
            order("5", "2", "11", "2015-01-01T12:00:00Z"));
    assertThat(reading.problems())
        .containsExactly(
            "6: orders of a user do not stand together, counted from order_number 1",
            "7: order_hour_of_day is not in 0 to 23",
            "8: order_id or user_id is blank",
            "4: orders.csv lacks the order: '99'");
  }

  private static Event order(String item, String user, String session, String time) {
    return Event.of(item).byUser(user).inSession(session).at(Instant.parse(time));
  }

  @Test
  void asksForTheOrdersOfInstacart() {
    assertThatThrownBy(() -> read(EventFormat.INSTACART, "order_products__prior.csv", "order_id\n"))
        .isInstanceOf(EventFormatException.class)
        .hasMessageEndingWith("needs orders.csv, with users and times, beside it");
  }

  @Test
  void readsDunnhumby() throws IOException {
    Reading reading = read(EventFormat.DUNNHUMBY, "transaction_data.csv", """
        household_key,BASKET_ID,DAY,PRODUCT_ID,QUANTITY,SALES_VALUE,STORE_ID,RETAIL_DISC,TRANS_TIME,WEEK_NO
        2375,26984851472,1,1004906,2,1.40,364,-0.60,1631,1
        2375,26984851472,2,1033142,0,0,364,0,0005,1
        2375,26984851472,2,1033142,1,1,364,0,1660,1
        2375,26984851472,,1033142,1,1,364,0,1650,1
        """);
    Event base = Event.of("1004906").byUser("2375").inSession("26984851472");
    assertThat(reading.events())
        .containsExactly(
            base.at(Instant.parse("2012-01-01T16:31:00Z")).times(2).priced(0.7),
            Event.of("1033142")
                .byUser("2375")
                .inSession("26984851472")
                .at(Instant.parse("2012-01-02T00:05:00Z"))
                .times(0));
    assertThat(reading.problems())
        .containsExactly("4: TRANS_TIME is not in 0 to 2359", "5: time lies outside 1990 to 2100");
  }

  @Test
  void readsTheThreeLayoutsOfMovieLens() throws IOException {
    Event expected = Event.of("242", EventType.RATING)
        .byUser("196")
        .rated(3)
        .at(Instant.ofEpochSecond(881250949));
    assertThat(read(EventFormat.MOVIELENS, "u.data", "196\t242\t3\t881250949\n").events())
        .containsExactly(expected);
    assertThat(read(EventFormat.MOVIELENS, "ratings.dat", "196::242::3::881250949\n")
            .events())
        .containsExactly(expected);
    assertThat(read(
                EventFormat.MOVIELENS,
                "ratings.csv",
                "userId,movieId,rating,timestamp\n196,242,3.0,881250949\n")
            .events())
        .containsExactly(expected);
    assertThatThrownBy(() -> read(EventFormat.MOVIELENS, "ratings.csv", "movieId,userId,rating\n"))
        .hasMessageEndingWith(
            ":1: header lacks the column timestamp; it has 'movieid,userid,rating'");
  }

  @Test
  void readsYooChoose() throws IOException {
    String click = "1,2014-04-07T10:51:09.277Z,214536502,S\n";
    assertThat(read(EventFormat.YOOCHOOSE, "yoochoose-clicks.dat", click).events())
        .containsExactly(Event.of("214536502", EventType.CLICK)
            .inSession("1")
            .at(Instant.parse("2014-04-07T10:51:09.277Z")));
    String buys = "420374,2014-04-06T18:44:58.314Z,214537888,12462,2\n7,2014-04-06,8,0,0\n";
    assertThat(read(EventFormat.YOOCHOOSE, "yoochoose-buys.dat", buys).events())
        .containsExactly(
            Event.of("214537888")
                .inSession("420374")
                .at(Instant.parse("2014-04-06T18:44:58.314Z"))
                .priced(12462)
                .times(2),
            Event.of("8").inSession("7").at(Instant.parse("2014-04-06T00:00:00Z")));
  }

  @Test
  void refusesEmptyFilesOfEveryFormat() throws IOException {
    Files.createFile(folder.resolve("orders.csv"));
    for (EventFormat format : EventFormat.values()) {
      assertThatThrownBy(() -> read(format, "empty", ""))
          .as(format.name())
          .isInstanceOf(EventFormatException.class)
          .hasMessageEndingWith(": file is empty");
    }
  }

  private Reading read(EventFormat format, String name, String text) throws IOException {
    return Reading.of(EventReader.of(format), folder.resolve(name), text);
  }
}

package io.cartrec.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartrec.Event;
import io.cartrec.EventType;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryTest {

  private final ConnectionSource database = () -> DriverManager.getConnection("jdbc:h2:mem:shop");
  private final ReadReport report = new ReadReport();
  private Connection open;

  @BeforeEach
  void fill() throws SQLException {
    open = database.open();
    execute("create table orders(id int, customer varchar, sku varchar, bought timestamp,"
        + " millis bigint, pieces int, unit decimal(9,2), note varchar)");
    execute("insert into orders values"
        + " (7, 'ann', 'milk', timestamp '2020-01-02 10:00:00', 1577959200000, 2, 1.50, 'x'),"
        + " (7, null, 'bread', null, null, null, null, null),"
        + " (8, 'bob', null, null, null, 1, 1, null)");
  }

  @AfterEach
  void close() throws SQLException {
    open.close();
  }

  @Test
  void readsRowsByTheLabelsOfTheColumns() throws IOException {
    List<Event> events = read(
        EventReader.csv(),
        "select id as session, customer as \"User\","
            + " sku as item, bought as timestamp, pieces as quantity, unit as price, note from orders");
    assertThat(events)
        .containsExactly(
            Event.of("milk")
                .inSession("7")
                .byUser("ann")
                .at(Instant.parse("2020-01-02T10:00:00Z"))
                .times(2)
                .priced(1.5),
            Event.of("bread").inSession("7"));
    assertThat(report.problems()).containsExactly("query:3: item is blank");
  }

  @Test
  void readsNumbersForTimesAndKindsOfEvents() throws IOException {
    List<Event> events = read(
        EventReader.csv(),
        "select sku as item, millis as timestamp, 'view' as event from orders where id = 7"
            + " and millis is not null");
    assertThat(events)
        .containsExactly(
            Event.of("milk", EventType.VIEW).at(Instant.parse("2020-01-02T10:00:00Z")));
  }

  @Test
  void stopsAtABadRowWhenTold() {
    assertThatThrownBy(() -> read(
            EventReader.csv().onError(OnError.FAIL), "select sku as item from orders order by id"))
        .isInstanceOf(EventFormatException.class)
        .hasMessage("query:3: item is blank");
  }

  @Test
  void saysWhatTheDatabaseSays() {
    assertThatThrownBy(() -> read(EventReader.csv(), "select nothing from nowhere"))
        .isInstanceOf(EventFormatException.class)
        .hasMessageStartingWith("query: the database says: Table \"NOWHERE\" not found")
        .hasCauseInstanceOf(SQLException.class);
  }

  @Test
  void asksForAnItemColumn() {
    assertThatThrownBy(() -> read(EventReader.csv(), "select sku from orders"))
        .isInstanceOf(EventFormatException.class)
        .hasMessage("query: has no column with the label item");
  }

  private List<Event> read(EventReader reader, String sql) throws IOException {
    List<Event> events = new ArrayList<>();
    reader.query(database, sql, report).forEach(events::add);
    return events;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = open.createStatement()) {
      statement.execute(sql);
    }
  }
}

package io.cartrec.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.data.Dataset;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvReaderTest {

  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("events.csv");
  }

  @Test
  void readsEveryColumn() throws IOException {
    Reading reading = read("""
        timestamp,user,session,item,event,quantity,price,rating
        1291191960,17850,536365,85123A,add_to_cart,6,2.55,4.5
        """);
    assertThat(reading.events())
        .containsExactly(Event.of("85123A", EventType.ADD_TO_CART)
            .at(Instant.ofEpochSecond(1291191960))
            .byUser("17850")
            .inSession("536365")
            .times(6)
            .priced(2.55)
            .rated(4.5));
    assertThat(reading.report()).hasToString("1 rows read");
  }

  @Test
  void readsColumnsInAnyOrderAndLeavesOthersOut() throws IOException {
    assertThat(read("colour, Item ,USER\nred,milk,ann\n").events())
        .containsExactly(Event.of("milk").byUser("ann"));
  }

  @Test
  void takesEmptyCellsForAbsent() throws IOException {
    assertThat(read("timestamp,user,session,item,event,quantity,price,rating\n,, ,milk,,,,\n")
            .events())
        .containsExactly(Event.of("milk"));
  }

  @Test
  void takesARatedRowForARating() throws IOException {
    assertThat(read("item,rating,event\nmilk,3,\nbread,4,purchase\n").events())
        .extracting(Event::type)
        .containsExactly(EventType.RATING, EventType.PURCHASE);
  }

  @Test
  void readsEventNamesInAnyCase() throws IOException {
    assertThat(read("item,event\na,VIEW\na,Remove_From_Cart\na,impression\n").events())
        .extracting(Event::type)
        .containsExactly(EventType.VIEW, EventType.REMOVE_FROM_CART, EventType.IMPRESSION);
  }

  @Test
  void readsQuotesCommasLineEndsAndUnicodeInIds() throws IOException {
    String text =
        "item,user\r\n\"a,b\",\"say \"\"hi\"\"\"\r\n\"two\r\nlines\",üñ😀\r\n5\"pipe,\"\"\r\n";
    assertThat(read(text).events())
        .containsExactly(
            Event.of("a,b").byUser("say \"hi\""),
            Event.of("two\r\nlines").byUser("üñ😀"),
            Event.of("5\"pipe"));
  }

  @Test
  void readsLongIds() throws IOException {
    String plain = "x".repeat(10_000);
    String lines = "line\n".repeat(2_000);
    assertThat(read("item\n" + plain + "\n\"" + lines + "\"\n").items())
        .containsExactly(plain, lines);
  }

  @Test
  void readsAFileWithoutLastLineEndAndWithByteOrderMark() throws IOException {
    assertThat(read("\uFEFFitem\n\n\na\n\nb").items()).containsExactly("a", "b");
  }

  @Test
  void readsPackedFilesAndSeveralFiles() throws IOException {
    Path packed = folder.resolve("more.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("item\nc\n".getBytes(UTF_8));
    }
    Files.writeString(file, "session,item\n1,a\n1,b\n");
    ReadReport report = new ReadReport();
    Dataset data = EventReader.csv().dataset(List.of(file, packed), report);
    assertThat(data.rows()).isEqualTo(3);
    assertThat(report.read()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          a,1 | row has too few cells: '2 instead of 3'
          a,1,2,3 | row has too many cells: '4 instead of 3'
          ,1,2 | item is blank
          '" ",1,2' | item is blank
          a,NaN,2 | quantity is not a finite number: 'NaN'
          a,1e39,2 | quantity is not a finite number: '1e39'
          a,1,Infinity | price is not a finite number: 'Infinity'
          a,1,2 EUR | price is not a finite number: '2 EUR'
          '"a"b,1,2' | text follows a closing quote
          '"a,1,2' | a quote is opened and never closed
          """)
  void skipsABadRowAndSaysWhy(String row, String problem) throws IOException {
    Reading reading = read("item,quantity,price\n" + row + "\nb,1,2\n");
    assertThat(reading.problems()).containsExactly("2: " + problem);
    assertThat(reading.items()).containsExactly("b");
    assertThat(reading.report().skipped()).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    "1291191960000000, in the wrong unit?: '1291191960000000'",
    "129119196, in the wrong unit?: '129119196'",
    "1950-01-01, in the wrong unit?: '1950-01-01'",
    "noon, 'timestamp is no epoch seconds, epoch milliseconds or ISO-8601: ''noon'''",
  })
  void skipsTimesInTheWrongUnit(String time, String problem) throws IOException {
    Reading reading = read("timestamp,item\n" + time + ",a\n");
    assertThat(reading.events()).isEmpty();
    assertThat(reading.problems()).singleElement().asString().endsWith(problem);
  }

  @Test
  void skipsRowsThatAreNotUtf8ButTakesTheReplacementCharacter() throws IOException {
    Reading reading =
        Reading.of(EventReader.csv(), file, "item,x\ncaf\u00e9,1\nb,\u00e9\n".getBytes(ISO_8859_1));
    assertThat(reading.problems()).containsExactly("2: item is not valid UTF-8: 'caf\uFFFD'");
    assertThat(reading.items()).containsExactly("b");
    assertThat(read("item\nwhat\uFFFD\n").items()).containsExactly("what\uFFFD");
  }

  @Test
  void skipsUnknownKindsOfEvents() throws IOException {
    assertThat(read("item,event\na,bought\n").problems())
        .containsExactly(
            "2: event is none of impression, view, click, add_to_cart, remove_from_cart, "
                + "checkout_start, purchase, rating: 'bought'");
  }

  @Test
  void goesOnBehindTheLineOfAStrayQuote() throws IOException {
    String rows = "r,1\n".repeat(100_000);
    Reading reading = read("item,n\n\"open,1\n" + rows);
    assertThat(reading.report().read()).isEqualTo(100_000);
    assertThat(reading.problems()).containsExactly("2: a quote is opened and never closed");
  }

  @Test
  void countsLinesOfRowsThatSpanSeveral() throws IOException {
    Reading reading = read("item,price\n\"a\nb\",1\n\nc,x\n\"d\ne\"f,1\ng\",2\n");
    assertThat(reading.problems())
        .containsExactly("5: price is not a finite number: 'x'", "6: text follows a closing quote");
    assertThat(reading.items()).containsExactly("a\nb", "e\"f", "g\"");
  }

  @Test
  void keepsTwentyProblemsAndCountsAll() throws IOException {
    ReadReport report = read("item,price\n" + "a,x\n".repeat(30) + ",1\nb,1\n").report();
    assertThat(report.problems()).hasSize(20);
    assertThat(report.reasons())
        .isEqualTo(Map.of("price is not a finite number", 30L, "item is blank", 1L));
    assertThat(report)
        .hasToString("1 rows read, 31 skipped (30 price is not a finite number, 1 item is blank)");
  }

  @Test
  void stopsAtTheFirstBadRowWhenTold() throws IOException {
    EventReader strict = EventReader.csv().onError(OnError.FAIL);
    assertThatThrownBy(() -> Reading.of(strict, file, "item,price\na,1\nb,x\nc,y\n"))
        .isInstanceOfSatisfying(EventFormatException.class, e -> {
          assertThat(e.source()).isEqualTo(file.toString());
          assertThat(e.line()).isEqualTo(3);
          assertThat(e.reason()).isEqualTo("price is not a finite number: 'x'");
        })
        .hasMessage(file + ":3: price is not a finite number: 'x'");
  }

  @Test
  void cutsLongValuesInMessages() throws IOException {
    assertThat(read("item,price\na," + "é".repeat(1000) + "\n").problems())
        .containsExactly("2: price is not a finite number: '" + "é".repeat(60) + "…'");
  }

  @Test
  void takesOnlyRowsThatPassTheFilter() throws IOException {
    EventReader reader = EventReader.csv().where(RowFilter.parse("quantity>0"));
    Reading reading = Reading.of(reader, file, "item,quantity\na,1\nb,-1\nc,\n");
    assertThat(reading.items()).containsExactly("a", "c");
    assertThat(reading.report()).hasToString("2 rows read, 1 filtered out");
  }

  @Test
  void partsSessionsByTimeWhenTold() throws IOException {
    EventReader reader = EventReader.csv().basketKey(BasketKey.parse("timestamp+session"));
    String text = "timestamp,session,item\n1291191960,5,a\n1291192020,5,b\n,5,c\n1291192020,,d\n";
    assertThat(Reading.of(reader, file, text).events())
        .extracting(event -> event.sessionId().orElse("-"))
        .containsExactly("1291191960000/5", "1291192020000/5", "5", "-");
    assertThatThrownBy(() -> BasketKey.parse("user"))
        .hasMessage("basket key must be session or timestamp+session but was user");
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    assertFault(file, "file does not exist");
    assertFault(folder, "is a folder, not a file");
    Files.write(file, new byte[0]);
    assertFault(file, "file is empty");
    Files.writeString(file, "\n\n");
    assertFault(file, "there is no header line");
    Files.writeString(file, "user,product\n1,2\n");
    assertFault(file, "header lacks the column item; it has 'user,product'");
    Files.writeString(file, "item,Item\n1,2\n");
    assertFault(file, "header names the column item twice");
    Path packed = folder.resolve("events.csv.gz");
    Files.writeString(packed, "item\na\n");
    assertFault(packed, "is named .gz but is not gzip data");
    Files.write(packed, new byte[0]);
    assertFault(packed, "file is empty");
    byte[] gzip = gzip("item\n" + "some item\n".repeat(1000));
    Files.write(file, gzip);
    assertFault(file, "holds gzip data; give it a name that ends in .gz");
    Files.write(packed, Arrays.copyOf(gzip, gzip.length / 2));
    assertFault(packed, "gzip data ends early; is the file cut off?");
  }

  private static void assertFault(Path file, String reason) {
    assertThatThrownBy(() -> Reading.of(EventReader.csv(), List.of(file)))
        .isInstanceOfSatisfying(
            EventFormatException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(file.toString());
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private Reading read(String text) throws IOException {
    return Reading.of(EventReader.csv(), file, text);
  }
}

package io.cartrec.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Broken files of every format: no other exception than the stated one, and every row accounted for. */
class FuzzTest {

  private static final String[] SPLICES = {
    "\"",
    "\"\"",
    ",",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    " ",
    "\t",
    "::",
    "\0",
    "\u00ff",
    "\u00c3",
    "-",
    "NaN",
    "1e999",
    "99999999999999999999",
    "2014-02-30",
    "{",
    "}",
    "[",
    "\\u",
    "null",
    "\u00ef\u00bb\u00bf"
  };

  @TempDir
  Path folder;

  @BeforeEach
  void writeOrders() throws IOException {
    Files.writeString(folder.resolve("orders.csv"), """
        order_id,user_id,eval_set,order_number,order_dow,order_hour_of_day,days_since_prior_order
        1,1,prior,1,2,08,
        2,1,prior,2,3,07,15.0
        """);
  }

  @ParameterizedTest
  @EnumSource
  void survivesBrokenFiles(EventFormat format) throws IOException {
    fuzz(format, 100_000, 1);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("slow")
  void survivesMoreBrokenFiles(EventFormat format) throws IOException {
    fuzz(format, 10_000_000, 2);
  }

  private void fuzz(EventFormat format, int inputs, long seed) throws IOException {
    Random random = new Random(seed);
    byte[] sound = sample(format).getBytes(UTF_8);
    Parser parser = format.parser();
    Path file = folder.resolve(format == EventFormat.MOVIELENS ? "ratings.dat" : "input");
    long read = 0;
    for (int input = 0; input < inputs; input++) {
      String text = broken(sound, random);
      ReadReport report = new ReadReport();
      long[] handedOn = {0};
      Intake intake = new Intake("", EventReader.csv(), report, event -> handedOn[0]++);
      boolean whole = true;
      try (Lines lines =
          Lines.of(new ByteArrayInputStream(text.getBytes(ISO_8859_1)), file, 1 + input % 64)) {
        parser.parse(lines, intake);
      } catch (EventFormatException e) {
        whole = false; // an empty file or a broken header
      } catch (IOException | RuntimeException e) {
        throw new AssertionError("seed " + seed + ", input " + input + ":\n" + text, e);
      }
      assertThat(report.read()).isEqualTo(handedOn[0]);
      if (whole && (format == EventFormat.JSONL || !text.contains("\""))) {
        assertThat(report.read() + report.skipped()).as(text).isEqualTo(rows(format, text));
      }
      read += report.read();
    }
    assertThat(read).as("some rows stay sound").isGreaterThan(inputs / 2);
  }

  private static String broken(byte[] sound, Random random) {
    StringBuilder text = new StringBuilder(new String(sound, ISO_8859_1));
    for (int change = random.nextInt(4); change >= 0 && text.length() > 0; change--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + 1 + random.nextInt(random.nextBoolean() ? 2 : 40));
      switch (random.nextInt(5)) {
        case 0 -> text.setCharAt(at, (char) random.nextInt(256));
        case 1 -> text.delete(at, end);
        case 2 -> text.insert(at, text.substring(at, end));
        case 3 -> text.setLength(random.nextInt(4) == 0 ? at : text.length());
        default -> text.insert(at, SPLICES[random.nextInt(SPLICES.length)]);
      }
    }
    return text.toString();
  }

  /** The number of rows by the plain reading of a format without quotes. */
  private static long rows(EventFormat format, String text) {
    String body = text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text;
    long rows = 0;
    for (String line : body.split("\n", -1)) {
      String bare = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      if (format == EventFormat.FIMI || format == EventFormat.ADJACENCY) {
        String[] tokens = bare.replaceAll("^[ \t\r]+|[ \t\r]+\\z", "").split("[ \t\r]+", -1);
        int items = tokens[0].isEmpty() ? 0 : tokens.length;
        rows += format == EventFormat.FIMI ? items : Math.max(0, items - 1);
      } else {
        rows += bare.isEmpty() ? 0 : 1;
      }
    }
    boolean header = switch (format) {
      case CSV, RETAILROCKET, INSTACART, DUNNHUMBY -> true;
      case JSONL, FIMI, ADJACENCY, MOVIELENS, YOOCHOOSE -> false;
    };
    return header ? rows - 1 : rows;
  }

  private static String sample(EventFormat format) {
    return switch (format) {
      case CSV -> """
          timestamp,user,session,item,event,quantity,price,rating
          1291191960,17850,536365,85123A,purchase,6,2.55,
          2010-12-01T08:26:00Z,ü,"a ""b"\"","x,y",view,,,4
          1291191960000,,,"two
          lines",,-1,.5,
          ,,,z,,,,
          """;
      case JSONL -> """
          {"item":"85123A","timestamp":1291191960,"price":2.55,"event":"view"}
          {"item":"\\u00fc\\n","user":"ü","tags":[1,{"a":null}],"quantity":"3"}
          {"item":7,"session":"s","rating":1e0}
          """;
      case FIMI -> "38 39 47\n\n32 ü 41\r\n59\n";
      case ADJACENCY -> "ann a b c\nbob\ncid ü\td\n";
      case RETAILROCKET -> """
          timestamp,visitorid,event,itemid,transactionid
          1433221332117,257597,view,355908,
          1433221337106,257597,addtocart,355908,
          1433222276276,257597,transaction,355908,4000
          """;
      case INSTACART ->
        "order_id,product_id,add_to_cart_order,reordered\n1,196,1,0\n2,7,1,1\n1,8,2,0\n";
      case DUNNHUMBY -> """
          household_key,BASKET_ID,DAY,PRODUCT_ID,QUANTITY,SALES_VALUE,TRANS_TIME
          2375,26984851472,1,1004906,2,1.40,1631
          2375,26984851472,1,1033142,1,0.82,1631
          2375,26984851472,700,1036325,0,0,0005
          """;
      case MOVIELENS -> "1::1193::5::978300760\n1::661::3::978302109\n2::914::3.5::978301968\n";
      case YOOCHOOSE -> """
          1,2014-04-07T10:51:09.277Z,214536502,0
          1,2014-04-07T10:54:09.868Z,214536500,S
          2,2014-04-07T13:56:37.614Z,214662742,0
          """;
    };
  }
}

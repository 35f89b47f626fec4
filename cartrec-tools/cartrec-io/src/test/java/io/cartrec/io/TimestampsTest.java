package io.cartrec.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  @ParameterizedTest
  @CsvSource({
    "1291191960, 2010-12-01T08:26:00Z",
    "1291191960.25, 2010-12-01T08:26:00.250Z",
    "1.29119196E9, 2010-12-01T08:26:00Z",
    "99999999999, 5138-11-16T09:46:39Z",
    "100000000000, 1973-03-03T09:46:40Z",
    "1291191960123, 2010-12-01T08:26:00.123Z",
    "-1, 1969-12-31T23:59:59Z",
    "2010-12-01, 2010-12-01T00:00:00Z",
    "2010-12-01T08:26, 2010-12-01T08:26:00Z",
    "2010-12-01 08:26:00, 2010-12-01T08:26:00Z",
    "2010-12-01t08:26:00z, 2010-12-01T08:26:00Z",
    "2010-12-01T08:26:00.1, 2010-12-01T08:26:00.100Z",
    "2010-12-01T08:26:00.123456789Z, 2010-12-01T08:26:00.123Z",
    "2010-12-01T08:26:00+02:00, 2010-12-01T06:26:00Z",
    "2010-12-01T08:26:00-0130, 2010-12-01T09:56:00Z",
    "2010-12-01 08:26:00+02, 2010-12-01T06:26:00Z",
    "2012-02-29, 2012-02-29T00:00:00Z",
  })
  void readsSecondsMillisecondsAndIso(String text, Instant time) {
    assertThat(Instant.ofEpochMilli(parse(text))).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "1291191960s",
        "2010-13-01",
        "2010-00-01",
        "2010-12-00",
        "2011-02-29",
        "2010-12-01X08:26",
        "2010-12-01T",
        "2010-12-01T24:00",
        "2010-12-01T08",
        "2010-12-01T08:60",
        "2010-12-01T08:26:60",
        "2010-12-01T08:26:00.",
        "2010-12-01T08:26:00+",
        "2010-12-01T08:26Z+1",
        "2010-12-01T08:26:00+19:00",
        "2010-12-01T08:26:00+02:60",
        "2010-12-01T08:26:00+02:",
        "2010-12-01T08:26:00 02:00",
        "2010-1-01T08:26",
        "12/01/2010",
        "NaN",
        "1e300",
      })
  void refusesWhatIsNoTime(String text) {
    assertThat(parse(text)).isEqualTo(Timestamps.UNREADABLE);
  }

  @Test
  void takesTheYears1990To2100ForPlausible() {
    assertThat(Timestamps.isPlausible(parse("1990-01-01"))).isTrue();
    assertThat(Timestamps.isPlausible(parse("1989-12-31T23:59:59.999"))).isFalse();
    assertThat(Timestamps.isPlausible(parse("2100-12-31T23:59:59.999"))).isTrue();
    assertThat(Timestamps.isPlausible(parse("2101-01-01"))).isFalse();
  }

  private static long parse(String text) {
    byte[] padded = ("xx" + text + "99").getBytes(UTF_8);
    return Timestamps.parse(padded, 2, padded.length - 2);
  }
}

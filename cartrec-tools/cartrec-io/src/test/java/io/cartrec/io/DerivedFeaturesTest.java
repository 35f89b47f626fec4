package io.cartrec.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartrec.Event;
import io.cartrec.data.Dataset;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class DerivedFeaturesTest {

  private static final Instant NOON = Instant.parse("2020-01-02T12:00:00Z");

  private final Dataset data = Dataset.of(List.of(
      Event.of("a").inSession("s").at(NOON).priced(1),
      Event.of("b").inSession("t").at(NOON.plusSeconds(5)).priced(10),
      Event.of("b").inSession("s").at(NOON.plusSeconds(60)).priced(20),
      Event.of("c").inSession("t").at(NOON.plusSeconds(3600)).priced(1),
      Event.of("d").inSession("s").priced(90),
      Event.of("e")));

  private final DerivedFeatures features = DerivedFeatures.of(data, ZoneOffset.UTC, 2);

  @Test
  void tellsHourAndWeekdayWhereTheShopIs() {
    assertThat(features.hourOfDay(0)).hasValue(12);
    assertThat(features.weekday(0)).contains(DayOfWeek.THURSDAY);
    DerivedFeatures tokyo = DerivedFeatures.of(data, ZoneId.of("Asia/Tokyo"), 2);
    assertThat(tokyo.hourOfDay(0)).hasValue(21);
    assertThat(features.hourOfDay(5)).isEmpty();
    assertThat(features.weekday(5)).isEmpty();
  }

  @Test
  void tellsHowLongAgoAnEventWas() {
    assertThat(features.recency(0)).contains(Duration.ofHours(1));
    assertThat(features.recency(3)).contains(Duration.ZERO);
    assertThat(features.recency(5)).isEmpty();
  }

  @Test
  void tellsTheTimeToTheNextEventOfTheSession() {
    assertThat(features.dwell(0)).contains(Duration.ofSeconds(60));
    assertThat(features.dwell(1)).contains(Duration.ofSeconds(3595));
    assertThat(features.dwell(2)).as("the next one has no time").isEmpty();
    assertThat(features.dwell(3)).as("the last one").isEmpty();
    assertThat(features.dwell(5)).as("no session").isEmpty();
  }

  @Test
  void partsItemsByTheMeanOfTheirPrices() {
    // a 1, c 1, b 15, d 90: two below b
    assertThat(features.priceBand(data.items().code("a", -1))).hasValue(0);
    assertThat(features.priceBand(data.items().code("c", -1))).hasValue(0);
    assertThat(features.priceBand(data.items().code("b", -1))).hasValue(1);
    assertThat(features.priceBand(data.items().code("d", -1))).hasValue(1);
    assertThat(features.priceBand(data.items().code("e", -1))).isEmpty();
  }

  @Test
  void worksWithoutTimesSessionsAndPrices() {
    Dataset bare = Dataset.of(List.of(Event.of("a")));
    DerivedFeatures nothing = DerivedFeatures.of(bare, ZoneOffset.UTC, 3);
    assertThat(nothing.dwell(0)).isEmpty();
    assertThat(nothing.recency(0)).isEmpty();
    assertThat(nothing.priceBand(0)).isEmpty();
    assertThatThrownBy(() -> DerivedFeatures.of(bare, ZoneOffset.UTC, 0))
        .hasMessage("priceBands must be > 0 but was 0");
  }
}

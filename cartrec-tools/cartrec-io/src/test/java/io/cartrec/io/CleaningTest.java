package io.cartrec.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.data.Dataset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CleaningTest {

  private static final Instant DAY = Instant.parse("2020-01-02T00:00:00Z");

  @Test
  void removesDuplicatesOfOneInstant() {
    Event bought = Event.of("a").byUser("u").inSession("s").at(DAY);
    Event viewed = Event.of("a", EventType.VIEW).byUser("u").inSession("s").at(DAY);
    Event later = bought.at(DAY.plusMillis(1));
    Event timeless = Event.of("a").byUser("u");
    assertThat(left(
            "duplicates",
            bought,
            bought.byUser("v"),
            viewed,
            bought.times(2),
            bought.inSession("t"),
            later,
            timeless,
            timeless))
        .containsExactly(
            bought, bought.byUser("v"), viewed, bought.inSession("t"), later, timeless, timeless);
  }

  @Test
  void removesCancellationsAndWhatTheyCancel() {
    Event three = Event.of("a").byUser("u").times(3);
    assertThat(left(
            "cancellations",
            three.inSession("1"),
            three.inSession("2"),
            three.times(2),
            three.byUser("v"),
            Event.of("b").byUser("u").times(3),
            three.times(-3),
            Event.of("b").byUser("u").times(-1),
            Event.of("c").times(-4),
            Event.of("c").times(0),
            three.inSession("3")))
        .extracting(event -> event.itemId() + event.sessionId().orElse("-") + event.quantity())
        .containsExactly("a13.0", "a-2.0", "a-3.0", "b-3.0", "a33.0");
  }

  @Test
  void leavesPurchasesThatAreNotCancelled() {
    Event two = Event.of("a").byUser("u").times(2);
    assertThat(left("cancellations", two.times(-2), two)).containsExactly(two);
    assertThat(left("cancellations", two, Event.of("b"))).hasSize(2);
  }

  @Test
  void removesRepeatsThatFollowEachOther() {
    assertThat(items("repeats", session("s", "a", "a", "b", "a", "a", "a"), session("t", "a")))
        .isEqualTo("a b a a");
    Event viewed = Event.of("a", EventType.VIEW).inSession("s");
    assertThat(left("repeats", viewed, Event.of("a").inSession("s"))).hasSize(2);
  }

  @Test
  void removesSessionsThatAreTooLong() {
    assertThat(items("max-session=2", session("s", "a", "b", "c"), session("t", "d", "e")))
        .isEqualTo("d e");
  }

  @Test
  void removesBotsBySessionAndByDay() {
    assertThat(items("bots=2", session("s", "a", "b", "c"), session("t", "d", "e")))
        .isEqualTo("d e");
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      events.add(Event.of("x" + i).byUser("u").inSession("s" + i).at(DAY.plusSeconds(i * 40_000L)));
    }
    // hours 0, 11 and 22 of the first day, 9 and 20 of the second
    assertThat(items("bots=2", events.toArray(Event[]::new))).isEqualTo("x3 x4");
  }

  @Test
  void removesSessionsThatRunLikeClockwork() {
    assertThat(items(
            "regular=4",
            spaced("robot", 60, 60, 61),
            spaced("person", 10, 60, 45),
            spaced("short", 60, 60),
            spaced("invoice", 0, 0, 0, 0)))
        .doesNotContain("robot")
        .contains("person", "short", "invoice");
    assertThat(items("regular=2", session("timeless", "a", "b", "c"))).isEqualTo("a b c");
  }

  @Test
  void removesPricesAndQuantitiesFarFromTheItemsMedian() {
    List<Event> events = new ArrayList<>();
    for (double price : new double[] {10, 11, 12, 9, 10, 1000}) {
      events.add(Event.of("a").priced(price));
    }
    for (int i = 0; i < 5; i++) {
      events.add(Event.of("fridge").priced(800).times(i == 4 ? 500 : 1));
    }
    events.add(Event.of("rare").priced(1));
    events.add(Event.of("rare").priced(1e6));
    assertThat(left("outliers=5", events.toArray(Event[]::new)))
        .extracting(event -> event.itemId() + " " + event.price().orElse(0))
        .containsExactly(
            "a 10.0",
            "a 11.0",
            "a 12.0",
            "a 9.0",
            "a 10.0",
            "fridge 800.0",
            "fridge 800.0",
            "fridge 800.0",
            "fridge 800.0",
            "rare 1.0",
            "rare 1000000.0");
  }

  @Test
  void removesWhatIsRareUntilNothingIs() {
    // c is rare; without it s3 is short; without s3, b is rare; without b, s2 is short
    assertThat(items(
            "min-session=2,min-item=2",
            session("s1", "a", "d", "a"),
            session("s2", "b", "d"),
            session("s3", "b", "c"),
            session("s4", "a", "d")))
        .isEqualTo("a d a a d");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void leavesTheLargestPartInWhichNothingIsRare(long seed) {
    Random random = new Random(seed);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Event event = Event.of("i" + random.nextInt(60)).inSession("s" + random.nextInt(80));
      events.add(random.nextInt(4) == 0 ? event : event.byUser("u" + random.nextInt(50)));
    }
    assertThat(left("min-session=3,min-item=4,min-user=2", events.toArray(Event[]::new)))
        .containsExactlyElementsOf(core(events));
  }

  /** Takes out one rare event at a time. */
  private static List<Event> core(List<Event> events) {
    List<Event> left = new ArrayList<>(events);
    while (true) {
      Map<Object, Integer> sessions = counts(left, e -> e.sessionId().orElseThrow());
      Map<Object, Integer> items = counts(left, Event::itemId);
      Map<Object, Integer> users = counts(left, e -> e.userId().orElse("nobody"));
      boolean removed = false;
      for (int i = 0; i < left.size() && !removed; i++) {
        Event event = left.get(i);
        boolean rare = sessions.getOrDefault(event.sessionId().orElseThrow(), 0) < 3
            || items.getOrDefault(event.itemId(), 0) < 4
            || (event.userId().isPresent()
                && users.getOrDefault(event.userId().orElseThrow(), 0) < 2);
        if (rare) {
          left.remove(i);
          removed = true;
        }
      }
      if (!removed) {
        return left;
      }
    }
  }

  private static Map<Object, Integer> counts(List<Event> events, Function<Event, Object> key) {
    Map<Object, Integer> counts = new HashMap<>();
    events.forEach(event -> counts.merge(key.apply(event), 1, Integer::sum));
    return counts;
  }

  @Test
  void reportsWhatEachStepRemoved() {
    Dataset data = Dataset.of(List.of(session("s", "a", "a", "b", "c", "d")));
    Cleaning.Cleaned cleaned =
        Cleaning.parse(" repeats, min-item=1 ,max-session=3, min-user = 2").apply(data);
    assertThat(cleaned.data().rows()).isZero();
    assertThat(cleaned.report().removed()).isEqualTo(5);
    assertThat(cleaned.report()).hasToString("""
        repeats: removed 1 of 5 events
        min-item=1,min-user=2: removed 0 of 4 events
        max-session=3: removed 4 of 4 events""");
  }

  @Test
  void givesTheSameDataWhenNothingIsRemoved() {
    Dataset data = Dataset.of(List.of(session("s", "a", "b")));
    assertThat(Cleaning.parse("repeats").apply(data).data()).isSameAs(data);
    assertThat(Cleaning.none().apply(data).data()).isSameAs(data);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
      tidy | cleaning steps are duplicates, cancellations, repeats, bots=N,
      "" | cleaning steps are duplicates,
      repeats,repeats | cleaning step repeats is named twice in repeats,repeats
      bots | cleaning step bots needs a number: bots=N
      bots=many | cleaning step bots needs a number: bots=N
      bots=0 | cleaning step bots needs a whole number >= 1 but was 'bots=0'
      min-item=1.5 | cleaning step min-item needs a whole number >= 1 but was 'min-item=1.5'
      outliers=-1 | outliers must be finite and > 0 but was -1.0
      repeats=2 | cleaning step repeats takes no value but was 'repeats=2'
      """)
  void refusesWhatItCannotReadInOneSentence(String text, String message) {
    assertThatThrownBy(() -> Cleaning.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void namesStepsAsTheyAreWritten() {
    assertThat(Cleaning.parse("outliers=2.5").steps()).hasToString("[outliers=2.5]");
    assertThat(CleaningStep.outliers(3).name()).isEqualTo("outliers=3");
    assertThat(CleaningStep.atLeast(2, 3, 4).name())
        .isEqualTo("min-session=2,min-item=3,min-user=4");
  }

  private static Event[] session(String id, String... items) {
    return Arrays.stream(items).map(item -> Event.of(item).inSession(id)).toArray(Event[]::new);
  }

  /** A session of events on the item that it is called by, with the given gaps. */
  private static Event[] spaced(String id, int... gaps) {
    return IntStream.rangeClosed(0, gaps.length)
        .mapToObj(i -> Event.of(id)
            .inSession(id)
            .at(DAY.plusSeconds(Arrays.stream(gaps, 0, i).sum())))
        .toArray(Event[]::new);
  }

  private static String items(String cleaning, Event[]... sessions) {
    Event[] events = Arrays.stream(sessions).flatMap(Arrays::stream).toArray(Event[]::new);
    return String.join(" ", left(cleaning, events).stream().map(Event::itemId).toList());
  }

  private static List<Event> left(String cleaning, Event... events) {
    Dataset data =
        Cleaning.parse(cleaning).apply(Dataset.of(Arrays.asList(events))).data();
    return IntStream.range(0, data.rows()).mapToObj(data::event).toList();
  }
}

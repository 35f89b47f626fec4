package io.cartrec.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cartrec.Basket;
import io.cartrec.CartLine;
import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.ItemFeatures;
import io.cartrec.UserProfile;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetTest {

  private static Event at(long millis, String itemId) {
    return Event.of(itemId).at(Instant.ofEpochMilli(millis));
  }

  private static List<Event> events(Dataset data) {
    return IntStream.range(0, data.rows()).mapToObj(data::event).toList();
  }

  private static List<String> ids(IdIndex index) {
    return IntStream.range(0, index.size()).mapToObj(index::id).toList();
  }

  @Test
  void givesBackTheEventsItWasGiven() throws IOException {
    List<Event> events = List.of(
        at(1, "milk").byUser("ann").inSession("s1").times(2).priced(1.5).rated(4),
        Event.of("bread", EventType.VIEW).at(Instant.ofEpochMilli(1)),
        at(2, "milk").byUser("bob").times(-1),
        Event.of("beer", EventType.CHECKOUT_START).inSession("s2"));
    assertThat(events(Dataset.of(events))).isEqualTo(events);
    assertThat(events(Dataset.of(EventSource.of(events)))).isEqualTo(events);
    assertThat(events(Dataset.builder().addAll(events).build())).isEqualTo(events);
  }

  @Test
  void absentColumnsReadAsTheirDefaults() {
    Dataset data = Dataset.of(List.of(Event.of("milk"), Event.of("bread")));
    assertThat(data.rows()).isEqualTo(2);
    assertThat(data.users().size()).isZero();
    assertThat(data.sessionIds().size()).isZero();
    assertThat(data.isTimed()).isFalse();
    for (int row = 0; row < 2; row++) {
      assertThat(data.item(row)).isEqualTo(row);
      assertThat(data.user(row)).isEmpty();
      assertThat(data.session(row)).isEmpty();
      assertThat(data.timeMillis(row)).isEmpty();
      assertThat(data.type(row)).isEqualTo(EventType.PURCHASE);
      assertThat(data.quantity(row)).isEqualTo(1);
      assertThat(data.price(row)).isEmpty();
      assertThat(data.rating(row)).isEmpty();
    }
  }

  @Test
  void aColumnThatBeginsLateReadsAsAbsentBefore() {
    int before = 70_000; // more than one chunk
    DatasetBuilder builder = Dataset.builder();
    for (int i = 0; i < before; i++) {
      builder.add(Event.of("milk"));
    }
    Event full = Event.of("bread", EventType.RATING)
        .byUser("ann")
        .inSession("s1")
        .times(3)
        .priced(2)
        .rated(5);
    Dataset data = builder.add(full).build();
    assertThat(data.event(before - 1)).isEqualTo(Event.of("milk"));
    assertThat(data.event(0)).isEqualTo(Event.of("milk"));
    assertThat(data.event(before)).isEqualTo(full);
  }

  @Test
  void anEmptyDataSetHasNoRows() {
    Dataset data = Dataset.of(List.of());
    assertThat(data.rows()).isZero();
    assertThat(data.items().size()).isZero();
    assertThat(data.profile("ann")).isEmpty();
    assertThat(data.where(row -> true).rows()).isZero();
  }

  @Test
  void numbersCodesByFirstAppearanceInTimeOrder() {
    Dataset data = Dataset.of(List.of(
        Event.of("never").byUser("zoe").inSession("s9"),
        at(30, "late").byUser("ann").inSession("s3"),
        at(-5, "early").byUser("bob").inSession("s1"),
        at(30, "later").inSession("s1")));
    assertThat(ids(data.items())).containsExactly("early", "late", "later", "never");
    assertThat(ids(data.users())).containsExactly("bob", "ann", "zoe");
    assertThat(ids(data.sessionIds())).containsExactly("s1", "s3", "s9");
    assertThat(data.timeMillis(0)).hasValue(-5);
    assertThat(data.user(2)).isEmpty();
    assertThat(data.timeMillis(3)).isEmpty();
    assertThat(data.isTimed()).isTrue();
  }

  @Test
  void whatWasShownRemovedOrReturnedIsInNoBasket() {
    Dataset data = Dataset.of(List.of(
        Event.of("shown", EventType.IMPRESSION).inSession("s"),
        Event.of("bought").inSession("s"),
        Event.of("removed", EventType.REMOVE_FROM_CART).inSession("s"),
        Event.of("returned").times(-1).inSession("s"),
        Event.of("viewed", EventType.VIEW).inSession("s")));
    assertThat(IntStream.of(data.baskets().itemsOf(0)).mapToObj(data.items()::id))
        .containsExactly("bought", "viewed");
    assertThat(data.sessions().end(0)).as("sessions keep every event").isEqualTo(5);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void agreesWithAStableSortOfTheEvents(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Event> events = randomEvents(random, 500);
    List<Event> expected = new ArrayList<>(events);
    expected.sort(Comparator.comparing(event -> event.timestamp().orElse(Instant.MAX)));
    Dataset data = Dataset.of(events);
    assertThat(events(data)).isEqualTo(expected);
    assertThat(ids(data.items()))
        .isEqualTo(expected.stream().map(Event::itemId).distinct().toList());
    assertThat(ids(data.users()))
        .isEqualTo(
            expected.stream().flatMap(e -> e.userId().stream()).distinct().toList());
    assertThat(ids(data.sessionIds()))
        .isEqualTo(
            expected.stream().flatMap(e -> e.sessionId().stream()).distinct().toList());
    assertInteractions(data, expected);
  }

  private static List<Event> randomEvents(SplittableRandom random, int count) {
    EventType[] types = EventType.values();
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Event event = Event.of("i" + random.nextInt(30), types[random.nextInt(types.length)]);
      event = random.nextInt(9) == 0
          ? event
          : event.at(Instant.ofEpochMilli(random.nextLong(-200, 200) * 1_000_000_000L));
      event = random.nextInt(4) == 0 ? event : event.byUser("u" + random.nextInt(9));
      event = random.nextInt(4) == 0 ? event : event.inSession("s" + random.nextInt(40));
      event = random.nextInt(2) == 0 ? event : event.times(random.nextInt(-3, 9));
      event = random.nextInt(2) == 0 ? event : event.priced(random.nextInt(99));
      events.add(random.nextInt(2) == 0 ? event : event.rated(random.nextInt(5)));
    }
    return events;
  }

  private static void assertInteractions(Dataset data, List<Event> events) {
    Sessions sessions = data.sessions();
    Interactions baskets = data.baskets();
    assertThat(baskets.rows()).isEqualTo(sessions.size());
    assertThat(baskets.rowIds()).isSameAs(data.sessionIds());
    assertThat(baskets.items()).isSameAs(data.items());
    int size = 0;
    for (int s = 0; s < sessions.size(); s++) {
      String id = sessions.ids().id(s);
      List<Event> own =
          events.stream().filter(e -> e.sessionId().equals(Optional.of(id))).toList();
      assertThat(IntStream.range(sessions.begin(s), sessions.end(s))
              .mapToObj(k -> data.event(sessions.row(k))))
          .isEqualTo(own);
      List<Event> positive = own.stream().filter(Event::isPositive).toList();
      List<String> items = positive.stream().map(Event::itemId).distinct().toList();
      assertThat(IntStream.of(baskets.itemsOf(s)).mapToObj(data.items()::id)).isEqualTo(items);
      for (int k = baskets.begin(s); k < baskets.end(s); k++) {
        String item = data.items().id(baskets.item(k));
        assertThat(baskets.count(k)).isEqualTo((int)
            positive.stream().filter(e -> e.itemId().equals(item)).count());
      }
      size += items.size();
    }
    assertThat(baskets.size()).isEqualTo(size);
  }

  @Test
  void interactionsAreTheDistinctItemsOfEachUser() {
    Dataset data = Dataset.of(List.of(
        Event.of("milk").byUser("ann").inSession("s1"),
        Event.of("bread").byUser("bob").inSession("s2"),
        Event.of("beer"),
        Event.of("milk").byUser("ann").inSession("s3"),
        Event.of("bread").byUser("ann").inSession("s3")));
    Interactions interactions = data.interactions();
    assertThat(interactions.rows()).isEqualTo(2);
    assertThat(interactions.itemsOf(0)).containsExactly(0, 1);
    assertThat(interactions.count(0)).isEqualTo(2);
    assertThat(interactions.itemsOf(1)).containsExactly(1);
    assertThat(interactions.rowIds()).isSameAs(data.users());
  }

  @Test
  void withoutSessionsAUsersRowsAreOneSession() {
    Dataset data = Dataset.of(
        List.of(Event.of("milk").byUser("ann"), Event.of("x"), Event.of("bread").byUser("ann")));
    assertThat(data.sessions().size()).isEqualTo(1);
    assertThat(data.sessions().end(0)).isEqualTo(2);
    assertThat(data.sessions().row(1)).isEqualTo(2);
  }

  @Test
  void saysWhatAViewNeeds() {
    Dataset data = Dataset.of(List.of(Event.of("milk")));
    assertThatIllegalStateException()
        .isThrownBy(data::baskets)
        .withMessage("sessions need events that name a user or a session, and none does");
    assertThatIllegalStateException()
        .isThrownBy(data::interactions)
        .withMessage("interactions need events that name a user, and none does");
  }

  @Test
  void whereKeepsTheAcceptedRowsWithCodesOfTheirOwn() {
    Dataset data = Dataset.of(List.of(
        at(1, "milk").byUser("ann"), at(2, "bread").byUser("bob"), at(3, "milk").byUser("bob")));
    Dataset bobs = data.where(row -> data.user(row).orElse(-1) == 1);
    assertThat(events(bobs)).containsExactly(data.event(1), data.event(2));
    assertThat(ids(bobs.items())).containsExactly("bread", "milk");
    assertThat(ids(bobs.users())).containsExactly("bob");
  }

  @Test
  void aProfileHoldsWhatWasPurchasedOrRatedBySession() {
    Dataset data = Dataset.of(List.of(
        at(1, "milk").byUser("ann").inSession("s1").times(2).priced(1.5),
        at(2, "soap").byUser("bob").inSession("s1"),
        at(3, "bread").byUser("ann").inSession("s2"),
        Event.of("beer", EventType.VIEW)
            .at(Instant.ofEpochMilli(4))
            .byUser("ann")
            .inSession("s2"),
        at(5, "milk").byUser("ann").inSession("s2").times(-2).priced(1.5),
        Event.of("film", EventType.RATING)
            .at(Instant.ofEpochMilli(6))
            .byUser("ann")
            .inSession("s1")
            .priced(-3)));
    assertThat(data.profile("ann"))
        .contains(UserProfile.of("ann")
            .bought(
                new Basket(
                        List.of(CartLine.of("milk", 2, 1.5), CartLine.of("film")), Optional.empty())
                    .at(Instant.ofEpochMilli(1)),
                Basket.of("bread").at(Instant.ofEpochMilli(3))));
    assertThat(data.profile("zoe")).isEmpty();
  }

  @Test
  void withoutSessionsWhatIsBoughtAtOneMomentIsABasket() {
    Dataset data = Dataset.of(List.of(
        at(1, "milk").byUser("ann"), at(1, "bread").byUser("ann"), at(2, "tea").byUser("ann")));
    assertThat(data.profile("ann"))
        .contains(UserProfile.of("ann")
            .bought(
                Basket.of("milk", "bread").at(Instant.ofEpochMilli(1)),
                Basket.of("tea").at(Instant.ofEpochMilli(2))));
  }

  @Test
  void withoutSessionsAndTimesAProfileIsOneBasket() {
    Dataset data =
        Dataset.of(List.of(Event.of("milk").byUser("ann"), Event.of("bread").byUser("ann")));
    assertThat(data.profile("ann"))
        .contains(UserProfile.of("ann").bought(Basket.of("milk", "bread")));
  }

  @Test
  void fingerprintsTellDataSetsApart() {
    Event milk = Event.of("milk");
    List<List<Event>> different = List.of(
        List.of(),
        List.of(milk),
        List.of(milk, milk),
        List.of(Event.of("mil"), Event.of("k")),
        List.of(milk.byUser("a")),
        List.of(milk.inSession("a")),
        List.of(milk.times(2)),
        List.of(milk.priced(2)),
        List.of(milk.rated(2)),
        List.of(milk.at(Instant.EPOCH)),
        List.of(milk.at(Instant.ofEpochMilli(1))),
        List.of(Event.of("milk", EventType.VIEW)));
    Set<String> fingerprints = new HashSet<>();
    for (List<Event> events : different) {
      assertThat(fingerprints.add(Dataset.of(events).fingerprint()))
          .as("%s", events)
          .isTrue();
      assertThat(fingerprints.add(Dataset.of(events).fingerprint())).isFalse();
    }
    assertThat(Dataset.of(List.of(milk, milk)).fingerprint())
        .startsWith("2 events, 1 items, crc32c ");
  }

  @Test
  void keepsWhatIsKnownOfItemsAndUsersInEveryPart() {
    Catalog catalog = Catalog.of(List.of(ItemFeatures.of("milk").branded("Alma")));
    Dataset data = Dataset.of(List.of(
            Event.of("milk").byUser("ann").inSession("1"), Event.of("tea").byUser("bob")))
        .withCatalog(catalog)
        .withProfiles(List.of(
            UserProfile.of("ann").with("age", "20-29"),
            UserProfile.of("eve").with("age", "30-39")));
    for (Dataset part : List.of(
        data,
        data.where(row -> row == 0),
        Dataset.builder().knowing(data).addAll(events(data)).build())) {
      assertThat(part.catalog()).isSameAs(catalog);
      assertThat(part.attributes("ann")).isEqualTo(Map.of("age", "20-29"));
      assertThat(part.attributes("bob")).isEmpty();
      assertThat(part.attributes("eve")).isEqualTo(Map.of("age", "30-39"));
      assertThat(part.profile("ann"))
          .contains(UserProfile.of("ann").with("age", "20-29").bought(Basket.of("milk")));
      assertThat(part.profile("eve")).as("of no event").isEmpty();
    }
    assertThat(Dataset.of(List.of()).catalog().size()).isZero();
  }

  @Test
  void fingerprintsTellApartWhatIsKnownOfItemsAndUsersInTheEvents() {
    Dataset plain = Dataset.of(List.of(Event.of("milk").byUser("ann"), Event.of("tea")));
    ItemFeatures.Item milk = ItemFeatures.of("milk");
    List<Dataset> different = List.of(
        plain,
        plain.withCatalog(Catalog.of(List.of(milk))),
        plain.withCatalog(Catalog.of(List.of(ItemFeatures.of("tea")))),
        plain.withCatalog(Catalog.of(List.of(milk.branded("a")))),
        plain.withCatalog(Catalog.of(List.of(milk.tagged(Set.of("a"))))),
        plain.withCatalog(Catalog.of(List.of(milk.inCategories(List.of(List.of("a", "b")))))),
        plain.withCatalog(
            Catalog.of(List.of(milk.inCategories(List.of(List.of("a"), List.of("b")))))),
        plain.withCatalog(Catalog.of(List.of(milk.priced(0)))),
        plain.withCatalog(Catalog.of(List.of(milk.withVectors(Map.of("text", new float[] {1}))))),
        plain.withCatalog(Catalog.of(List.of(milk.withVectors(Map.of("text", new float[] {2}))))),
        plain.withProfiles(List.of(UserProfile.of("ann").with("age", "1"))),
        plain.withProfiles(List.of(UserProfile.of("ann").with("age", "2"))));
    assertThat(different.stream().map(Dataset::fingerprint)).doesNotHaveDuplicates();
    List<Dataset> alike = List.of(
        plain.withCatalog(Catalog.empty()),
        plain.withCatalog(Catalog.of(List.of(ItemFeatures.of("soap").branded("a")))),
        plain.withProfiles(List.of(UserProfile.of("ann"), UserProfile.of("bob").with("age", "1"))));
    assertThat(alike).extracting(Dataset::fingerprint).containsOnly(plain.fingerprint());
    assertThat(plain.withCatalog(
            Catalog.of(List.of(milk.branded("a").titled("Milk").stocked(2)))))
        .extracting(Dataset::fingerprint)
        .isEqualTo(different.get(3).fingerprint())
        .asString()
        .startsWith(plain.fingerprint() + ", 1 items known, crc32c ");
  }

  @Test
  void aBuilderBuildsOnce() {
    DatasetBuilder builder = Dataset.builder().add(Event.of("milk"));
    assertThat(builder.build().rows()).isEqualTo(1);
    assertThatIllegalStateException()
        .isThrownBy(builder::build)
        .withMessage("this builder has built its data set; use a new one");
    assertThatIllegalStateException().isThrownBy(() -> builder.add(Event.of("milk")));
  }
}

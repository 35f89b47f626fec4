package io.cartrec.neural;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.RecommendationRequest;
import io.cartrec.RepeatPolicy;
import io.cartrec.data.Dataset;
import io.cartrec.data.IdIndex;
import io.cartrec.model.Model;
import io.cartrec.model.Query;
import io.cartrec.recommend.Recommenders;
import io.cartrec.spi.ModelProviders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelsTest {

  private static final Channels BOTH = new Channels(true, true, false, "");
  private static final IdIndex IDS = IdIndex.of(List.of("a", "b", "c"));

  private static Event event(String item, EventType type, long second) {
    return Event.of(item, type).at(Instant.ofEpochSecond(second));
  }

  private static Event view(String item, long second) {
    return event(item, EventType.VIEW, second);
  }

  private static Entries entries(RecommendationRequest request, Channels channels) {
    return Entries.of(new Query(request, IDS), IDS, channels);
  }

  @Test
  void sayWhatHappenedAndHowLongAfterTheEntryBefore() {
    List<Event> session = List.of(
        view("b", 100),
        event("unknown", EventType.VIEW, 101),
        event("a", EventType.ADD_TO_CART, 100),
        event("c", EventType.IMPRESSION, 105),
        event("a", EventType.REMOVE_FROM_CART, 101),
        event("c", EventType.PURCHASE, 105).times(-1),
        view("c", 1_000_000_000));
    Entries entries = entries(RecommendationRequest.of(Cart.empty()).session(session), BOTH);
    assertThat(entries.items()).containsExactly(1, 0, 0, 2, 2);
    assertThat(entries.codes()[0]).containsExactly(2, 4, 5, 5, 2);
    assertThat(entries.codes()[1]).containsExactly(0, 1, 2, 4, 23);
    assertThat(entries.newestCodes(2)).isDeepEqualTo(new int[][] {{5, 2}, {4, 23}});
  }

  @Test
  void haveCodesThatNeverChange() {
    Map<EventType, Integer> codes = Map.of(
        EventType.IMPRESSION, 1,
        EventType.VIEW, 2,
        EventType.CLICK, 3,
        EventType.ADD_TO_CART, 4,
        EventType.REMOVE_FROM_CART, 5,
        EventType.CHECKOUT_START, 6,
        EventType.PURCHASE, 7,
        EventType.RATING, 8);
    for (EventType type : EventType.values()) {
      assertThat(Channel.TYPE.code(type, OptionalLong.empty(), OptionalLong.empty()))
          .isEqualTo(codes.get(type));
    }
    assertThat(Channel.TYPE.size()).isEqualTo(9);
    assertThat(Channel.GAP.size()).isEqualTo(24);
  }

  @Test
  void sayNothingOfACartAndNothingWhereClosed() {
    RecommendationRequest cart = RecommendationRequest.of(Cart.of("c", "a"));
    assertThat(entries(cart, BOTH).items()).containsExactly(2, 0);
    assertThat(entries(cart, BOTH).codes()).isDeepEqualTo(new int[2][2]);
    List<Event> removal = List.of(Event.of("b", EventType.REMOVE_FROM_CART));
    assertThat(entries(cart.session(removal), BOTH).items()).containsExactly(2, 0);
    assertThat(entries(cart.session(List.of(view("b", 1))), BOTH).items()).containsExactly(1);
    assertThat(entries(cart.session(List.of(view("b", 1))), Channels.none()).items())
        .containsExactly(2, 0);
  }

  @Test
  void doNotMakeTargetsOfRemovals() {
    Dataset data = Dataset.of(List.of(
        view("a", 1).inSession("s"),
        event("a", EventType.REMOVE_FROM_CART, 2).inSession("s"),
        view("b", 3).inSession("s"),
        event("c", EventType.REMOVE_FROM_CART, 9).inSession("s"),
        view("a", 10).inSession("s"),
        event("a", EventType.REMOVE_FROM_CART, 11).inSession("s"),
        event("b", EventType.REMOVE_FROM_CART, 1).inSession("t"),
        event("b", EventType.REMOVE_FROM_CART, 2).inSession("t")));
    Sequences sequences = Sequences.of(data, Clicks.CODES, new Reading(9, BOTH));
    assertThat(sequences.size()).isEqualTo(1);
    assertThat(IntStream.range(0, 5).map(place -> sequences.item(0, place)))
        .containsExactly(0, 0, 1, 2, 0);
    assertThat(IntStream.range(0, 4).map(place -> sequences.target(0, place)))
        .containsExactly(1, 1, 0, 0);
    assertThat(IntStream.range(0, 4).map(place -> sequences.code(1, 0, place)))
        .containsExactly(0, 2, 2, 4);
    assertThat(sequences.targetCounts(3)).containsExactly(2, 2, 0);
    assertThat(Sequences.of(data, Clicks.CODES, new Reading(9, Channels.none().withGaps(true)))
            .places())
        .isEqualTo(2);
    Sequences cut = Sequences.of(data, Clicks.CODES, new Reading(2, BOTH));
    assertThat(cut.size()).isEqualTo(2);
    assertThat(List.of(cut.item(1, 0), cut.item(1, 1), cut.item(1, 2))).containsExactly(1, 2, 0);
    assertThat(cut.target(1, 0)).isZero();
  }

  @Test
  void loseNoRemovalBetweenPieces() {
    Dataset data = Dataset.of(List.of(
        view("a", 1).inSession("s"),
        view("b", 2).inSession("s"),
        event("c", EventType.REMOVE_FROM_CART, 3).inSession("s"),
        view("d", 4).inSession("s"),
        event("a", EventType.REMOVE_FROM_CART, 5).inSession("s"),
        event("b", EventType.REMOVE_FROM_CART, 6).inSession("s"),
        event("c", EventType.REMOVE_FROM_CART, 9).inSession("s"),
        view("a", 17).inSession("s")));
    Sequences cut = Sequences.of(data, Clicks.CODES, new Reading(2, BOTH));
    assertThat(IntStream.range(0, cut.size())
            .mapToObj(s -> IntStream.rangeClosed(0, cut.places(s))
                .mapToObj(place -> cut.item(s, place))
                .toList()))
        .containsExactly(List.of(0, 1), List.of(1, 2, 3), List.of(1, 2, 0));
    assertThat(List.of(cut.target(1, 0), cut.target(1, 1))).containsExactly(3, 3);
    assertThat(List.of(cut.target(2, 0), cut.target(2, 1))).containsExactly(0, 0);
    assertThat(List.of(cut.code(0, 1, 1), cut.code(0, 2, 0), cut.code(1, 2, 1)))
        .containsExactly(5, 5, 3);
  }

  /** After a view of an item its left neighbour, after an addition its right one. */
  private static Dataset views() {
    List<Event> events = new ArrayList<>();
    for (int s = 0; s < 120; s++) {
      EventType type = s % 2 == 0 ? EventType.VIEW : EventType.ADD_TO_CART;
      int next = s % 2 == 0 ? s / 2 + 1 : s / 2 + 9;
      events.add(event("i" + s / 2 % 10, type, s * 100L).inSession("s" + s));
      events.add(view("i" + next % 10, s * 100L + 1).inSession("s" + s));
    }
    return Dataset.of(events);
  }

  private static int right(Model model) {
    int right = 0;
    for (int item = 0; item < 10; item++) {
      right += next(model, item, EventType.VIEW).equals("i" + (item + 1) % 10) ? 1 : 0;
      right += next(model, item, EventType.ADD_TO_CART).equals("i" + (item + 9) % 10) ? 1 : 0;
    }
    return right;
  }

  private static String next(Model model, int item, EventType type) {
    RecommendationRequest request = RecommendationRequest.of(Cart.empty())
        .session(List.of(event("i" + item, type, 5)))
        .repeats(RepeatPolicy.ALLOW);
    return Recommenders.of(model).recommend(request).itemIds().get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gru", "cnn", "attention"})
  void letAModelTellAViewFromAnAddition(String name) {
    Map<String, String> closed = Map.of("epochs", "40", "batch", "32", "rate", "0.01");
    Map<String, String> open =
        Map.of("epochs", "40", "batch", "32", "rate", "0.01", "types", "true", "gaps", "true");
    ModelProviders providers = ModelProviders.installed();
    assertThat(right(providers.trainer(name, closed).train(views()))).isLessThanOrEqualTo(12);
    assertThat(right(providers.trainer(name, open).train(views()))).isGreaterThanOrEqualTo(18);
  }
}

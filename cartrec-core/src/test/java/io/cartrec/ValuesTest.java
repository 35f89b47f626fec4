package io.cartrec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cartrec.Explanation.Part;
import io.cartrec.Explanation.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void cartLineRefusesQuantitiesThatAreNotFiniteAndPositive(double quantity) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CartLine.of("milk", quantity, 1))
        .withMessage("quantity must be finite and > 0 but was " + quantity + " for item milk");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, Double.NaN, Double.POSITIVE_INFINITY})
  void cartLineRefusesPricesThatAreNotFiniteOrNegative(double price) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CartLine.of("milk", 1, price))
        .withMessage("price must be finite and >= 0 but was " + price + " for item milk");
  }

  @Test
  void cartKeepsItsLinesInOrderWhateverHappensToTheListItCameFrom() {
    List<CartLine> lines = new ArrayList<>(List.of(CartLine.of("milk"), CartLine.of("bread")));
    Cart cart = new Cart(lines);
    lines.clear();
    assertThat(cart).isEqualTo(Cart.of("milk", "bread"));
    assertThat(cart.plus(CartLine.of("milk"))).isEqualTo(Cart.of("milk", "bread", "milk"));
    assertThat(cart.isEmpty()).isFalse();
    assertThat(Cart.empty().isEmpty()).isTrue();
    assertThat(Cart.of()).isEqualTo(Cart.empty());
  }

  @Test
  void basketIsUndatedUntilItIsDated() {
    Basket basket = Basket.of("milk", "bread");
    assertThat(basket.time()).isEmpty();
    assertThat(basket.at(Instant.EPOCH).time()).contains(Instant.EPOCH);
    assertThat(basket.at(Instant.EPOCH).lines()).isEqualTo(basket.lines());
    assertThat(Basket.of(List.of("milk", "bread"))).isEqualTo(basket);
  }

  @Test
  void eventSaysOnlyWhatItWasTold() {
    Event event = Event.of("milk");
    assertThat(event.type()).isEqualTo(EventType.PURCHASE);
    assertThat(event.quantity()).isEqualTo(1);
    assertThat(event.timestamp()).isEmpty();
    assertThat(event.userId()).isEmpty();
    assertThat(event.sessionId()).isEmpty();
    assertThat(event.price()).isEmpty();
    assertThat(event.rating()).isEmpty();
  }

  @Test
  void eventTakesOneThingAtATimeAndKeepsTheOthers() {
    Event event = Event.of("milk", EventType.RATING)
        .at(Instant.EPOCH)
        .byUser("ann")
        .inSession("s1")
        .times(-2)
        .priced(1.5)
        .rated(4);
    assertThat(event.itemId()).isEqualTo("milk");
    assertThat(event.type()).isEqualTo(EventType.RATING);
    assertThat(event.timestamp()).contains(Instant.EPOCH);
    assertThat(event.userId()).contains("ann");
    assertThat(event.sessionId()).contains("s1");
    assertThat(event.quantity()).isEqualTo(-2);
    assertThat(event.price()).hasValue(1.5);
    assertThat(event.rating()).hasValue(4);
  }

  @Test
  void eventRefusesNumbersThatNoFloatHolds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Event.of("milk").times(1e39))
        .withMessage("quantity must be finite, as a float too, but was 1.0E39");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Event.of("milk").priced(Double.NaN))
        .withMessage("price must be finite, as a float too, but was NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Event.of("milk").rated(Double.NEGATIVE_INFINITY))
        .withMessage("rating must be finite, as a float too, but was -Infinity");
  }

  @Test
  void eventRefusesEmptyIds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Event.of(""))
        .withMessage("itemId must not be empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Event.of("milk").byUser(""))
        .withMessage("userId must not be empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Event.of("milk").inSession(""))
        .withMessage("sessionId must not be empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\ud800", "\ud800b", "\udc00\ud800", "\ud83d\ude00\ud83d"})
  void eventRefusesHalfASurrogatePair(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Event.of(id))
        .withMessageStartingWith("itemId must be valid Unicode but has half a surrogate pair at ");
  }

  @Test
  void eventTakesWholeSurrogatePairs() {
    assertThat(Event.of("\ud83d\ude00!").itemId()).isEqualTo("\ud83d\ude00!");
  }

  @Test
  void eventRefusesTimesThatNoLongOfMillisecondsHolds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Event.of("milk").at(Instant.MAX))
        .withMessageStartingWith("timestamp must be in [-292275055-05-16T16:47:04.193Z, ")
        .withMessageEndingWith(" but was +1000000000-12-31T23:59:59.999999999Z");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Event.of("milk").at(Instant.ofEpochMilli(Long.MIN_VALUE)));
    Instant earliest = Instant.ofEpochMilli(-Long.MAX_VALUE);
    assertThat(Event.of("milk").at(earliest).timestamp()).contains(earliest);
  }

  @Test
  void explanationNamesItsReasonsInWords() {
    Explanation explanation =
        Explanation.because(List.of(new Reason("milk", 0.624), new Reason("bread", 0.376)));
    assertThat(explanation.text()).isEqualTo("because of milk (62 %), bread (38 %)");
    Explanation both =
        explanation.withParts(List.of(new Part("user-knn", 0.7), new Part("item-knn", 0.3)));
    assertThat(both.text())
        .isEqualTo("because of milk (62 %), bread (38 %), by user-knn (70 %), item-knn (30 %)");
    assertThat(Explanation.none().withParts(List.of(new Part("ease", 1))).text())
        .isEqualTo("by ease (100 %)");
    assertThat(Explanation.mostPopular().text()).isEqualTo("popular with everybody");
    assertThat(Explanation.none().text()).isEmpty();
    assertThat(Explanation.because(List.of())).isSameAs(Explanation.none());
  }

  @Test
  void recommendationsKnowHowManyAreTheModels() {
    Recommendation milk = new Recommendation("milk", 2, Explanation.none());
    Recommendation bread = new Recommendation("bread", 0, Explanation.mostPopular());
    Recommendations answer = new Recommendations(List.of(milk, bread), 1, "tiny@1", "filled");
    assertThat(answer).containsExactly(milk, bread);
    assertThat(answer.stream()).containsExactly(milk, bread);
    assertThat(answer.itemIds()).containsExactly("milk", "bread");
    assertThat(answer.size()).isEqualTo(2);
    assertThat(answer.isEmpty()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Recommendations(List.of(milk), 2, "tiny@1", ""))
        .withMessage("scored must be in [0, 1] but was 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Recommendations(List.of(milk), -1, "tiny@1", ""))
        .withMessage("scored must be in [0, 1] but was -1");
  }

  @Test
  void itemOfWhichOnlyTheIdIsKnownSaysNothingElse() {
    ItemFeatures mine = () -> "milk";
    ItemFeatures.Item item = ItemFeatures.of("milk");
    for (ItemFeatures features : List.of(mine, item)) {
      assertThat(features.id()).isEqualTo("milk");
      assertThat(features.title()).isEmpty();
      assertThat(features.brand()).isEmpty();
      assertThat(features.categories()).isEmpty();
      assertThat(features.price()).isEmpty();
      assertThat(features.tags()).isEmpty();
      assertThat(features.stock()).isEmpty();
      assertThat(features.vectors()).isEmpty();
      assertThat(features.isInStock()).isTrue();
      assertThat(features.isIn("Food")).isFalse();
    }
  }

  @Test
  void itemTakesOneThingAtATimeAndKeepsTheOthers() {
    List<String> path = new ArrayList<>(Arrays.asList("Food", "Dairy"));
    float[] vector = {1, 2};
    ItemFeatures.Item item = ItemFeatures.of("milk")
        .titled("Milk, 1 l")
        .branded("Alp")
        .inCategories(List.of(path, List.of("Breakfast")))
        .priced(1.2)
        .tagged(Set.of("organic"))
        .stocked(0)
        .withVectors(Map.of("text", vector));
    path.set(0, "changed later");
    assertThat(item)
        .isEqualTo(new ItemFeatures.Item(
            "milk",
            Optional.of("Milk, 1 l"),
            Optional.of("Alp"),
            List.of(List.of("Food", "Dairy"), List.of("Breakfast")),
            OptionalDouble.of(1.2),
            Set.of("organic"),
            OptionalInt.of(0),
            Map.of("text", vector)));
    assertThat(item.isIn("Dairy")).isTrue();
    assertThat(item.isIn("Breakfast")).isTrue();
    assertThat(item.isIn("Garden")).isFalse();
    assertThat(item.isInStock()).isFalse();
    assertThat(item.stocked(1).isInStock()).isTrue();
  }
}

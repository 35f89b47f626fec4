package io.cartrec.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.Basket;
import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.Explanation;
import io.cartrec.Explanation.Reason;
import io.cartrec.ItemFeatures;
import io.cartrec.Recommendation;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.Recommender;
import io.cartrec.RepeatPolicy;
import io.cartrec.UserProfile;
import io.cartrec.data.Catalog;
import io.cartrec.data.Dataset;
import io.cartrec.data.IdIndex;
import io.cartrec.internal.Parallel;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.model.TinyModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRecommenderTest {

  // codes a 0, b 1, c 2, d 3, e 4; popularity e 3, d 2, then a, b, c once each
  private static final String EVENTS = "a b c d e d e e";
  private static final TinyModel MODEL = TinyModel.of(
      EVENTS, "a b 1", "a c 2", "b c 1", "b a 4", "c a 1", "c d 1", "d e 1", "e d 1", "e e 3");
  private static final Recommender RECOMMENDER = Recommenders.of(MODEL);
  private static final RecommendationRequest EMPTY = RecommendationRequest.of(Cart.empty());

  private static List<String> ids(RecommendationRequest request) {
    return RECOMMENDER.recommend(request).itemIds();
  }

  private static RecommendationRequest cart(String... items) {
    return RecommendationRequest.of(Cart.of(items)).unfilled();
  }

  /** A model that scores as it is told. */
  private record Told(ModelBase base, BiConsumer<Query, ScoreAccumulator> scoring)
      implements Model {
    static Recommender recommender(BiConsumer<Query, ScoreAccumulator> scoring) {
      return Recommenders.of(new Told(MODEL.base(), scoring));
    }

    @Override
    public Map<String, Tensor> tensors() {
      return Map.of();
    }

    @Override
    public void score(Query query, ScoreAccumulator into) {
      scoring.accept(query, into);
    }
  }

  // ---- scores, order, fill ----

  @Test
  void addsUpWhatTheCartsItemsSayAndFillsWithThePopular() {
    Recommendations answer = RECOMMENDER.recommend(Cart.of("a", "b"));
    assertThat(answer.items())
        .containsExactly(
            new Recommendation("c", 3, Explanation.none()),
            new Recommendation("e", 0, Explanation.mostPopular()),
            new Recommendation("d", 0, Explanation.mostPopular()));
    assertThat(answer.scored()).isEqualTo(1);
    assertThat(answer.model()).isEqualTo(MODEL.base().provenance().modelVersion());
  }

  @Test
  void breaksTiesByItemCode() {
    assertThat(ids(cart("c"))).containsExactly("a", "d");
    assertThat(ids(cart("c").limit(1))).containsExactly("a");
  }

  @Test
  void skipsUnknownItems() {
    assertThat(ids(cart("x", "c", "y"))).containsExactly("a", "d");
  }

  @Test
  void countsAnItemOfTheCartOnce() {
    assertThat(RECOMMENDER.recommend(cart("c", "c", "c")).items().get(0).score())
        .isEqualTo(1);
  }

  @Test
  void recommendsNothingThatScoresZeroOrLess() {
    Recommender told = Told.recommender((query, into) -> {
      into.add(0, 1);
      into.add(0, -1); // passes through 0
      into.add(0, 0.5);
      into.add(1, -2);
      into.add(2, 0);
      into.add(3, 1);
      into.add(3, -1);
    });
    assertThat(told.recommend(EMPTY.unfilled()).itemIds()).containsExactly("a");
    assertThat(told.recommend(EMPTY).itemIds()).containsExactly("a", "e", "d", "b", "c");
  }

  @Test
  void takesAnyNumberOfScores() {
    Recommender told = Told.recommender((query, into) -> {
      for (int i = 0; i < 5000; i++) {
        into.add(1, i % 2 == 0 ? 1 : -1);
        into.add(i % 5, 1);
      }
    });
    assertThat(told.recommend(EMPTY).itemIds()).containsExactly("a", "b", "c", "d", "e");
    assertThat(told.recommend(EMPTY).items().get(1).score()).isEqualTo(1000);
  }

  // ---- repeat policy ----

  @Test
  void excludeCartBarsTheCartOnly() {
    RecommendationRequest request = cart("a", "b")
        .session(List.of(Event.of("c")))
        .forUser(UserProfile.of("ann").bought(Basket.of("c")));
    assertThat(ids(request)).containsExactly("c");
  }

  @Test
  void excludeCartBarsTheSessionWhenThereIsNoCart() {
    RecommendationRequest request = EMPTY
        .unfilled()
        .session(List.of(Event.of("b"), Event.of("a")))
        .forUser(UserProfile.of("ann").bought(Basket.of("c")));
    assertThat(ids(request)).containsExactly("c");
  }

  @Test
  void excludeCartLetsTheHistoryComeBack() {
    RecommendationRequest request =
        EMPTY.unfilled().forUser(UserProfile.of("ann").bought(Basket.of("e")));
    assertThat(ids(request)).containsExactly("e", "d");
  }

  @Test
  void excludeOwnedBarsCartSessionAndHistory() {
    RecommendationRequest request = RecommendationRequest.of(Cart.of("a"))
        .repeats(RepeatPolicy.EXCLUDE_OWNED)
        .session(List.of(Event.of("b")))
        .forUser(UserProfile.of("ann").bought(Basket.of("x"), Basket.of("c", "e")));
    assertThat(ids(request)).containsExactly("d");
  }

  @Test
  void onlyOwnedAnswersWhatTheHistoryHoldsAndTheCartDoesNot() {
    RecommendationRequest request = RecommendationRequest.of(Cart.of("a"))
        .repeats(RepeatPolicy.ONLY_OWNED)
        .session(List.of(Event.of("b")))
        .forUser(UserProfile.of("ann").bought(Basket.of("x", "a", "b"), Basket.of("b", "e")));
    assertThat(ids(request)).containsExactlyInAnyOrder("b", "e");
    assertThat(ids(request.among(List.of("d", "e")))).containsExactly("e");
    assertThat(ids(request.limit(1))).hasSize(1);
    assertThat(ids(request.excluding("b"))).containsExactly("e");
  }

  @Test
  void onlyOwnedAnswersNothingWithoutHistory() {
    RecommendationRequest request = EMPTY.repeats(RepeatPolicy.ONLY_OWNED);
    assertThat(ids(request)).isEmpty();
    assertThat(ids(request.forUser(UserProfile.of("bob")))).isEmpty();
  }

  @Test
  void excludeLastBarsTheNewestOfTheContext() {
    RecommendationRequest last = EMPTY.unfilled().repeats(RepeatPolicy.EXCLUDE_LAST);
    assertThat(ids(cart("a", "b").repeats(RepeatPolicy.EXCLUDE_LAST))).containsExactly("a", "c");
    assertThat(ids(last.session(List.of(Event.of("b"), Event.of("a"))))).containsExactly("c", "b");
    UserProfile user = UserProfile.of("ann").bought(Basket.of("e", "d"), Basket.of(List.of()));
    assertThat(ids(last.forUser(user))).containsExactly("e");
    assertThat(ids(last)).isEmpty();
    assertThat(ids(last.forUser(UserProfile.of("bob")))).isEmpty();
  }

  @Test
  void allowBarsNothing() {
    assertThat(ids(cart("e").repeats(RepeatPolicy.ALLOW))).containsExactly("e", "d");
  }

  @ParameterizedTest
  @EnumSource(RepeatPolicy.class)
  void theFillObeysThePolicy(RepeatPolicy policy) {
    List<String> all = ids(RecommendationRequest.of(Cart.of("d", "e")).repeats(policy));
    switch (policy) {
      case ALLOW -> assertThat(all).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
      case EXCLUDE_LAST -> assertThat(all).containsExactlyInAnyOrder("a", "b", "c", "d");
      case ONLY_OWNED -> assertThat(all).isEmpty();
      default -> assertThat(all).containsExactly("a", "b", "c");
    }
  }

  // ---- rules ----

  @Test
  void filtersBeforeCuttingSoTheListStaysFull() {
    RecommendationRequest request =
        cart("b").where(item -> !item.id().equals("a")).limit(1).repeats(RepeatPolicy.ALLOW);
    assertThat(ids(request)).containsExactly("c");
    assertThat(ids(RecommendationRequest.of(Cart.of("x"))
            .limit(2)
            .where(item -> !item.id().equals("e"))))
        .containsExactly("d", "a");
  }

  @Test
  void filtersSeeTheCatalogueAndAllMustAccept() {
    Catalog catalog = Catalog.of(
        List.of(ItemFeatures.of("a").priced(1), ItemFeatures.of("d").priced(9).stocked(0)));
    Recommender shop = Recommenders.of(MODEL, RecommenderOptions.defaults().withCatalog(catalog));
    assertThat(shop.recommend(EMPTY.where(ItemFeatures::isInStock)).itemIds())
        .as("what the catalogue lacks passes no filter")
        .containsExactly("a");
    assertThat(shop.recommend(
                EMPTY.where(ItemFeatures::isInStock).where(item -> item.price().orElse(0) > 0))
            .itemIds())
        .containsExactly("a");
  }

  @Test
  void asksFiltersOnlyAboutItemsThatWouldEnterTheList() {
    List<String> asked = new ArrayList<>();
    assertThat(
            ids(cart("e").repeats(RepeatPolicy.ALLOW).limit(1).where(item -> asked.add(item.id()))))
        .containsExactly("e");
    assertThat(asked).containsExactly("d", "e");
  }

  @Test
  void excludingBarsScoredAndPopularItems() {
    assertThat(ids(RecommendationRequest.of(Cart.of("a")).excluding("c", "e", "x")))
        .containsExactly("b", "d");
  }

  @Test
  void amongRanksTheGivenItemsOnly() {
    RecommendationRequest request =
        RecommendationRequest.of(Cart.of("a")).among(List.of("d", "x", "b", "e", "a"));
    Recommendations answer = RECOMMENDER.recommend(request);
    assertThat(answer.itemIds()).containsExactly("b", "e", "d");
    assertThat(answer.scored()).isEqualTo(1);
    assertThat(ids(request.limit(2))).containsExactly("b", "e");
    assertThat(ids(request.unfilled())).containsExactly("b");
    assertThat(ids(request.where(item -> !item.id().equals("e")))).containsExactly("b", "d");
    assertThat(ids(request.among(List.of()))).isEmpty();
  }

  // ---- limits ----

  @Test
  void aLimitOfZeroIsAnEmptyAnswer() {
    Recommendations answer = RECOMMENDER.recommend(EMPTY.limit(0));
    assertThat(answer.isEmpty()).isTrue();
    assertThat(answer.note()).isEqualTo("the request asks for 0 items");
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6, 1_000_000_000, Integer.MAX_VALUE})
  void aLimitBeyondTheCatalogueGivesEveryCandidate(int limit) {
    assertThat(ids(
            RecommendationRequest.of(Cart.of("c")).repeats(RepeatPolicy.ALLOW).limit(limit)))
        .containsExactly("a", "d", "e", "b", "c");
  }

  @ParameterizedTest
  @CsvSource({"999, c", "9999, c", "10000, a"})
  void theNewestTenThousandLinesOfACartAreBarred(int newer, String first) {
    Cart cart = Cart.of(
        Stream.concat(Stream.of("a"), Collections.nCopies(newer, "b").stream()).toList());
    assertThat(RECOMMENDER.recommend(RecommendationRequest.of(cart).unfilled()).itemIds())
        .startsWith(first)
        .doesNotContain("b");
  }

  // ---- explanations and notes ----

  @Test
  void reasonsNameTheItemsThatSpokeStrongestFirst() {
    Recommendations answer = RECOMMENDER.recommend(
        RecommendationRequest.of(Cart.of("b", "a", "d")).withReasons().limit(2));
    List<Reason> reasons = answer.items().get(0).explanation().reasons();
    assertThat(reasons).extracting(Reason::itemId).containsExactly("a", "b");
    assertThat(reasons.get(0).share()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(answer.items().get(1).explanation().text()).isEqualTo("because of d (100 %)");
  }

  @Test
  void aModelThatCannotExplainGivesNoReasons() {
    Recommender told = Told.recommender((query, into) -> into.add(0, 1));
    assertThat(told.recommend(EMPTY.withReasons().limit(1)).items())
        .containsExactly(new Recommendation("a", 1, Explanation.none()));
  }

  @Test
  void notesSayWhyAnAnswerIsShort() {
    assertThat(RECOMMENDER.recommend(cart("a").limit(2)).note()).isEmpty();
    assertThat(RECOMMENDER.recommend(cart("a").limit(3)).note())
        .isEqualTo("the model has nothing to say about more of the allowed items");
    assertThat(RECOMMENDER
            .recommend(RecommendationRequest.of(Cart.of("a")).limit(3))
            .note())
        .isEqualTo("the model has nothing to say about more of the allowed items;"
            + " popular ones fill the list up");
    assertThat(RECOMMENDER.recommend(Cart.of("x")).note())
        .isEqualTo("the model has nothing to say about this request; these are popular items");
    assertThat(RECOMMENDER.recommend(cart("x")).note())
        .isEqualTo("the model has nothing to say about this request");
    assertThat(RECOMMENDER.recommend(EMPTY.where(item -> false)).note())
        .isEqualTo("the model has nothing to say about this request, which allows no popular item");
  }

  @Test
  void itemsThatWereNeverCountedAreNotPopular() {
    IdIndex ids = IdIndex.of(List.of("a", "b", "c"));
    ModelBase imported = ModelBase.imported(ids, "told", Map.of(), "elsewhere");
    Recommender told = Recommenders.of(new Told(
        imported, (query, into) -> Arrays.stream(query.items()).forEach(i -> into.add(i, 1))));
    RecommendationRequest known =
        RecommendationRequest.of(Cart.of("b")).repeats(RepeatPolicy.ALLOW);
    assertThat(told.recommend(known).itemIds()).containsExactly("b");
    for (RecommendationRequest unknown : List.of(EMPTY, EMPTY.among(List.of("a", "c")))) {
      Recommendations answer = told.recommend(unknown);
      assertThat(answer.items()).isEmpty();
      assertThat(answer.note())
          .isEqualTo(
              "the model has nothing to say about this request, which allows no popular item");
    }
  }

  @Test
  void whatWasOnlyShownDoesNotFillLists() {
    Recommender shown = Recommenders.of(new Told(
        ModelBase.of(
            Dataset.of(List.of(Event.of("a", EventType.IMPRESSION), Event.of("b"))),
            "told",
            Map.of()),
        (query, into) -> {}));
    assertThat(shown.recommend(EMPTY).itemIds()).containsExactly("b");
    assertThat(shown.recommend(EMPTY.among(List.of("a", "b"))).itemIds()).containsExactly("b");
  }

  // ---- state and threads ----

  @Test
  void aFailureDoesNotSpoilLaterRequests() {
    Recommender told = Told.recommender((query, into) -> {
      into.add(4, 7);
      if (query.items().length > 0) {
        throw new IllegalStateException("scorer");
      }
      into.add(0, 1);
    });
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> told.recommend(Cart.of("a"))).hasMessage("scorer");
      assertThatThrownBy(() -> told.recommend(EMPTY.where(item -> {
            throw new IllegalStateException("filter");
          })))
          .hasMessage("filter");
      assertThat(told.recommend(EMPTY.unfilled()).items())
          .extracting(Recommendation::score)
          .containsExactly(7.0, 1.0);
    }
  }

  @Test
  void aFilterMayAskTheSameRecommender() {
    RecommendationRequest request =
        cart("a").where(item -> !RECOMMENDER.recommend(Cart.of(item.id())).isEmpty());
    assertThat(ids(request)).containsExactly("c", "b");
  }

  @Test
  void manyThreadsGetTheAnswersOfOne() {
    List<RecommendationRequest> requests = IntStream.range(0, 32)
        .mapToObj(i -> RecommendationRequest.of(Cart.of(IntStream.range(0, 5)
                .filter(k -> (i >> k & 1) == 1)
                .mapToObj("abcde"::charAt)
                .map(String::valueOf)
                .toList()))
            .withReasons()
            .limit(1 + i % 5))
        .toList();
    List<Recommendations> expected =
        requests.stream().map(RECOMMENDER::recommend).toList();
    Parallel.forBlocks(16, 20_000, 10, () -> (from, to) -> {
      for (int i = from; i < to; i++) {
        assertThat(RECOMMENDER.recommend(requests.get(i % 32)).equals(expected.get(i % 32)))
            .isTrue();
      }
    });
  }
}

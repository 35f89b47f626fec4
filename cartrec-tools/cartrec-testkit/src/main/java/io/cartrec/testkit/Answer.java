package io.cartrec.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cartrec.CartLine;
import io.cartrec.Event;
import io.cartrec.Explanation.Reason;
import io.cartrec.ItemFeatures;
import io.cartrec.Recommendation;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.RepeatPolicy;
import io.cartrec.UserProfile;
import io.cartrec.data.IdIndex;
import io.cartrec.model.Explainer;
import io.cartrec.model.Model;
import io.cartrec.model.Popularity;
import io.cartrec.model.Query;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks one answer against a slow one that sorts the whole catalogue by the model's own scores. The
 * serving path must give exactly that.
 */
final class Answer {

  private static final double ROUNDING = 1e-5; // scores are rounded to float

  private final Model model;
  private final IdIndex ids;
  private final RecommendationRequest request;
  private final Recommendations answer;

  Answer(Model model, RecommendationRequest request, Recommendations answer) {
    this.model = model;
    this.ids = model.base().items();
    this.request = request;
    this.answer = answer;
  }

  void check() {
    assertThat(answer.model()).isEqualTo(model.base().provenance().modelVersion());
    assertThat(answer.size()).isLessThanOrEqualTo(request.limit());
    assertThat(answer.itemIds()).as("items, none twice").doesNotHaveDuplicates();
    assertThat(answer.note().isEmpty())
        .as("no note for a list full of the model's own items")
        .isEqualTo(answer.scored() == request.limit() && request.limit() > 0);
    List<Integer> allowed = allowed();
    double[] scores = Sums.of(model, new Query(request, ids));
    Arrays.setAll(scores, item -> (float) scores[item]); // as which scores are compared
    List<Integer> scored = ranked(allowed, item -> scores[item], request.limit());
    checkScored(scored, scores);
    allowed.removeAll(new HashSet<>(scored));
    checkFilled(allowed, scored.size());
    if (request.explained()) {
      checkReasons();
    }
  }

  private void checkScored(List<Integer> expected, double[] scores) {
    List<Recommendation> found = answer.items().subList(0, answer.scored());
    assertThat(found)
        .as("items in the order of the model's scores, ties by item code")
        .extracting(Recommendation::itemId)
        .containsExactlyElementsOf(expected.stream().map(ids::id).toList());
    assertThat(found)
        .as("scores")
        .extracting(Recommendation::score)
        .containsExactlyElementsOf(expected.stream().map(item -> scores[item]).toList());
  }

  private void checkFilled(List<Integer> left, int scored) {
    List<Recommendation> found = answer.items().subList(answer.scored(), answer.size());
    Popularity popularity = model.base().popularity();
    int room = request.filled() ? request.limit() - scored : 0;
    assertThat(found)
        .as("popular items that fill the list up")
        .extracting(Recommendation::itemId)
        .containsExactlyElementsOf(
            ranked(left, popularity::count, room).stream().map(ids::id).toList());
    assertThat(found).as("their scores").allMatch(item -> item.score() == 0);
  }

  private void checkReasons() {
    for (int rank = 0; rank < answer.size(); rank++) {
      Recommendation item = answer.items().get(rank);
      assertThat(item.explanation().popular())
          .as("whether rank %d is explained by popularity", rank)
          .isEqualTo(rank >= answer.scored());
      if (rank < answer.scored() && model instanceof Explainer explainer) {
        checkShares(item, explainer);
      }
    }
  }

  /** The shares must be the model's own contributions: scaled by the score, in order, none left out. */
  private void checkShares(Recommendation item, Explainer explainer) {
    Query query = new Query(request, ids);
    double[] contributions =
        explainer.explain(query, ids.find(item.itemId()).orElseThrow()).get(0).items();
    Map<String, Double> expected = new HashMap<>();
    for (int i = 0; i < contributions.length; i++) {
      if (contributions[i] != 0) {
        expected.put(ids.id(query.items()[i]), contributions[i]);
      }
    }
    List<Reason> reasons = item.explanation().reasons();
    assertThat(reasons)
        .as("reasons for %s", item.itemId())
        .extracting(Reason::itemId)
        .containsExactlyInAnyOrderElementsOf(expected.keySet());
    assertThat(reasons)
        .as("reasons for %s, strongest first", item.itemId())
        .isSortedAccordingTo(Comparator.comparingDouble(Reason::share).reversed());
    for (Reason reason : reasons) {
      double contribution = expected.getOrDefault(reason.itemId(), Double.NaN);
      assertThat(reason.share() * item.score())
          .as("what %s adds to the score of %s", reason.itemId(), item.itemId())
          .isCloseTo(contribution, within(ROUNDING * Math.max(1, Math.abs(contribution))));
    }
  }

  /** The codes with a value above 0, best first, equal ones by code. */
  private static List<Integer> ranked(List<Integer> items, ValueOf value, int limit) {
    return items.stream()
        .filter(item -> value.of(item) > 0)
        .sorted(Comparator.<Integer>comparingDouble(value::of)
            .reversed()
            .thenComparing(Comparator.naturalOrder()))
        .limit(limit)
        .toList();
  }

  private List<Integer> allowed() {
    Set<String> forbidden = forbidden();
    Set<String> owned = Set.copyOf(history());
    List<Integer> allowed = new ArrayList<>();
    for (int item = 0; item < ids.size(); item++) {
      String id = ids.id(item);
      boolean candidate = request.candidates().map(only -> only.contains(id)).orElse(true)
          && (request.repeats() != RepeatPolicy.ONLY_OWNED || owned.contains(id));
      boolean passes =
          request.filters().stream().allMatch(filter -> filter.test(ItemFeatures.of(id)));
      if (candidate && passes && !forbidden.contains(id)) {
        allowed.add(item);
      }
    }
    return allowed;
  }

  /** What the repeat policy and the exclusions bar. */
  private Set<String> forbidden() {
    Set<String> forbidden = new HashSet<>(request.excluded());
    List<String> cart = request.cart().lines().stream().map(CartLine::itemId).toList();
    List<String> session = request.session().stream().map(Event::itemId).toList();
    switch (request.repeats()) {
      case EXCLUDE_CART -> forbidden.addAll(cart.isEmpty() ? session : cart);
      case EXCLUDE_OWNED -> {
        forbidden.addAll(cart);
        forbidden.addAll(session);
        forbidden.addAll(history());
      }
      case ONLY_OWNED -> forbidden.addAll(cart);
      case EXCLUDE_LAST ->
        Stream.of(cart, session, history())
            .filter(items -> !items.isEmpty())
            .findFirst()
            .map(items -> items.get(items.size() - 1))
            .ifPresent(forbidden::add);
      case ALLOW -> {}
    }
    return forbidden;
  }

  private List<String> history() {
    Optional<UserProfile> user = request.user();
    return user.stream()
        .flatMap(profile -> profile.history().stream())
        .flatMap(basket -> basket.lines().stream())
        .map(CartLine::itemId)
        .toList();
  }

  @FunctionalInterface
  private interface ValueOf {
    double of(int item);
  }
}

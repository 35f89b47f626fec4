package io.cartrec.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cartrec.Cart;
import io.cartrec.Event;
import io.cartrec.Explanation;
import io.cartrec.Recommendation;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.Recommender;
import io.cartrec.UserProfile;
import io.cartrec.model.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedRecommenderTest {

  private static final RecommendationRequest MILK = RecommendationRequest.of(Cart.of("milk"));

  private int asked;
  private final Recommender counting = request -> {
    asked++;
    return new Recommendations(
        Collections.nCopies(
            Math.min(request.limit(), 5000), new Recommendation("a", 1, Explanation.none())),
        0,
        "m",
        "");
  };
  private final Recommender cached = new CachedRecommender(counting, 2);

  private int timesAsked(RecommendationRequest request) {
    asked = 0;
    Recommendations first = cached.recommend(request);
    assertThat(cached.recommend(request)).isEqualTo(first);
    return asked;
  }

  @Test
  void equalRequestsAreAnsweredOnce() {
    assertThat(timesAsked(MILK)).isEqualTo(1);
    assertThat(timesAsked(RecommendationRequest.of(Cart.of("milk")))).isZero();
    assertThat(timesAsked(MILK.limit(3))).isEqualTo(1);
  }

  @Test
  void oldAnswersMakeRoom() {
    for (int limit = 1; limit < 100; limit++) {
      assertThat(timesAsked(MILK.limit(limit))).isEqualTo(1);
    }
    assertThat(timesAsked(MILK.limit(1))).isEqualTo(1);
  }

  @Test
  void whatDependsOnMoreThanTheRequestIsNeverRemembered() {
    assertThat(timesAsked(MILK.where(item -> true))).isEqualTo(2);
    assertThat(timesAsked(MILK.forUser(UserProfile.of("ann")))).isEqualTo(2);
  }

  @Test
  void whatIsLongIsNeverRemembered() {
    assertThat(timesAsked(MILK.limit(1000))).isEqualTo(1);
    assertThat(timesAsked(MILK.limit(1001))).isEqualTo(2);
    assertThat(timesAsked(RecommendationRequest.of(Cart.of(Collections.nCopies(1001, "a")))))
        .isEqualTo(2);
    assertThat(timesAsked(MILK.session(Collections.nCopies(1001, Event.of("a")))))
        .isEqualTo(2);
  }

  @Test
  void optionsTurnTheCacheOn(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("m.cartrec");
    TinyModel.sample().save(file);
    Recommender plain = Recommenders.open(file);
    Recommender remembering =
        Recommenders.open(file, RecommenderOptions.defaults().withCacheSize(10));
    assertThat(plain.recommend(MILK)).isEqualTo(remembering.recommend(MILK));
    assertThat(remembering.recommend(MILK)).isSameAs(remembering.recommend(MILK));
    assertThat(plain.recommend(MILK)).isNotSameAs(plain.recommend(MILK));
    assertThat(plain.recommend(MILK).itemIds()).isEqualTo(List.of("bread", "käse", "\ud83c\udf7a"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecommenderOptions.defaults().withCacheSize(-1))
        .withMessage("cacheSize must be >= 0 but was -1");
  }
}

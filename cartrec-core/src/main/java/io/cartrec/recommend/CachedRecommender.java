package io.cartrec.recommend;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.Recommender;
import java.util.Set;

/**
 * Remembers the answers to recent requests of one recommender, whose model never changes. A request is
 * remembered when the answer depends on nothing but its own value (no filter, no user), when it can come
 * again (no time), and when nothing in it, nor its answer, is longer than {@value #LONGEST}, so that the
 * cache stays small.
 * Thread-safe.
 */
final class CachedRecommender implements Recommender {

  private static final int LONGEST = 1000;

  private final Recommender recommender;
  private final Cache<RecommendationRequest, Recommendations> answers;

  CachedRecommender(Recommender recommender, int size) {
    this.recommender = recommender;
    this.answers = CacheBuilder.newBuilder().maximumSize(size).build();
  }

  @Override
  public Recommendations recommend(RecommendationRequest request) {
    if (!isCacheable(request)) {
      return recommender.recommend(request);
    }
    Recommendations known = answers.getIfPresent(request);
    if (known != null) {
      return known;
    }
    Recommendations answer = recommender.recommend(request);
    if (answer.size() <= LONGEST) {
      answers.put(request, answer);
    }
    return answer;
  }

  private static boolean isCacheable(RecommendationRequest request) {
    return request.filters().isEmpty()
        && request.user().isEmpty()
        && request.cart().lines().size() <= LONGEST
        && request.session().size() <= LONGEST
        && request.excluded().size() <= LONGEST
        && request.candidates().map(Set::size).orElse(0) <= LONGEST
        && request.time().isEmpty();
  }
}

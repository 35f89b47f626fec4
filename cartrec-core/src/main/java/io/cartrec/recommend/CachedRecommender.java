package io.cartrec.recommend;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.Recommender;

/**
 * Remembers the answers to recent requests of one recommender, whose model never changes. A request is
 * remembered when the answer depends on nothing but its own value: no filter, no user. Thread-safe.
 */
final class CachedRecommender implements Recommender {

  private final Recommender recommender;
  private final Cache<RecommendationRequest, Recommendations> answers;

  CachedRecommender(Recommender recommender, int size) {
    this.recommender = recommender;
    this.answers = CacheBuilder.newBuilder().maximumSize(size).build();
  }

  @Override
  public Recommendations recommend(RecommendationRequest request) {
    if (!request.filters().isEmpty() || request.user().isPresent()) {
      return recommender.recommend(request);
    }
    Recommendations known = answers.getIfPresent(request);
    if (known != null) {
      return known;
    }
    Recommendations answer = recommender.recommend(request);
    answers.put(request, answer);
    return answer;
  }
}

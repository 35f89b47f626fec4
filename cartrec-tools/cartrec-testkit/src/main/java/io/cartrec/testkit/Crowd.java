package io.cartrec.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.Recommender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks one recommender the same questions from many threads at once. */
final class Crowd {

  private static final int THREADS = 8;

  private Crowd() {}

  /** Fails unless every thread gets the answers that a thread on its own gets. */
  static void check(Recommender recommender, List<RecommendationRequest> requests)
      throws Exception {
    List<Recommendations> expected =
        requests.stream().map(recommender::recommend).toList();
    CyclicBarrier start = new CyclicBarrier(THREADS);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Void>> running = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int first = thread * requests.size() / THREADS;
        Callable<Void> client = () -> {
          start.await();
          for (int i = 0; i < requests.size(); i++) {
            int at = (first + i) % requests.size();
            assertThat(recommender.recommend(requests.get(at))).isEqualTo(expected.get(at));
          }
          return null;
        };
        running.add(pool.submit(client));
      }
      for (Future<Void> client : running) {
        client.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }
}

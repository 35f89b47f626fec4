package io.cartrec.benchmarks;

import io.cartrec.Cart;
import io.cartrec.CartLine;
import io.cartrec.Event;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.Recommender;
import io.cartrec.benchmarks.peer.Peer;
import io.cartrec.data.Dataset;
import io.cartrec.data.DatasetBuilder;
import io.cartrec.leastsquares.IalsConfig;
import io.cartrec.leastsquares.IalsTrainer;
import io.cartrec.model.Trainer;
import io.cartrec.model.TrainingOptions;
import io.cartrec.neighbors.ItemKnnConfig;
import io.cartrec.neighbors.ItemKnnTrainer;
import io.cartrec.neighbors.session.SessionKnnConfig;
import io.cartrec.neighbors.session.SessionKnnTrainer;
import io.cartrec.recommend.Recommenders;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A model of this library among the {@linkplain Peer peers}, asked as a shop would ask it: by ids, which
 * are the item numbers as text, through the public API. Making the request and reading numbers out of the
 * answer's ids is measured too. Training uses all processors. Immutable and thread-safe.
 */
public abstract class OurPeer implements Peer {

  private final String name;
  private final String settings;
  private final Trainer<?> trainer;

  private OurPeer(String name, String settings, Trainer<?> trainer) {
    this.name = name;
    this.settings = settings;
    this.trainer = trainer;
  }

  /** The plain cosine with 100 neighbours, which other libraries have too. */
  public static final class Cosine extends OurPeer {
    public Cosine() {
      super(
          "item-knn-cosine",
          "cartrec item-knn: plain cosine, 100 neighbours, the sum over the cart",
          new ItemKnnTrainer(ItemKnnConfig.cosine()));
    }
  }

  /** Item kNN with the library's defaults. */
  public static final class ItemKnn extends OurPeer {
    public ItemKnn() {
      super(
          "item-knn",
          "cartrec item-knn with its defaults: cosine shrunk by 100, idf, votes, 100 neighbours",
          new ItemKnnTrainer(ItemKnnConfig.defaults()));
    }
  }

  /** Session kNN with the library's defaults. */
  public static final class SessionKnn extends OurPeer {
    public SessionKnn() {
      super(
          "session-knn",
          "cartrec session-knn with its defaults: 300 of 2,500 baskets",
          new SessionKnnTrainer(SessionKnnConfig.defaults()));
    }
  }

  /** Matrix factorisation of the rank and iterations that the other libraries are given. */
  public static final class Ials extends OurPeer {
    public Ials() {
      super(
          "ials",
          "cartrec ials: rank 64, 10 iterations, exact, else its defaults",
          new IalsTrainer(IalsConfig.defaults().withFactors(64)));
    }
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String settings() {
    return settings;
  }

  @Override
  public final Training load(int items, int[][] baskets) {
    String[] ids = IntStream.range(0, items).mapToObj(Integer::toString).toArray(String[]::new);
    DatasetBuilder events = Dataset.builder();
    for (int basket = 0; basket < baskets.length; basket++) {
      String session = Integer.toString(basket);
      for (int item : baskets[basket]) {
        events.add(Event.of(ids[item]).inSession(session));
      }
    }
    Dataset data = events.build();
    TrainingOptions options =
        TrainingOptions.defaults().withThreads(Runtime.getRuntime().availableProcessors());
    return () -> {
      Recommender recommender = Recommenders.of(trainer.train(data, options));
      return (cart, limit) -> recommend(recommender, ids, cart, limit);
    };
  }

  private static int[] recommend(Recommender recommender, String[] ids, int[] cart, int limit) {
    List<CartLine> lines = new ArrayList<>(cart.length);
    for (int item : cart) {
      lines.add(CartLine.of(ids[item]));
    }
    Recommendations answer =
        recommender.recommend(RecommendationRequest.of(new Cart(lines)).limit(limit));
    int[] items = new int[answer.size()];
    for (int rank = 0; rank < items.length; rank++) {
      items[rank] = Integer.parseInt(answer.items().get(rank).itemId());
    }
    return items;
  }
}

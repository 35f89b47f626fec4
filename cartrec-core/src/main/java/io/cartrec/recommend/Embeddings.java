package io.cartrec.recommend;

import io.cartrec.Explanation;
import io.cartrec.Recommendation;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.data.IdIndex;
import io.cartrec.internal.TopN;
import io.cartrec.model.Embedder;
import io.cartrec.model.Model;
import io.cartrec.model.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The places of items, carts and users in the space of a model, for similar items, for groups of like
 * users, or as dense vectors for other models. Immutable and thread-safe.
 */
public final class Embeddings {

  private final Embedder embedder;
  private final IdIndex ids;
  private final String version;

  private Embeddings(Embedder embedder, Model model) {
    this.embedder = embedder;
    this.ids = model.base().items();
    this.version = model.base().provenance().modelVersion();
  }

  /** Those of {@code model}; empty if it has none. */
  public static Optional<Embeddings> of(Model model) {
    return model instanceof Embedder embedder
        ? Optional.of(new Embeddings(embedder, model))
        : Optional.empty();
  }

  /** The place of an item, a new array; empty if the model does not know the item. */
  public Optional<float[]> item(String itemId) {
    int item = ids.code(itemId, -1);
    return item < 0 ? Optional.empty() : Optional.of(embedder.embedding(item));
  }

  /**
   * The place of what the request is about, a new array: that of the cart, else of the session, else of
   * the user, by his history. Empty when the model knows nothing of it.
   */
  public Optional<float[]> request(RecommendationRequest request) {
    return embedder.embedding(new Query(request, ids));
  }

  /**
   * The items most like one, by the cosine of their embeddings, which is the score; none whose cosine is
   * not above 0, and not the item itself. Cost: {@code O(items * width)}.
   *
   * @param limit how many at most, {@code >= 0}
   */
  public Recommendations similar(String itemId, int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("limit must be >= 0 but was " + limit);
    }
    int item = ids.code(itemId, -1);
    if (item < 0) {
      return new Recommendations(List.of(), 0, version, "the model does not know the item");
    }
    float[] place = embedder.embedding(item);
    TopN top = new TopN();
    top.reset(limit);
    for (int other = 0; other < ids.size(); other++) {
      double cosine = other == item ? 0 : cosine(place, embedder.embedding(other));
      if (cosine > 0 && top.admits(other, cosine)) {
        top.offer(other, cosine);
      }
    }
    top.sort();
    List<Recommendation> alike = new ArrayList<>();
    for (int rank = 0; rank < top.size(); rank++) {
      alike.add(new Recommendation(ids.id(top.item(rank)), top.score(rank), Explanation.none()));
    }
    return new Recommendations(alike, alike.size(), version, note(alike.size(), limit));
  }

  private static String note(int size, int limit) {
    return size < limit ? "the model finds no more items alike" : "";
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    double ofA = 0;
    double ofB = 0;
    for (int j = 0; j < a.length; j++) {
      product += (double) a[j] * b[j];
      ofA += (double) a[j] * a[j];
      ofB += (double) b[j] * b[j];
    }
    return product == 0 ? 0 : product / Math.sqrt(ofA * ofB);
  }
}

package io.cartrec.neighbors.nextbasket;

import io.cartrec.internal.Pool;
import io.cartrec.internal.TopN;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import java.util.Map;

/**
 * Scores what the shopper and similar users buy often; see {@link UpCfTrainer} for the formulas. The
 * shopper is who the query says: a history, and a cart that counts as the newest basket of it. Without
 * both there are no scores. A stored user with the shopper's very vector, up to rounding, is left out: it
 * is the shopper or a double, and knows nothing new.
 *
 * <p>Exact: an index gives the products with all users who share an item. Cost: the number of buyers of
 * the shopper's items, plus {@code neighbors} times the items of a user. Scores are {@code > 0}.
 * Immutable and thread-safe.
 */
public final class UpCfModel implements Model {

  private static final double SAME = 1 - 1e-6;

  private final ModelBase base;
  private final UserTable users;
  private final UpCfConfig config;
  private final Pool<UserScratch> pool;

  UpCfModel(ModelBase base, UserTable users, UpCfConfig config) {
    this.base = base;
    this.users = users;
    this.config = config;
    this.pool = new Pool<>(() -> new UserScratch(users.users()));
  }

  @Override
  public ModelBase base() {
    return base;
  }

  @Override
  public Map<String, Tensor> tensors() {
    return users.tensors();
  }

  @Override
  public void score(Query query, ScoreAccumulator into) {
    UserVector shopper = UserVector.of(query, config::basketWeights);
    if (shopper.isEmpty()) {
      return;
    }
    shopper.addTo(into, 1);
    UserScratch scratch = pool.take();
    users.multiply(shopper, scratch);
    TopN nearest = nearest(shopper, scratch);
    for (int rank = 0; rank < nearest.size(); rank++) {
      users.addUser(nearest.item(rank), Math.pow(nearest.score(rank), config.locality()), into);
    }
    scratch.clear();
    pool.giveBack(scratch);
  }

  private TopN nearest(UserVector shopper, UserScratch scratch) {
    double square = shopper.square();
    double factor = Math.pow(square, -config.asymmetry());
    TopN nearest = scratch.top();
    nearest.reset(config.neighbors());
    for (int place = 0; place < scratch.size(); place++) {
      int user = scratch.user(place);
      double similarity = factor * scratch.sum(user);
      if (similarity < SAME || users.square(user) != (float) square) {
        nearest.offer(user, similarity);
      }
    }
    nearest.sort();
    return nearest;
  }
}

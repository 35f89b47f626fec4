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
 * Scores what the shopper and the nearest users bought often and lately; see {@link TifuKnnTrainer} for
 * the formulas. The shopper is who the query says: a history, and a cart that counts as the newest basket
 * of it. Without both there are no scores.
 *
 * <p>Exact: {@code |v - w|² = |v|² + |w|² - 2 v·w}, an index gives the products with all users who share an
 * item, and of the others, who stand by norm, the nearest are the first. Equal distances, as {@code
 * float}, go to the smaller norm. Cost: the number of buyers of the shopper's items, plus {@code
 * neighbors} times the items of a user. Scores are {@code > 0}. Immutable and thread-safe.
 */
public final class TifuKnnModel implements Model {

  private final ModelBase base;
  private final UserTable users;
  private final TifuKnnConfig config;
  private final Pool<UserScratch> pool;

  TifuKnnModel(ModelBase base, UserTable users, TifuKnnConfig config) {
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
    shopper.addTo(into, config.alpha());
    UserScratch scratch = pool.take();
    users.multiply(shopper, scratch);
    TopN nearest = nearest(scratch);
    double share = (1 - config.alpha()) / nearest.size();
    for (int rank = 0; rank < nearest.size(); rank++) {
      users.addUser(nearest.item(rank), share, into);
    }
    scratch.clear();
    pool.giveBack(scratch);
  }

  /** By {@code 2 v·w - |w|²}, which falls as the distance rises. */
  private TopN nearest(UserScratch scratch) {
    TopN nearest = scratch.top();
    nearest.reset(config.neighbors());
    for (int place = 0; place < scratch.size(); place++) {
      int user = scratch.user(place);
      nearest.offer(user, 2 * scratch.sum(user) - users.square(user));
    }
    for (int user = 0; user < users.users(); user++) {
      if (scratch.sum(user) == 0) {
        double closeness = -users.square(user);
        if (!nearest.admits(user, closeness)) {
          break;
        }
        nearest.offer(user, closeness);
      }
    }
    nearest.sort();
    return nearest;
  }
}

package io.cartrec.testkit;

import io.cartrec.Basket;
import io.cartrec.Cart;
import io.cartrec.CartLine;
import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.ItemFeatures;
import io.cartrec.RecommendationRequest;
import io.cartrec.RepeatPolicy;
import io.cartrec.UserProfile;
import io.cartrec.data.IdIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Random requests from a seed, over the items of one model and some it does not know. Not thread-safe. */
final class Requests {

  /** Ids of other alphabets, with quotes, commas and control characters, and one of 10 kB. */
  static final List<String> ODD_IDS =
      List.of("мляко", "牛乳", "🥛", "mi\"l,k\n", " ", "ø\u0000x", "long-".repeat(2_048));

  private static final int[] LIMITS = {1, 2, 5, 10, 20, 1_000_000_000};
  private static final Instant NOW = Instant.parse("2024-06-01T12:00:00Z");

  private final IdIndex ids;
  private final SplittableRandom random;

  Requests(IdIndex ids, long seed) {
    this.ids = ids;
    this.random = new SplittableRandom(seed);
  }

  /** The next {@code count} requests. */
  List<RecommendationRequest> next(int count) {
    List<RecommendationRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add(next());
    }
    return requests;
  }

  /** A cart of up to twelve lines, empty now and then, and any other part of a request by chance. */
  RecommendationRequest next() {
    RepeatPolicy[] policies = RepeatPolicy.values();
    RecommendationRequest request = RecommendationRequest.of(cart(random.nextInt(13)))
        .limit(LIMITS[random.nextInt(LIMITS.length)])
        .repeats(policies[random.nextInt(policies.length)]);
    if (chance()) {
      request = request.session(someIds(random.nextInt(6)).stream()
          .map(id -> Event.of(id, EventType.VIEW).at(NOW))
          .toList());
    }
    if (chance()) {
      request = request.forUser(user());
    }
    if (chance()) {
      request = request.excluding(someIds(random.nextInt(5)));
    }
    if (chance()) {
      request = request.among(someIds(random.nextInt(20)));
    }
    if (chance()) {
      request = request.where(twoThirds(random.nextInt(3)));
    }
    if (chance()) {
      request = request.withReasons();
    }
    if (chance()) {
      request = request.unfilled();
    }
    return chance() ? request.at(NOW) : request;
  }

  /** A cart of {@code lines} lines. */
  Cart cart(int lines) {
    return new Cart(someIds(lines).stream()
        .map(id -> new CartLine(id, 1 + random.nextInt(3), OptionalDouble.empty()))
        .toList());
  }

  /** Known ids, with an unknown one now and then and repeats. */
  List<String> someIds(int count) {
    List<String> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean known = ids.size() > 0 && random.nextInt(8) > 0;
      some.add(known ? ids.id(random.nextInt(ids.size())) : "unknown-" + random.nextInt(100));
    }
    return some;
  }

  /** Lets about two thirds of all items through. */
  static Predicate<ItemFeatures> twoThirds(int without) {
    return item -> Math.floorMod(item.id().hashCode(), 3) != without;
  }

  private UserProfile user() {
    List<Basket> history = new ArrayList<>();
    for (int basket = random.nextInt(4); basket > 0; basket--) {
      history.add(Basket.of(someIds(1 + random.nextInt(4))).at(NOW.minus(Duration.ofDays(basket))));
    }
    return UserProfile.of("user-" + random.nextInt(10)).bought(history);
  }

  private boolean chance() {
    return random.nextInt(3) == 0;
  }
}

package io.cartrec.eval;

import io.cartrec.Basket;
import io.cartrec.CartLine;
import io.cartrec.UserProfile;
import io.cartrec.data.Dataset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The rows of each user, in order. Immutable and thread-safe. */
final class UserRows {

  private final Dataset data;
  private final int[] begin;
  private final int[] rows;

  /** Groups the rows of {@code data}; rows that name no user are left out. */
  UserRows(Dataset data) {
    this.data = data;
    this.begin = new int[data.users().size() + 1];
    for (int row = 0; row < data.rows(); row++) {
      data.user(row).ifPresent(user -> begin[user + 1]++);
    }
    for (int user = 0; user < begin.length - 1; user++) {
      begin[user + 1] += begin[user];
    }
    int[] next = begin.clone();
    this.rows = new int[begin[begin.length - 1]];
    for (int row = 0; row < data.rows(); row++) {
      OptionalInt user = data.user(row);
      if (user.isPresent()) {
        rows[next[user.getAsInt()]++] = row;
      }
    }
  }

  Dataset data() {
    return data;
  }

  int users() {
    return begin.length - 1;
  }

  String userId(int user) {
    return data.users().id(user);
  }

  /** How many rows a user has. */
  int size(int user) {
    return begin[user + 1] - begin[user];
  }

  /** Row number {@code index} of a user. */
  int row(int user, int index) {
    return rows[begin[user] + index];
  }

  /** The rows of the user with this id; none for an unknown one. */
  int[] rowsOf(String userId) {
    OptionalInt user = data.users().find(userId);
    return user.isEmpty()
        ? new int[0]
        : Arrays.copyOfRange(rows, begin[user.getAsInt()], begin[user.getAsInt() + 1]);
  }

  String itemId(int row) {
    return data.items().id(data.item(row));
  }

  /** A user to whom every row is a basket of one piece of one item, whatever kind of event it is. */
  UserProfile profileByRow(String userId) {
    List<Basket> history = new ArrayList<>();
    for (int row : rowsOf(userId)) {
      history.add(new Basket(List.of(CartLine.of(itemId(row))), data.event(row).timestamp()));
    }
    return profile(userId, history);
  }

  /** A user to whom every session is a basket; without a session column, every moment is one. */
  UserProfile profileByBasket(String userId) {
    return profile(userId, baskets(rowsOf(userId)).stream().map(this::basket).toList());
  }

  private UserProfile profile(String userId, List<Basket> history) {
    return new UserProfile.Shopper(userId, history, data.attributes(userId));
  }

  /**
   * The given rows of one user, basket by basket.
   *
   * @throws IllegalArgumentException if a row has neither a session nor a time
   */
  List<List<Integer>> baskets(int[] rowsOfUser) {
    Map<Object, List<Integer>> byBasket = new LinkedHashMap<>();
    for (int row : rowsOfUser) {
      byBasket.computeIfAbsent(basketKey(row), key -> new ArrayList<>()).add(row);
    }
    return List.copyOf(byBasket.values());
  }

  private Object basketKey(int row) {
    if (data.session(row).isPresent()) {
      return data.session(row);
    }
    if (data.timeMillis(row).isPresent()) {
      return data.timeMillis(row);
    }
    throw new IllegalArgumentException(
        "next-basket needs a session or a timestamp on every event to tell baskets apart, and an event on item "
            + itemId(row) + " has neither");
  }

  private Basket basket(List<Integer> rowsOfBasket) {
    List<CartLine> lines = rowsOfBasket.stream()
        .map(row -> new CartLine(itemId(row), data.quantity(row), OptionalDouble.empty()))
        .toList();
    Optional<Instant> time = data.event(rowsOfBasket.get(0)).timestamp();
    return new Basket(lines, time);
  }
}

package io.cartrec.neighbors.nextbasket;

import io.cartrec.data.Dataset;
import io.cartrec.internal.Parallel;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.model.TrainingOptions;
import io.cartrec.model.Verification;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * The vectors of all users who bought something, without their ids, in compressed rows; and the same by
 * item, as an index in which a query finds the users who share an item with it. In the index a weight is
 * multiplied by a factor that depends on the norm of its user. Users stand by ascending norm. 16 bytes
 * for each pair of a user and an item, 8 a user, 4 an item. Immutable and thread-safe.
 */
final class UserTable {

  private static final String BEGIN = "users.begin";
  private static final String ITEMS = "users.items";
  private static final String WEIGHTS = "users.weights";
  private static final String SQUARES = "users.squares";
  private static final String INDEX_BEGIN = "index.begin";
  private static final String INDEX_USERS = "index.users";
  private static final String INDEX_WEIGHTS = "index.weights";
  private static final int BLOCK = 256;
  private static final int VERIFIED = 1 << 12; // at a time
  private static final int MOST_ENTRIES = (Integer.MAX_VALUE - 8) / Float.BYTES;

  private final Map<String, Tensor> tensors;
  private final IntBuffer begin;
  private final IntBuffer items;
  private final FloatBuffer weights;
  private final FloatBuffer squares;
  private final IntBuffer indexBegin;
  private final IntBuffer indexUsers;
  private final FloatBuffer indexWeights;

  private UserTable(Map<String, Tensor> tensors) {
    this.tensors = Map.copyOf(tensors);
    this.begin = ints(BEGIN);
    this.items = ints(ITEMS);
    this.weights = floats(WEIGHTS);
    this.squares = floats(SQUARES);
    this.indexBegin = ints(INDEX_BEGIN);
    this.indexUsers = ints(INDEX_USERS);
    this.indexWeights = floats(INDEX_WEIGHTS);
  }

  private IntBuffer ints(String name) {
    return tensor(name).ints();
  }

  private FloatBuffer floats(String name) {
    return tensor(name).floats();
  }

  private Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("a table of users needs a tensor " + name);
    }
    return tensor;
  }

  /**
   * The users of {@code data}.
   *
   * @param factor of a user in the index, by the user's squared norm
   * @throws IllegalStateException if no event is a purchase or a rating of a named user
   */
  static UserTable build(
      Dataset data,
      String model,
      UserVector.BasketWeights basketWeights,
      DoubleUnaryOperator factor,
      TrainingOptions options) {
    UserVector[] vectors = vectors(PurchaseHistories.of(data, model), basketWeights, options);
    return of(byNorm(vectors), data.items().size(), factor);
  }

  private static UserVector[] vectors(
      PurchaseHistories histories, UserVector.BasketWeights weights, TrainingOptions options) {
    UserVector[] vectors = new UserVector[histories.users()];
    Parallel.forBlocks(options.threads(), vectors.length, BLOCK, () -> (from, to) -> {
      for (int user = from; user < to; user++) {
        vectors[user] = UserVector.of(histories.of(user), weights);
      }
    });
    options.listener().progress("users", vectors.length, vectors.length);
    return vectors;
  }

  /** Those that are not empty, smallest norm first, equal ones in the order of the data. */
  private static UserVector[] byNorm(UserVector[] vectors) {
    long[] keys = new long[vectors.length];
    int used = 0;
    for (int user = 0; user < vectors.length; user++) {
      if (!vectors[user].isEmpty()) {
        int norm = Float.floatToIntBits((float) vectors[user].square());
        keys[used++] = ((long) norm << Integer.SIZE) | user;
      }
    }
    Arrays.sort(keys, 0, used);
    return Arrays.stream(keys, 0, used)
        .mapToObj(key -> vectors[(int) key])
        .toArray(UserVector[]::new);
  }

  private static UserTable of(UserVector[] vectors, int itemCount, DoubleUnaryOperator factor) {
    int[] begin = new int[vectors.length + 1];
    int[] indexBegin = new int[itemCount + 1];
    long total = 0;
    for (int user = 0; user < vectors.length; user++) {
      total += vectors[user].items().length;
      begin[user + 1] = (int) Math.min(total, MOST_ENTRIES);
      for (int item : vectors[user].items()) {
        indexBegin[item + 1]++;
      }
    }
    if (total > MOST_ENTRIES) {
      throw new IllegalArgumentException("the table would have " + total + " entries, more than "
          + MOST_ENTRIES + "; train on fewer users or a shorter time");
    }
    for (int item = 0; item < itemCount; item++) {
      indexBegin[item + 1] += indexBegin[item];
    }
    int[] next = indexBegin.clone();
    int[] indexUsers = new int[(int) total];
    float[] indexWeights = new float[(int) total];
    for (int user = 0; user < vectors.length; user++) {
      UserVector vector = vectors[user];
      double scale = factor.applyAsDouble(vector.square());
      for (int k = 0; k < vector.items().length; k++) {
        int place = next[vector.items()[k]]++;
        indexUsers[place] = user;
        indexWeights[place] = (float) (scale * vector.weights()[k]);
      }
    }
    return new UserTable(Map.of(
        BEGIN,
        Tensor.of(begin),
        ITEMS,
        Tensor.ints((int) total, into -> Arrays.stream(vectors).forEach(v -> into.put(v.items()))),
        WEIGHTS,
        Tensor.floats(
            (int) total, into -> Arrays.stream(vectors).forEach(v -> into.put(v.weights()))),
        SQUARES,
        Tensor.floats(
            vectors.length,
            into -> Arrays.stream(vectors).forEach(v -> into.put((float) v.square()))),
        INDEX_BEGIN,
        Tensor.of(indexBegin),
        INDEX_USERS,
        Tensor.of(indexUsers),
        INDEX_WEIGHTS,
        Tensor.of(indexWeights)));
  }

  static UserTable read(ModelFile file) throws ModelFormatException {
    int users = file.tensor(SQUARES, Tensor.Type.F32).length();
    int itemCount = file.base().items().size();
    Tensor begin = file.offsets(BEGIN, users);
    int total = begin.ints().get(users);
    Tensor indexBegin = file.offsets(INDEX_BEGIN, itemCount);
    if (indexBegin.ints().get(itemCount) != total) {
      throw file.fault(
          INDEX_BEGIN,
          "must end at " + total + " as " + BEGIN + " does, but ends at "
              + indexBegin.ints().get(itemCount));
    }
    UserTable table = new UserTable(Map.of(
        BEGIN,
        begin,
        ITEMS,
        file.codes(ITEMS, total, itemCount),
        WEIGHTS,
        file.finite(WEIGHTS, total),
        SQUARES,
        file.finite(SQUARES, users),
        INDEX_BEGIN,
        indexBegin,
        INDEX_USERS,
        file.codes(INDEX_USERS, total, users),
        INDEX_WEIGHTS,
        file.finite(INDEX_WEIGHTS, total)));
    if (file.verification() == Verification.FULL) {
      table.verify(file);
    }
    return table;
  }

  private void verify(ModelFile file) throws ModelFormatException {
    for (String name : List.of(WEIGHTS, SQUARES, INDEX_WEIGHTS)) {
      requirePositive(file, name, tensor(name));
    }
    for (int user = 1; user < users(); user++) {
      if (squares.get(user) < squares.get(user - 1)) {
        throw file.fault(SQUARES, "must not fall but does at entry " + user);
      }
    }
  }

  /** Floats above 0 have bits above 0. */
  private static void requirePositive(ModelFile file, String name, Tensor floats)
      throws ModelFormatException {
    IntBuffer bits = floats.buffer().asIntBuffer();
    int[] block = new int[VERIFIED];
    while (bits.hasRemaining()) {
      int read = Math.min(block.length, bits.remaining());
      bits.get(block, 0, read);
      int sign = 0; // negative once a value is not above 0
      for (int k = 0; k < read; k++) {
        sign |= block[k] | (block[k] - 1);
      }
      if (sign < 0) {
        throw file.fault(name, "holds a number that is not above 0");
      }
    }
  }

  Map<String, Tensor> tensors() {
    return tensors;
  }

  int users() {
    return squares.limit();
  }

  /** The squared norm of a user, as a {@code float}. */
  float square(int user) {
    return squares.get(user);
  }

  /** Adds up, for every user who shares an item with {@code query}, the product with it, times the factor. */
  void multiply(UserVector query, UserScratch into) {
    for (int k = 0; k < query.items().length; k++) {
      int item = query.items()[k];
      into.addAll(
          indexUsers,
          indexWeights,
          indexBegin.get(item),
          indexBegin.get(item + 1),
          query.weights()[k]);
    }
  }

  /** Adds {@code factor} times the weights of {@code user}. */
  void addUser(int user, double factor, ScoreAccumulator into) {
    into.addAll(items, weights, begin.get(user), begin.get(user + 1), factor);
  }
}

package io.cartrec.benchmarks.peer;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.stream.IntStream;

/**
 * How good the answers of a peer are. Immutable and thread-safe.
 *
 * @param asked how many questions were put
 * @param hitRate share of them whose hidden item was recommended; HR@k for lists of k
 * @param reciprocalRank mean of 1 / its place in the list, 0 where it is missing; MRR@k
 */
record Quality(int asked, double hitRate, double reciprocalRank) {

  /** Puts the questions of {@code shop} in their order, as many as are answered in {@code time}. */
  static Quality of(Peer.Built built, Shop shop, int limit, Duration time) {
    int[][] carts = shop.carts();
    int[] hidden = shop.hidden();
    long start = System.nanoTime();
    int asked = 0;
    int hits = 0;
    double reciprocals = 0;
    while (asked < carts.length && System.nanoTime() - start < time.toNanos()) {
      int[] answer = built.recommend(carts[asked], limit);
      check(carts[asked], answer, limit);
      int rank = 1 + indexOf(hidden[asked++], answer);
      if (rank > 0) {
        hits++;
        reciprocals += 1.0 / rank;
      }
    }
    return new Quality(asked, (double) hits / asked, reciprocals / asked);
  }

  /**
   * Writes {@code quality/PEER.properties} into the folder of the shop: {@code peer}, {@code settings},
   * {@code asked}, {@code hitRate}, {@code reciprocalRank} and {@code heapBytes}.
   *
   * <p>The file is there whole or not at all.
   *
   * @param heapBytes what the peer holds on the heap once it is built
   */
  void write(Path shop, Peer peer, long heapBytes) throws IOException {
    Properties values = new Properties();
    values.setProperty("peer", peer.name());
    values.setProperty("settings", peer.settings());
    values.setProperty("asked", Integer.toString(asked));
    values.setProperty("hitRate", Double.toString(hitRate));
    values.setProperty("reciprocalRank", Double.toString(reciprocalRank));
    values.setProperty("heapBytes", Long.toString(heapBytes));
    Path folder = Files.createDirectories(shop.resolve("quality"));
    Path begun = folder.resolve(peer.name() + ".begun");
    try (Writer writer = Files.newBufferedWriter(begun)) {
      values.store(writer, null);
    }
    Files.move(begun, folder.resolve(peer.name() + ".properties"), ATOMIC_MOVE);
  }

  /** A peer that recommends what the cart holds, or the same twice, would be measured for nothing. */
  private static void check(int[] cart, int[] answer, int limit) {
    long distinct =
        IntStream.concat(IntStream.of(answer), IntStream.of(cart)).distinct().count();
    if (answer.length > limit || distinct != answer.length + cart.length) {
      throw new IllegalStateException("an answer must be at most " + limit
          + " distinct items outside the cart " + IntStream.of(cart).boxed().toList() + " but was "
          + IntStream.of(answer).boxed().toList());
    }
  }

  private static int indexOf(int item, int[] answer) {
    return IntStream.range(0, answer.length)
        .filter(i -> answer[i] == item)
        .findFirst()
        .orElse(-1);
  }
}

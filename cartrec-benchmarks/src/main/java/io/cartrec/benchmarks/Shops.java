package io.cartrec.benchmarks;

import io.cartrec.benchmarks.peer.Shop;
import io.cartrec.data.Dataset;
import io.cartrec.data.Interactions;
import io.cartrec.io.BasketKey;
import io.cartrec.io.EventReader;
import io.cartrec.io.ReadReport;
import io.cartrec.io.RowFilter;
import io.cartrec.testkit.ZipfShop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes the {@linkplain Shop shops} that peers are compared on.
 *
 * <pre>
 * java -cp benchmarks.jar io.cartrec.benchmarks.Shops FOLDER S
 * java -cp benchmarks.jar io.cartrec.benchmarks.Shops FOLDER EVENTS.csv.gz [CONDITIONS] [BASKET-KEY]
 * </pre>
 *
 * <p>S, M and L are those of the generator; every purchase is learnt from, and {@value #QUERIES} further
 * carts are asked. Of real events, in time order, the first four fifths of the baskets are learnt from and
 * the others asked; conditions and key are those of {@link RowFilter} and {@link BasketKey}. In both, test
 * basket {@code t} of {@code n >= 2} items hides the one at {@code t mod n}, and what nobody bought before
 * is not in the cart; a cart that is empty then asks nothing.
 */
public final class Shops {

  static final int SEED = 42;
  private static final int QUERIES = 1 << 12;

  private Shops() {}

  /** Writes one shop into FOLDER. */
  public static void main(String[] args) throws IOException {
    if (args.length < 2 || args.length > 4) {
      throw new IllegalArgumentException(
          "arguments must be FOLDER SIZE or FOLDER EVENTS [CONDITIONS] [BASKET-KEY] but were "
              + Arrays.toString(args));
    }
    Path folder = Path.of(args[0]);
    if (isSize(args[1])) {
      generated(of(ZipfShop.Size.valueOf(args[1]))).write(folder);
    } else {
      RowFilter filter = args.length > 2 ? RowFilter.parse(args[2]) : RowFilter.all();
      BasketKey key = args.length > 3 ? BasketKey.parse(args[3]) : BasketKey.SESSION;
      EventReader reader = EventReader.csv().where(filter).basketKey(key);
      real(reader.dataset(List.of(Path.of(args[1])), new ReadReport())).write(folder);
    }
  }

  /** The shop of that size, the same in all benchmarks. */
  static ZipfShop of(ZipfShop.Size size) {
    return ZipfShop.of(size, SEED);
  }

  private static boolean isSize(String text) {
    return Stream.of(ZipfShop.Size.values()).anyMatch(size -> size.name().equals(text));
  }

  static Shop generated(ZipfShop shop) {
    Dataset data = shop.dataset();
    int unknown = data.items().size();
    int[][] test = shop.queries(QUERIES).stream()
        .map(cart -> cart.lines().stream()
            .mapToInt(line -> data.items().code(line.itemId(), unknown))
            .toArray())
        .toArray(int[][]::new);
    return shop(data.baskets(), data.baskets().rows(), test);
  }

  static Shop real(Dataset data) {
    Interactions baskets = data.baskets();
    int training = (int) (baskets.rows() * 4L / 5);
    int[][] test =
        IntStream.range(training, baskets.rows()).mapToObj(baskets::itemsOf).toArray(int[][]::new);
    return shop(baskets, training, test);
  }

  /** Learns from the first {@code training} rows, whose items get new numbers, and asks {@code test}. */
  private static Shop shop(Interactions rows, int training, int[][] test) {
    int[] numbers = new int[rows.items().size() + 1]; // the last one for what the rows do not hold
    Arrays.fill(numbers, Integer.MAX_VALUE);
    int known = 0;
    int[][] baskets = new int[training][];
    for (int row = 0; row < training; row++) {
      baskets[row] = rows.itemsOf(row);
      for (int k = 0; k < baskets[row].length; k++) {
        int code = baskets[row][k];
        if (numbers[code] == Integer.MAX_VALUE) {
          numbers[code] = known++;
        }
        baskets[row][k] = numbers[code];
      }
    }
    List<int[]> questions = new ArrayList<>();
    for (int t = 0; t < test.length; t++) {
      if (test[t].length >= 2) {
        int[] question = question(test[t], t % test[t].length, numbers, known);
        if (question.length >= 2) {
          questions.add(question);
        }
      }
    }
    return new Shop(baskets, questions.toArray(int[][]::new));
  }

  private static int[] question(int[] basket, int hidden, int[] numbers, int known) {
    IntStream cart = IntStream.range(0, basket.length)
        .filter(k -> k != hidden)
        .map(k -> numbers[basket[k]])
        .filter(number -> number < known);
    return IntStream.concat(IntStream.of(Math.min(known, numbers[basket[hidden]])), cart)
        .toArray();
  }
}

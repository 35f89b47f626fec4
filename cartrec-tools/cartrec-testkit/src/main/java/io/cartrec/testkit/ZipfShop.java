package io.cartrec.testkit;

import io.cartrec.Cart;
import io.cartrec.CartLine;
import io.cartrec.Event;
import io.cartrec.EventType;
import io.cartrec.data.Dataset;
import io.cartrec.data.DatasetBuilder;
import io.cartrec.data.EventSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A shop made up from a seed: the same arguments give the same carts on every machine.
 *
 * <p>Popularity follows Zipf's law with exponent 1: the item of rank {@code r}, counted from 1, is drawn
 * with probability proportional to {@code 1 / r}; ranks are dealt to items at random. Items belong to
 * topics of {@value #TOPIC_SIZE}. The first item of a cart is drawn from all items and sets its topic;
 * each further item is drawn from that topic with probability 0.6, else from all items, so neighbours
 * mean something. What is in the cart already is drawn again, which takes a little from the most popular
 * items and leaves a third of a cart in its topic. The number of items is geometric with mean {@value
 * #MEAN_LENGTH}, at least 1.
 *
 * <p>Ids look like {@code item-000123} and {@code cart-17}. Drawing an item takes constant time. Immutable
 * and thread-safe.
 */
public final class ZipfShop {

  private static final int TOPIC_SIZE = 50;
  private static final double TOPIC_SHARE = 0.6;
  private static final double MEAN_LENGTH = 5.1;
  private static final int TRIES_PER_ITEM = 20;

  /** How large a shop is. */
  public enum Size {
    /** 10,000 items, 100,000 carts, 0.51 million events. */
    S(10_000, 100_000),
    /** 100,000 items, 1 million carts, 5.1 million events. */
    M(100_000, 1_000_000),
    /** 1 million items, 5 million carts, 25.5 million events. */
    L(1_000_000, 5_000_000);

    private final int items;
    private final int carts;

    Size(int items, int carts) {
      this.items = items;
      this.carts = carts;
    }

    public int items() {
      return items;
    }

    public int carts() {
      return carts;
    }
  }

  private final int carts;
  private final long seed;
  private final String[] ids;
  private final AliasTable anyItem;
  private final AliasTable itemOfTopic;

  /**
   * A shop of {@code items >= 1} items in which {@code carts >= 0} carts were bought.
   *
   * @throws IllegalArgumentException if a number is out of range
   */
  public ZipfShop(int items, int carts, long seed) {
    if (items < 1 || carts < 0) {
      throw new IllegalArgumentException(
          "items must be >= 1 and carts >= 0 but were " + items + " and " + carts);
    }
    this.carts = carts;
    this.seed = seed;
    this.ids = new String[items];
    double[] weights = new double[items];
    int[] ranks = shuffled(items, stream(0));
    for (int item = 0; item < items; item++) {
      String digits = Integer.toString(item);
      ids[item] = "item-" + "0".repeat(Math.max(0, 6 - digits.length())) + digits;
      weights[item] = 1.0 / (1 + ranks[item]);
    }
    this.anyItem = new AliasTable(weights, items);
    this.itemOfTopic = new AliasTable(weights, TOPIC_SIZE);
  }

  /** A shop of one of the sizes that benchmarks use. */
  public static ZipfShop of(Size size, long seed) {
    return new ZipfShop(size.items(), size.carts(), seed);
  }

  /** Every purchase: one event an item, each cart a session, nothing else filled in. */
  public EventSource events() {
    return this::forEach;
  }

  /** {@link #events()} in columns. Items that nobody bought are not in it. */
  public Dataset dataset() {
    DatasetBuilder builder = Dataset.builder();
    forEach(builder::add);
    return builder.build();
  }

  /** The ids of all items, bought or not. */
  public List<String> itemIds() {
    return List.of(ids);
  }

  /**
   * {@code count} further carts, drawn as the bought ones are but not among them. Equal ids are one {@code
   * String}.
   */
  public List<Cart> queries(int count) {
    SplittableRandom random = stream(2);
    Draw draw = new Draw();
    return Stream.generate(() -> draw.cart(random)).limit(count).toList();
  }

  /**
   * As {@link #queries(int)}, with carts of {@code length} lines each; of fewer only where the shop hardly
   * has so many items.
   *
   * @throws IllegalArgumentException if {@code length} is not in [1, items]
   */
  public List<Cart> queries(int count, int length) {
    if (length < 1 || length > ids.length) {
      throw new IllegalArgumentException(
          "length must be in [1, " + ids.length + "] but was " + length);
    }
    SplittableRandom random = stream(3);
    Draw draw = new Draw();
    return Stream.generate(() -> draw.cart(length, random)).limit(count).toList();
  }

  private void forEach(Consumer<? super Event> sink) {
    SplittableRandom random = stream(1);
    Draw draw = new Draw();
    for (int cart = 0; cart < carts; cart++) {
      draw.items(length(random), random);
      Optional<String> session = Optional.of("cart-" + cart);
      for (int i = 0; i < draw.size; i++) {
        sink.accept(new Event(
            ids[draw.items[i]],
            EventType.PURCHASE,
            Optional.empty(),
            Optional.empty(),
            session,
            1,
            OptionalDouble.empty(),
            OptionalDouble.empty()));
      }
    }
  }

  private int length(SplittableRandom random) {
    double tail = Math.log1p(-random.nextDouble()) / Math.log1p(-1 / MEAN_LENGTH);
    return (int) Math.min(ids.length, 1 + Math.floor(tail));
  }

  /** Random numbers that no other stream of this shop shares. */
  private SplittableRandom stream(int number) {
    SplittableRandom root = new SplittableRandom(seed);
    SplittableRandom stream = root.split();
    for (int i = 0; i < number; i++) {
      stream = root.split();
    }
    return stream;
  }

  private static int[] shuffled(int size, SplittableRandom random) {
    int[] numbers = new int[size];
    for (int i = 0; i < size; i++) {
      int other = random.nextInt(i + 1);
      numbers[i] = numbers[other];
      numbers[other] = i;
    }
    return numbers;
  }

  /** The cart drawn last. */
  private final class Draw {
    private int[] items = new int[64];
    private int size;

    Cart cart(SplittableRandom random) {
      return cart(length(random), random);
    }

    Cart cart(int length, SplittableRandom random) {
      items(length, random);
      return new Cart(
          Arrays.stream(items, 0, size).mapToObj(item -> CartLine.of(ids[item])).toList());
    }

    void items(int length, SplittableRandom random) {
      if (length > items.length) {
        items = new int[length];
      }
      items[0] = anyItem.draw(0, random);
      size = 1;
      for (int tries = TRIES_PER_ITEM * length; size < length && tries > 0; tries--) {
        int item = random.nextDouble() < TOPIC_SHARE
            ? itemOfTopic.draw(items[0] / TOPIC_SIZE, random)
            : anyItem.draw(0, random);
        if (!holds(item)) {
          items[size++] = item;
        }
      }
    }

    private boolean holds(int item) {
      for (int i = 0; i < size; i++) {
        if (items[i] == item) {
          return true;
        }
      }
      return false;
    }
  }
}

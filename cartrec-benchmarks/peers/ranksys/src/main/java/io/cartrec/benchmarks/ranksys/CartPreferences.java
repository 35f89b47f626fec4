package io.cartrec.benchmarks.ranksys;

import es.uam.eps.ir.ranksys.fast.index.FastItemIndex;
import es.uam.eps.ir.ranksys.fast.index.SimpleFastUserIndex;
import es.uam.eps.ir.ranksys.fast.preference.IdxPref;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ranksys.fast.preference.StreamsAbstractFastPreferenceData;

/** One user who prefers what is in the cart, which is how RankSys can be asked about a cart at all. */
final class CartPreferences extends StreamsAbstractFastPreferenceData<Integer, Integer> {

  private static final long serialVersionUID = 1;

  private int[] cart = {};

  CartPreferences(FastItemIndex<Integer> items) {
    super(SimpleFastUserIndex.load(Stream.of(0)), items);
  }

  void hold(int[] items) {
    cart = items;
  }

  @Override
  public int numPreferences() {
    return cart.length;
  }

  @Override
  public int numItems(int user) {
    return cart.length;
  }

  @Override
  public int numUsers(int item) {
    return (int) Arrays.stream(cart).filter(held -> held == item).count();
  }

  @Override
  public IntStream getUidxWithPreferences() {
    return IntStream.of(0);
  }

  @Override
  public IntStream getIidxWithPreferences() {
    return Arrays.stream(cart);
  }

  @Override
  public Stream<IdxPref> getUidxPreferences(int user) {
    return Arrays.stream(cart).mapToObj(item -> new IdxPref(item, 1));
  }

  @Override
  public Stream<IdxPref> getIidxPreferences(int item) {
    return Stream.generate(() -> new IdxPref(0, 1)).limit(numUsers(item));
  }
}

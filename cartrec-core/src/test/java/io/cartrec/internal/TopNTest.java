package io.cartrec.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopNTest {

  private record Scored(int item, double score) {}

  private static final Comparator<Scored> BEST_FIRST =
      Comparator.comparingDouble(Scored::score).reversed().thenComparingInt(Scored::item);

  private static List<Scored> kept(TopN top) {
    top.sort();
    List<Scored> kept = new ArrayList<>();
    for (int rank = 0; rank < top.size(); rank++) {
      kept.add(new Scored(top.item(rank), top.score(rank)));
    }
    return kept;
  }

  @Test
  void breaksTiesByItemCode() {
    TopN top = new TopN();
    top.reset(3);
    for (int item : new int[] {7, 3, 9, 1, 5}) {
      top.offer(item, item == 9 ? 2 : 1);
    }
    assertThat(kept(top)).containsExactly(new Scored(9, 2), new Scored(1, 1), new Scored(3, 1));
  }

  @Test
  void keepsNothingWithoutALimit() {
    TopN top = new TopN();
    top.offer(1, 1);
    assertThat(kept(top)).isEmpty();
    top.reset(0);
    assertThat(top.admits(1, 1)).isFalse();
    top.offer(1, 1);
    assertThat(kept(top)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> top.reset(-1))
        .withMessage("limit must be >= 0 but was -1");
  }

  @Test
  void aHugeRoundDoesNotSlowTheNextOnes() {
    TopN top = new TopN();
    top.reset(Integer.MAX_VALUE);
    for (int item = 0; item < 100_000; item++) {
      top.offer(item, item);
    }
    top.reset(50);
    int admitted = 0;
    for (int item = 0; item < 100_000; item++) {
      admitted += top.admits(item, -item) ? 1 : 0;
      top.offer(item, -item);
    }
    assertThat(admitted).as("twice the limit, and one that finds the list full").isEqualTo(101);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void keepsWhatSortingWouldPutFirst(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TopN top = new TopN(); // one for all rounds, so that reset is tested too
    for (int round = 0; round < 200; round++) {
      int[] limits = {1, 2, 20, 33, 500, Integer.MAX_VALUE};
      int limit = limits[random.nextInt(limits.length)];
      int levels = 1 + random.nextInt(50); // few levels, many ties
      int count = random.nextInt(300);
      top.reset(limit);
      List<Scored> offered = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Scored next = new Scored(random.nextInt(1 << 20), random.nextInt(levels) - levels / 2);
        List<Scored> before = best(offered, limit);
        boolean enters =
            before.size() < limit || BEST_FIRST.compare(next, before.get(before.size() - 1)) < 0;
        boolean admitted = top.admits(next.item(), next.score());
        assertThat(admitted || !enters).as("what enters is admitted").isTrue();
        assertThat(enters || !admitted || limit > 32)
            .as("a short list knows exactly")
            .isTrue();
        top.offer(next.item(), next.score());
        offered = best(add(offered, next), limit);
      }
      assertThat(kept(top)).isEqualTo(offered);
    }
  }

  private static List<Scored> add(List<Scored> list, Scored last) {
    List<Scored> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }

  private static List<Scored> best(List<Scored> offered, int limit) {
    return offered.stream().sorted(BEST_FIRST).limit(limit).toList();
  }
}

package io.cartrec.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScratchTest {

  @ParameterizedTest(name = "{0} items, up to {1} of them touched by a request")
  @CsvSource({
    "1, 1",
    "7, 7",
    "2048, 2048",
    "5000, 40",
    "5000, 5000",
    "300000, 900",
    "300000, 200000"
  })
  void sumsUpAndBarsAsAMapWould(int itemCount, int most) {
    Scratch scratch = new Scratch(itemCount);
    Random random = new Random(itemCount + most);
    for (int request = 0; request < 12; request++) {
      // a few greedy requests, then modest ones, under which the table shrinks again
      int touches = request < 3 ? 2 * most : 1 + random.nextInt(Math.min(most, 50));
      TreeMap<Integer, Double> expected = new TreeMap<>();
      for (int i = 0; i < touches; i++) {
        int item = random.nextInt(itemCount);
        double score = random.nextInt(5);
        scratch.scores().add(item, score);
        expected.merge(item, score, Double::sum);
      }
      for (int i = 0; i < 3; i++) {
        int item = random.nextInt(itemCount);
        scratch.bar(item);
        expected.put(item, Double.NEGATIVE_INFINITY);
      }
      TreeMap<Integer, Double> found = new TreeMap<>();
      for (int i = 0; i < scratch.scores().size(); i++) {
        found.put(scratch.scores().item(i), scratch.scores().scoreAt(i));
      }
      assertThat(found).isEqualTo(expected);
      int[] asked = random.ints(100, 0, itemCount).toArray();
      assertThat(Arrays.stream(asked).mapToObj(scratch.scores()::score))
          .containsExactlyElementsOf(Arrays.stream(asked)
              .mapToObj(item -> expected.getOrDefault(item, 0.0))
              .toList());
      assertThat(Arrays.stream(asked)
              .allMatch(item -> scratch.isBarred(item) == (expected.getOrDefault(item, 0.0) < 0)))
          .isTrue();
      scratch.clear();
    }
    assertThat(scratch.scores().size()).isZero();
  }
}

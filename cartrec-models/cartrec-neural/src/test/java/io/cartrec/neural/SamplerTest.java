package io.cartrec.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SamplerTest {

  private static final int[] COUNTS = {50, 30, 10, 5, 3, 2, 0, 0, 0, 0};

  @Test
  void takesEveryTargetOnce() {
    Sampler sampler = new Sampler(COUNTS, 1, 0.5, 1);
    int[] targets = {3, 1, 3, 5};
    sampler.choose(targets, 1);
    int[] candidates = sampler.candidates();
    assertThat(candidates).startsWith(3, 1, 5).doesNotHaveDuplicates().hasSizeBetween(3, 4);
    assertThat(sampler.columns(targets)).containsExactly(0, 1, 0, 2);
    assertThat(sampler.corrections(4)).hasSameSizeAs(candidates);
  }

  @Test
  void drawsTheSameInTheSameStep() {
    Sampler sampler = new Sampler(COUNTS, 4, 0.5, 1);
    sampler.choose(new int[] {0}, 7);
    int[] first = sampler.candidates();
    sampler.choose(new int[] {0}, 8);
    sampler.choose(new int[] {0}, 7);
    assertThat(sampler.candidates()).isEqualTo(first);
  }

  @Test
  void correctsByTheShareOfStepsInWhichAnItemIsACandidate() {
    int steps = 20_000;
    int[] seen = new int[COUNTS.length];
    Sampler sampler = new Sampler(COUNTS, 3, 0.5, 1);
    double[] expected = new double[COUNTS.length];
    for (int step = 0; step < steps; step++) {
      sampler.choose(new int[0], step);
      float[] corrections = sampler.corrections(1);
      int[] candidates = sampler.candidates();
      for (int k = 0; k < candidates.length; k++) {
        seen[candidates[k]]++;
        expected[candidates[k]] = Math.exp(-corrections[k]);
      }
    }
    for (int item = 0; item < COUNTS.length; item++) {
      assertThat(seen[item] / (double) steps)
          .as("share of item %d", item)
          .isCloseTo(expected[item], within(0.015));
    }
    assertThat(Arrays.stream(seen).min().orElseThrow()).isPositive();
  }
}

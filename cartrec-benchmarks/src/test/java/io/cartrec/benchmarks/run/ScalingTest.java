package io.cartrec.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalingTest {

  @TempDir
  Path folder;

  private List<Scaling> of(Written results) throws Exception {
    return Scaling.of(JmhFile.read(results.to(folder.resolve("results.json"))));
  }

  @Test
  void findsTheExponentOfAPower() throws Exception {
    List<Scaling> found = of(new Written()
        .shots("A.run", "cart=100", 3 * Math.pow(100, 1.25))
        .shots("A.run", "cart=1", 3)
        .shots("A.run", "cart=20", 3 * Math.pow(20, 1.25)));
    assertThat(found).hasSize(1);
    assertThat(found.get(0).exponent()).isCloseTo(1.25, within(1e-9));
    assertThat(found.get(0).points())
        .extracting(point -> point.x())
        .containsExactly(1.0, 20.0, 100.0);
  }

  @Test
  void takesTheTimeThatIsLeftForACallOfAThroughput() throws Exception {
    List<Scaling> found =
        of(new Written().throughput("A.run", "threads=1", 1).throughput("A.run", "threads=2", 2));
    assertThat(found.get(0).exponent()).isCloseTo(-1, within(1e-9));
  }

  @Test
  void comparesNothingThatDiffersOtherwise() throws Exception {
    assertThat(of(new Written()
            .shots("A.run", "size=S model=a", 1)
            .shots("A.run", "size=M model=b", 10)
            .shots("B.run", "size=M model=a", 10)))
        .isEmpty();
  }

  @Test
  void leavesOutShopsOfUnknownSize() throws Exception {
    assertThat(of(new Written().shots("A.run", "size=retail", 1).shots("A.run", "size=S", 1)))
        .isEmpty();
  }
}

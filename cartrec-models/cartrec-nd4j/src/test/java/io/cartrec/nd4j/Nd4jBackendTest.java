package io.cartrec.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.neural.kernel.Backend;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class Nd4jBackendTest {

  @Test
  void isFoundAndUsable() {
    Backend backend = ServiceLoader.load(Backend.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(found -> found.name().equals("nd4j"))
        .findFirst()
        .orElseThrow();
    assertThat(backend.find().facts()).containsExactly("ND4J: CpuBackend");
    assertThat(backend.find().obstacle()).isEmpty();
  }

  @Test
  void refusesHopperBeforeItsFirstKernel() {
    assertThat(Nd4jBackend.obstacle(8, 9)).isEmpty();
    assertThat(Nd4jBackend.obstacle(9, 0))
        .hasValueSatisfying(reason -> assertThat(reason)
            .contains("up to compute capability 8.6", "this one has 9.0", "cartrec-cuda"));
  }
}

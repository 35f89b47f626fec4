package io.cartrec.neural;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.ModelProviders;
import org.junit.jupiter.api.Test;

class ProvidersTest {

  @Test
  void areFoundOnTheClassPath() {
    assertThat(ModelProviders.installed().all())
        .extracting(ModelProvider::name)
        .containsExactly("attention", "gru", "lstm");
  }
}

package io.cartrec.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlendTest {

  @Test
  void readsWhatItWrites() {
    Blend blend = Blend.parse("0.7 ease regularization=300 neighbors=50 + 0.3  item-knn");
    assertThat(blend.parts())
        .containsExactly(
            new Blend.Part(0.7, "ease", Map.of("regularization", "300", "neighbors", "50")),
            new Blend.Part(0.3, "item-knn", Map.of()));
    assertThat(Blend.parse(blend.toString())).isEqualTo(blend);
    assertThat(blend).hasToString("0.7 ease regularization=300 neighbors=50 + 0.3 item-knn");
    assertThat(Blend.parse("user-knn + 1 item-knn")).hasToString("user-knn + item-knn");
    assertThat(Blend.parse(" ")).isEqualTo(Blend.none()).hasToString("");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      0.5                  | must read 'weight model key=value ...'
      0.5 ease + 1         | must read 'weight model key=value ...'
      0.5 ease +           | must read key=value, each key once
      NaN ease             | must be finite but was NaN
      -Infinity ease       | must be finite but was -Infinity
      1 ease =300          | must read key=value, each key once
      1 ease a=1 a=2       | must read key=value, each key once
      """)
  void refusesAnotherForm(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Blend.parse(text))
        .withMessageContaining(message);
  }
}

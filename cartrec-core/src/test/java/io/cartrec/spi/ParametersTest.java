package io.cartrec.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

import io.cartrec.spi.Parameters.Description;
import io.cartrec.spi.TinyProvider.Config;
import io.cartrec.spi.TinyProvider.Kind;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {

  private static final Parameters<Config> PARAMETERS = TinyProvider.PARAMETERS;

  @Test
  void describesEveryParameterInOrder() {
    assertThat(PARAMETERS.describe())
        .containsExactly(
            new Description("depth", "how deep", "3", "int", Optional.empty()),
            new Description("weight", "how much", "0.5", "number", Optional.empty()),
            new Description("binary", "whether", "false", "true|false", Optional.empty()),
            new Description("kind", "which", "plain", "plain|log-likelihood", Optional.empty()));
    assertThat(Parameters.of("any").describe()).isEmpty();
  }

  @Test
  void changesTheDefaultsByWhatIsGiven() {
    assertThat(PARAMETERS.parse(Map.of())).isEqualTo(PARAMETERS.defaults());
    assertThat(PARAMETERS.parse(
            Map.of("depth", " 7 ", "weight", "1e-3", "binary", "true", "kind", "log-likelihood")))
        .isEqualTo(new Config(7, 0.001, true, Kind.LOG_LIKELIHOOD));
  }

  @Test
  void readsWhatItWrites() {
    Config config = new Config(9, 0.1, true, Kind.LOG_LIKELIHOOD);
    Map<String, String> words = PARAMETERS.format(config);
    assertThat(words)
        .containsExactly(
            entry("depth", "9"),
            entry("weight", "0.1"),
            entry("binary", "true"),
            entry("kind", "log-likelihood"));
    assertThat(PARAMETERS.parse(words)).isEqualTo(config);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "depth#1.5#depth must be int but was '1.5'",
        "depth#99999999999#depth must be int but was '99999999999'",
        "weight#much#weight must be number but was 'much'",
        "binary#yes#binary must be true|false but was 'yes'",
        "kind#PLAIN#kind must be plain|log-likelihood but was 'PLAIN'",
        "depth#0#depth must be > 0 but was 0",
        "deep#1#unknown parameter 'deep'; there are: depth, weight, binary, kind",
      })
  void saysWhatIsWrongWithAValue(String name, String word, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PARAMETERS.parse(Map.of(name, word)))
        .withMessage(message);
  }

  @Test
  void saysWhenThereAreNoParameters() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameters.of("any").parse(Map.of("k", "1")))
        .withMessage("unknown parameter 'k'; there are: none");
  }

  @Test
  void refusesTwoParametersWithOneName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PARAMETERS.integer("depth", "", Config::depth, (c, d) -> c))
        .withMessage("two parameters are named depth");
  }

  @Test
  void aNumberCanHaveARangeThatIsSearched() {
    Parameters<Integer> depth = Parameters.of(3)
        .integer("depth", "how deep", Integer::valueOf, (old, value) -> value)
        .searched(1, 9);
    assertThat(depth.describe().get(0).range()).contains(new Parameters.Range(1, 9));
    assertThatIllegalStateException()
        .isThrownBy(() -> Parameters.of(3).searched(1, 2))
        .withMessageContaining("must follow a parameter that takes a number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> depth.searched(2, 1))
        .withMessageContaining("from 2.0 to 1.0");
    assertThatIllegalArgumentException().isThrownBy(() -> depth.searched(Double.NaN, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> depth.searched(0, Double.POSITIVE_INFINITY));
  }
}

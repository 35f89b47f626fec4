package io.cartrec.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "7",
        "+7",
        "-7",
        "2.55",
        ".5",
        "5.",
        "0.1",
        "123456789012345",
        "0.00000000000001",
        "1234567890123456789",
        "0.12345678901234567",
        "1e3",
        "-2.5E-3",
        "00012"
      })
  void agreesWithJava(String text) {
    assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+",
        ".",
        "-.",
        "NaN",
        "Infinity",
        "-Infinity",
        "1d",
        "1f",
        "0x1p3",
        "1,5",
        "1.2.3",
        "--1",
        "1e",
        "1e999",
        "12a",
        " 1"
      })
  void givesNaNForWhatIsNoFiniteNumber(String text) {
    assertThat(parse(text)).isNaN();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void agreesWithJavaOnRandomNumbers(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      String text = String.format(
          Locale.ROOT, "%." + random.nextInt(18) + "f", (random.nextDouble() - 0.5) * 1e6);
      assertThat(parse(text)).as(text).isEqualTo(Double.parseDouble(text));
    }
  }

  private static double parse(String text) {
    byte[] padded = ("9" + text + "9").getBytes(UTF_8);
    return Decimals.parse(padded, 1, padded.length - 1);
  }
}

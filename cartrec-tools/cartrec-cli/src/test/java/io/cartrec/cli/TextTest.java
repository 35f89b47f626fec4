package io.cartrec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TextTest {

  @Test
  void groupsDigitsByThousands() {
    assertThat(Text.count(908_576)).isEqualTo("908,576");
  }

  @Test
  void countsOneWithoutPlural() {
    assertThat(Text.count(1, "row")).isEqualTo("1 row");
    assertThat(Text.count(0, "row")).isEqualTo("0 rows");
  }

  @Test
  void picksTheUnitOfASize() {
    assertThat(Text.bytes(999)).isEqualTo("999 bytes");
    assertThat(Text.bytes(1000)).isEqualTo("1.0 kB");
    assertThat(Text.bytes(999_999)).isEqualTo("1.0 MB");
    assertThat(Text.bytes(14_230_000)).isEqualTo("14.2 MB");
    assertThat(Text.bytes(5_000_000_000_000L)).isEqualTo("5.0 TB");
  }

  @Test
  void picksTheUnitOfASpan() {
    assertThat(Text.duration(Duration.ofMillis(12))).isEqualTo("12 ms");
    assertThat(Text.duration(Duration.ofMillis(3449))).isEqualTo("3.4 s");
    assertThat(Text.duration(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
  }

  @Test
  void takesControlCharactersOut() {
    assertThat(Text.printable("a\u001b[31m\r\nb")).isEqualTo("a [31m b");
  }

  @Test
  void shortensWithoutSplittingACharacter() {
    assertThat(Text.shorten("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Text.shorten("abcdef", 4)).isEqualTo("abc…");
    assertThat(Text.shorten("ab\ud83d\ude00def", 4)).isEqualTo("ab…");
  }
}

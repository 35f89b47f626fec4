package io.cartrec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdListTest {

  @Test
  void splitsAtCommas() {
    assertThat(IdList.parse("milk, bread ,6 eggs")).containsExactly("milk", "bread", "6 eggs");
  }

  @Test
  void keepsCommasBlanksAndQuotesInQuotes() {
    assertThat(IdList.parse("\"a,b\",\" c \",\"say \"\"hi\"\"\",d"))
        .containsExactly("a,b", " c ", "say \"hi\"", "d");
  }

  @Test
  void findsNothingInABlankText() {
    assertThat(IdList.parse(" ")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "a,,b | ids must not be empty but number 2 is",
        "a,   | ids must not be empty but number 2 is",
        "\"\",a | ids must not be empty but number 1 is",
        "\"a,b | the quote that begins \"a,b is not closed",
        "\"a\"b | a comma must stand between ids but after \"a\" stands 'b'",
      })
  void saysWhatIsWrong(String text, String message) {
    assertThatThrownBy(() -> IdList.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}

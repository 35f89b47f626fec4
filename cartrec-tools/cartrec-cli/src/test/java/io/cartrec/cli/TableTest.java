package io.cartrec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void alignsColumns() {
    Table table = new Table("lr", "item", "count").row("milk", "7").row("butter", "1,234");
    assertThat(print(table).lines())
        .containsExactly("item    count", "milk        7", "butter  1,234");
  }

  @Test
  void cutsLongCellsButNotInTheLastColumn() {
    String longText = "x".repeat(100);
    assertThat(print(new Table("ll", "a", "b").row(longText, longText)))
        .contains("x".repeat(Table.WIDEST - 1) + "…  " + longText);
  }

  @Test
  void rejectsRowsOfAnotherLength() {
    Table table = new Table("ll", "a", "b");
    assertThatThrownBy(() -> table.row("1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a row must have 2 cells but has 1");
  }

  private static String print(Table table) {
    StringWriter text = new StringWriter();
    table.print(new PrintWriter(text, true), "");
    return text.toString();
  }
}

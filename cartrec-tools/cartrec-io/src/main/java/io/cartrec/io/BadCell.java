package io.cartrec.io;

/** A cell that cannot be used, and so neither can its row. */
final class BadCell extends Exception {

  private static final long serialVersionUID = 1L;
  private final String rule;
  private final String detail;

  /**
   * A cell against a rule.
   *
   * @param value what the cell holds; empty where that says nothing
   */
  BadCell(String rule, String value) {
    super(rule, null, false, false);
    this.rule = rule;
    this.detail = value.isEmpty() ? rule : rule + ": " + Intake.quoted(value);
  }

  String rule() {
    return rule;
  }

  String detail() {
    return detail;
  }
}

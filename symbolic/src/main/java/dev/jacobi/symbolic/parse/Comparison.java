package dev.jacobi.symbolic.parse;

/** A comparison of two operands. */
public enum Comparison {
  LT("<"),
  LE("<="),
  GT(">"),
  GE(">="),
  EQ("=="),
  NE("!=");

  private final String symbol;

  Comparison(String symbol) {
    this.symbol = symbol;
  }

  /** The comparison as the language writes it. */
  public String symbol() {
    return symbol;
  }
}

package dev.jacobi.symbolic.parse;

/** An operator before its operand. */
public enum UnaryOp {
  PLUS("+"),
  MINUS("-"),
  NOT("not");

  private final String symbol;

  UnaryOp(String symbol) {
    this.symbol = symbol;
  }

  /** The operator as the language writes it. */
  public String symbol() {
    return symbol;
  }
}

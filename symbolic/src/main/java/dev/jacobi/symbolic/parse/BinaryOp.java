package dev.jacobi.symbolic.parse;

/** An operator between two operands, comparisons apart. */
public enum BinaryOp {
  OR("or"),
  AND("and"),
  ADD("+"),
  SUB("-"),
  MUL("*"),
  DIV("/"),
  MATMUL("@"),
  POW("^");

  private final String symbol;

  BinaryOp(String symbol) {
    this.symbol = symbol;
  }

  /** The operator as the language writes it. */
  public String symbol() {
    return symbol;
  }
}

package dev.jacobi.core.op;

/**
 * How an operation is written: as a call, or with a symbol of its own.
 *
 * @param form where the symbol stands
 * @param symbol the symbol; for a call, the function's name
 * @param precedence how tightly it binds; higher binds tighter
 */
public record Notation(Form form, String symbol, int precedence) {

  /** Where an operator's symbol stands. */
  public enum Form {
    /** {@code f(x, y)}. */
    CALL,
    /** {@code x + y}, grouping to the left. */
    INFIX,
    /** {@code -x}. */
    PREFIX,
    /** {@code x^y}, grouping to the right. */
    POWER,
    /** {@code x^2}: the symbol holds the exponent. */
    SUFFIX
  }

  /** {@code or}. */
  public static final int OR = 1;

  /** {@code and}. */
  public static final int AND = 2;

  /** {@code not}. */
  public static final int NOT = 3;

  /** Comparisons. */
  public static final int COMPARE = 4;

  /** {@code + -}. */
  public static final int SUM = 5;

  /** {@code * / @}. */
  public static final int PRODUCT = 6;

  /** Unary minus. */
  public static final int MINUS = 7;

  /** {@code ^}. */
  public static final int POWER = 8;

  /** Calls, indexing, names and numbers. */
  public static final int ATOM = 9;
}

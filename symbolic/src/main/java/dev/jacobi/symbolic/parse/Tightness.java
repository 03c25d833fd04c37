package dev.jacobi.symbolic.parse;

/** How tightly operators bind, loosest first. */
enum Tightness {
  CHOICE,
  OR,
  AND,
  NOT,
  COMPARISON,
  SUM,
  PRODUCT,
  SIGN,
  POWER,
  POSTFIX,
  ROOT;

  /** Whether a token of this type may stand before an operand. */
  static boolean isPrefix(int type) {
    return switch (type) {
      case JacobiLexer.ROOT, JacobiLexer.PLUS, JacobiLexer.MINUS, JacobiLexer.NOT -> true;
      default -> false;
    };
  }

  /** Of an operator between operands, given by the type of its token. */
  static Tightness between(int type) {
    return switch (type) {
      case JacobiLexer.IF -> CHOICE;
      case JacobiLexer.OR -> OR;
      case JacobiLexer.AND -> AND;
      case JacobiLexer.PLUS, JacobiLexer.MINUS -> SUM;
      case JacobiLexer.TIMES, JacobiLexer.DIV, JacobiLexer.AT -> PRODUCT;
      case JacobiLexer.POW -> POWER;
      default -> COMPARISON;
    };
  }

  /** Of an operator before its operand, given by the type of its token. */
  static Tightness before(int type) {
    return switch (type) {
      case JacobiLexer.ROOT -> ROOT;
      case JacobiLexer.NOT -> NOT;
      default -> SIGN;
    };
  }

  /** Whether what stands after an operator of this kind goes on with one of the other kind. */
  boolean takes(Tightness other) {
    int order = other.compareTo(this);
    return order > 0 || (order == 0 && (this == CHOICE || this == POWER));
  }
}

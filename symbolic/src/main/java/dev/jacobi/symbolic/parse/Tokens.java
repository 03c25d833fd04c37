package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.Span;
import java.text.Normalizer;
import org.antlr.v4.runtime.Token;

/**
 * What the tokens of the lexer are to the grammar, where they stand, and how a message quotes them.
 */
final class Tokens {

  private static final int LONGEST_QUOTE = 30;

  /** The first character of Unicode that may change another one in the form NFC. */
  private static final char FIRST_COMBINING = '\u0300';

  private Tokens() {}

  /** Whether an operand is complete after a token of this type. */
  static boolean endsOperand(int type) {
    return switch (type) {
      case JacobiLexer.NAME,
          JacobiLexer.INFINITY,
          JacobiLexer.NUMBER,
          JacobiLexer.BAD_NUMBER,
          JacobiLexer.STRING,
          JacobiLexer.TRUE,
          JacobiLexer.FALSE,
          JacobiLexer.NONE,
          JacobiLexer.RPAR,
          JacobiLexer.RBRACK,
          JacobiLexer.TRANSPOSE,
          JacobiLexer.SUPERSCRIPT ->
          true;
      default -> false;
    };
  }

  /** Whether a token of this type begins an operand, signs apart. */
  static boolean startsOperand(int type) {
    return switch (type) {
      case JacobiLexer.NAME,
          JacobiLexer.INFINITY,
          JacobiLexer.NUMBER,
          JacobiLexer.STRING,
          JacobiLexer.TRUE,
          JacobiLexer.FALSE,
          JacobiLexer.NONE,
          JacobiLexer.LPAR,
          JacobiLexer.LBRACK,
          JacobiLexer.ROOT,
          JacobiLexer.NOT ->
          true;
      default -> false;
    };
  }

  /** Whether a token of this type stands between two operands. */
  static boolean isBinary(int type) {
    return switch (type) {
      case JacobiLexer.AND,
          JacobiLexer.OR,
          JacobiLexer.PLUS,
          JacobiLexer.MINUS,
          JacobiLexer.TIMES,
          JacobiLexer.DIV,
          JacobiLexer.AT,
          JacobiLexer.POW,
          JacobiLexer.LT,
          JacobiLexer.LE,
          JacobiLexer.GT,
          JacobiLexer.GE,
          JacobiLexer.EQ,
          JacobiLexer.NE ->
          true;
      default -> false;
    };
  }

  /** Whether a token of this type is a word of the language that cannot be a name. */
  static boolean isKeyword(int type) {
    return switch (type) {
      case JacobiLexer.AND,
          JacobiLexer.OR,
          JacobiLexer.NOT,
          JacobiLexer.IF,
          JacobiLexer.ELSE,
          JacobiLexer.INPUT,
          JacobiLexer.DEF,
          JacobiLexer.TRUE,
          JacobiLexer.FALSE,
          JacobiLexer.NONE ->
          true;
      default -> false;
    };
  }

  /** Whether a token of this type opens a bracket. */
  static boolean opens(int type) {
    return type == JacobiLexer.LPAR || type == JacobiLexer.LBRACK;
  }

  /** Whether a token of this type closes a bracket. */
  static boolean closes(int type) {
    return type == JacobiLexer.RPAR || type == JacobiLexer.RBRACK;
  }

  /** The names whose value is fixed. */
  static boolean isConstant(String name) {
    return name.equals("pi") || name.equals("inf") || name.equals("nan");
  }

  /**
   * The name that a token stands for: in Unicode's form NFC, {@code π} and {@code ∞} by their names
   * in letters.
   */
  static String name(Token token) {
    String text = token.getText();
    if (isComposed(text)) {
      return text;
    }
    return switch (text) {
      case "π" -> "pi";
      case "∞" -> "inf";
      default -> Normalizer.normalize(text, Normalizer.Form.NFC);
    };
  }

  /** Whether every character is below those that combine with others, as of most texts. */
  private static boolean isComposed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_COMBINING) {
        return false;
      }
    }
    return true;
  }

  /** The span of one token; of the end of the text, an empty span. */
  static Span span(Token token) {
    return span(token, token);
  }

  /** The column just after a token; of the end of the text, its own. */
  private static int endColumn(Token token) {
    int length =
        token.getType() == Token.EOF ? 0 : token.getStopIndex() - token.getStartIndex() + 1;
    return token.getCharPositionInLine() + 1 + length;
  }

  /** The span from one token to another. */
  static Span span(Token first, Token last) {
    return new Span(
        first.getLine(), first.getCharPositionInLine() + 1, last.getLine(), endColumn(last));
  }

  /** Whether nothing, not even a space, stands between two tokens. */
  static boolean touch(Token first, Token second) {
    return first.getStopIndex() + 1 == second.getStartIndex();
  }

  /** A token as a message quotes it. */
  static String quote(Token token) {
    return token.getType() == Token.EOF
        ? "the end of the statement"
        : "'" + shorten(token.getText()) + "'";
  }

  /** The text, cut to a length that fits into a message. */
  static String shorten(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= LONGEST_QUOTE
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
  }
}

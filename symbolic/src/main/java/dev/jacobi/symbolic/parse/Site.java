package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.Diagnostic;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * The place in a statement where the grammar stopped.
 *
 * @param tokens the statement; the last token is its end, brackets match
 * @param at the token that does not fit
 */
record Site(List<Token> tokens, int at) {

  /** The token that does not fit. */
  Token here() {
    return tokens.get(at);
  }

  /** The type of the token that does not fit. */
  int type() {
    return here().getType();
  }

  /** The type of the token {@code offset} places on; the end's beyond either end. */
  int type(int offset) {
    int index = at + offset;
    return index < 0 || index >= tokens.size() ? Token.EOF : tokens.get(index).getType();
  }

  /** The token before; the one here if it is the first. */
  Token before() {
    return tokens.get(Math.max(0, at - 1));
  }

  /** The token that does not fit, quoted. */
  String found() {
    return Tokens.quote(here());
  }

  /** Whether the token before leaves an operand to be read. */
  boolean operandExpected() {
    return at == 0 || !Tokens.endsOperand(type(-1));
  }

  /** How many brackets are open here. */
  int depth() {
    int depth = 0;
    for (Token token : tokens.subList(0, at)) {
      depth += Tokens.opens(token.getType()) ? 1 : Tokens.closes(token.getType()) ? -1 : 0;
    }
    return depth;
  }

  /** The index of the innermost open bracket; -1 outside brackets. */
  int opener() {
    return lastOpen(Token.INVALID_TYPE);
  }

  /** Whether an {@code if} of the innermost open bracket still waits for its {@code else}. */
  boolean awaitsElse() {
    return lastOpen(JacobiLexer.IF) > opener();
  }

  /**
   * The last index before here, not inside brackets closed since, of an open bracket or of an
   * unanswered token of a type.
   */
  private int lastOpen(int wanted) {
    int closed = 0;
    int answered = 0;
    for (int index = at - 1; index >= 0; index--) {
      int type = tokens.get(index).getType();
      if (Tokens.closes(type)) {
        closed++;
      } else if (Tokens.opens(type) && closed-- == 0) {
        return index;
      } else if (closed == 0 && type == JacobiLexer.ELSE) {
        answered++;
      } else if (closed == 0 && type == wanted && answered-- == 0) {
        return index;
      }
    }
    return -1;
  }

  /** The index of the first {@code =} outside brackets before here; -1 if there is none. */
  int assignment() {
    int depth = 0;
    for (int index = 0; index < at; index++) {
      int type = tokens.get(index).getType();
      depth += Tokens.opens(type) ? 1 : Tokens.closes(type) ? -1 : 0;
      if (type == JacobiLexer.ASSIGN && depth == 0) {
        return index;
      }
    }
    return -1;
  }

  /** A diagnosis of the token here. */
  Diagnostic report(String code, String message, String hint) {
    return report(here(), code, message, hint);
  }

  /** A diagnosis of another token of the statement. */
  Diagnostic report(Token token, String code, String message, String hint) {
    return Diagnostic.error(code, message, hint).withSpan(Tokens.span(token));
  }
}

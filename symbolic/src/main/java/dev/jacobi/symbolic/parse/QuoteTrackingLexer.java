package dev.jacobi.symbolic.parse;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;

/**
 * Tells the two uses of {@code '} apart: it begins a string where an operand is expected, and
 * transposes elsewhere.
 */
abstract class QuoteTrackingLexer extends Lexer {

  private boolean operandExpected = true;

  QuoteTrackingLexer(CharStream input) {
    super(input);
  }

  /** The next token; the commonest space is left out without asking the automaton. */
  @Override
  public Token nextToken() {
    while (_input.LA(1) == ' ') {
      getInterpreter().consume(_input);
    }
    return super.nextToken();
  }

  @Override
  public Token emit() {
    if (_type == JacobiLexer.TRANSPOSE && operandExpected && _input.LA(-1) == '\'') {
      _type = readString() ? JacobiLexer.STRING : JacobiLexer.UNCLOSED_STRING;
    }
    operandExpected = !Tokens.endsOperand(_type);
    return super.emit();
  }

  /** Goes on to the closing quote, or to the end of the line; says whether the quote was there. */
  private boolean readString() {
    for (int c = _input.LA(1); c != '\n' && c != '\r' && c != IntStream.EOF; c = _input.LA(1)) {
      getInterpreter().consume(_input);
      if (c == '\'') {
        return true;
      }
    }
    return false;
  }
}

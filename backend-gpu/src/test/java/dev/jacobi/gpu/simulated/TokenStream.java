package dev.jacobi.gpu.simulated;

import java.util.List;

/** Where a parser stands in the pieces of a text. */
final class TokenStream {

  private final List<Token> tokens;
  private int at;

  TokenStream(String text) {
    tokens = Token.of(text);
  }

  Token peek() {
    return tokens.get(at);
  }

  /** The one after the next. */
  Token second() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Token next() {
    Token token = tokens.get(at);
    if (token.sort() != Token.Sort.END) {
      at++;
    }
    return token;
  }

  int line() {
    return peek().line();
  }

  /** Passes a piece if it comes next. */
  boolean accept(String text) {
    boolean found = peek().is(text);
    if (found) {
      next();
    }
    return found;
  }

  void expect(String text) {
    if (!accept(text)) {
      throw new Rejection(line(), "expected '" + text + "', found '" + peek().text() + "'");
    }
  }

  String word() {
    return sort(Token.Sort.WORD, "a name");
  }

  int number() {
    int line = line();
    long value = Literal.whole(sort(Token.Sort.NUMBER, "a number"), line);
    if (value != (int) value) {
      throw new Rejection(line, value + " is too large here");
    }
    return (int) value;
  }

  String sort(Token.Sort sort, String what) {
    if (peek().sort() != sort) {
      throw new Rejection(line(), "expected " + what + ", found '" + peek().text() + "'");
    }
    return next().text();
  }

  Rejection unexpected() {
    return new Rejection(line(), "unexpected '" + peek().text() + "'");
  }
}

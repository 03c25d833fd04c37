package dev.jacobi.symbolic.parse;

import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.WritableToken;
import org.antlr.v4.runtime.misc.Interval;

/**
 * The tokens of one statement as the generated parser reads them: all there from the start, none
 * hidden, with an end behind the last one.
 */
final class StatementTokens implements TokenStream {

  private final List<Token> tokens;
  private int next;

  /** Takes over a list that can grow, and puts the end behind it. */
  StatementTokens(List<Token> statement) {
    tokens = statement;
    tokens.add(endOf(statement));
    for (int i = 0; i < tokens.size(); i++) {
      ((WritableToken) tokens.get(i)).setTokenIndex(i);
    }
  }

  private static Token endOf(List<Token> statement) {
    CommonToken end = new CommonToken(Token.EOF, "<EOF>");
    if (!statement.isEmpty()) {
      Token last = statement.get(statement.size() - 1);
      int length = last.getStopIndex() - last.getStartIndex() + 1;
      end.setStartIndex(last.getStopIndex() + 1);
      end.setStopIndex(last.getStopIndex());
      end.setLine(last.getLine());
      end.setCharPositionInLine(last.getCharPositionInLine() + length);
    }
    return end;
  }

  /** The tokens; the last one is the end. */
  List<Token> all() {
    return tokens;
  }

  @Override
  public Token LT(int k) {
    int place = k > 0 ? next + k - 1 : next + k;
    return tokens.get(Math.max(0, Math.min(place, tokens.size() - 1)));
  }

  @Override
  public int LA(int k) {
    return LT(k).getType();
  }

  @Override
  public void consume() {
    next++;
  }

  @Override
  public int index() {
    return next;
  }

  @Override
  public void seek(int index) {
    next = index;
  }

  @Override
  public int mark() {
    return 0;
  }

  @Override
  public void release(int marker) {
    // Nothing is let go before the end.
  }

  @Override
  public int size() {
    return tokens.size();
  }

  @Override
  public Token get(int index) {
    return tokens.get(index);
  }

  @Override
  public String getSourceName() {
    return UNKNOWN_SOURCE_NAME;
  }

  @Override
  public TokenSource getTokenSource() {
    throw new AssertionError("the tokens of a statement have no source");
  }

  @Override
  public String getText() {
    return getText(Interval.of(0, tokens.size() - 1));
  }

  @Override
  public String getText(RuleContext context) {
    return getText(context.getSourceInterval());
  }

  @Override
  public String getText(Token start, Token stop) {
    return getText(Interval.of(start.getTokenIndex(), stop.getTokenIndex()));
  }

  @Override
  public String getText(Interval interval) {
    StringBuilder text = new StringBuilder();
    for (int i = Math.max(0, interval.a); i <= interval.b && i < tokens.size() - 1; i++) {
      text.append(tokens.get(i).getText());
    }
    return text.toString();
  }
}

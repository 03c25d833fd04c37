package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.Diagnostic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;

/**
 * Cuts a text into statements, at line breaks outside brackets and at {@code ;}, and finds what a
 * grammar explains badly: characters that form no token and brackets that do not match.
 *
 * <p>Invariant: a statement without a fault holds only tokens that the grammar knows, its brackets
 * match, and it is not empty.
 */
final class StatementSplitter {

  /** The tokens of one statement, in a list that is nobody else's, and the first fault in it. */
  record Cut(List<Token> tokens, Optional<Diagnostic> fault) {}

  /** Room for as many tokens as most statements have, and for as many brackets as nest in most. */
  private static final int TOKENS = 48;

  private static final int NESTING = 3;

  private final Lexer lexer;
  private final List<Token> tokens = new ArrayList<>(2 * TOKENS);
  private int next;

  private List<Token> statement = new ArrayList<>(0);
  private Deque<Integer> open = new ArrayDeque<>(0);
  private Optional<Diagnostic> fault = Optional.empty();

  StatementSplitter(Lexer lexer) {
    this.lexer = lexer;
  }

  /** The next statement that is not empty; nothing at the end of the text. */
  Optional<Cut> next() {
    while (token(next).getType() != Token.EOF) {
      Cut cut = cut();
      if (!cut.tokens().isEmpty()) {
        return Optional.of(cut);
      }
    }
    return Optional.empty();
  }

  private Token token(int index) {
    while (tokens.size() <= index) {
      tokens.add(lexer.nextToken());
    }
    return tokens.get(index);
  }

  private Cut cut() {
    statement = new ArrayList<>(TOKENS);
    open = new ArrayDeque<>(NESTING);
    fault = Optional.empty();
    for (Token token = token(next); !endsStatement(token); token = token(next)) {
      if (token.getType() != JacobiLexer.NEWLINE) {
        take(token);
      }
      next++;
    }
    if (!open.isEmpty()) {
      closeAtLineEnd();
    }
    if (token(next).getType() != Token.EOF) {
      next++;
    }
    return new Cut(statement, fault);
  }

  private boolean endsStatement(Token token) {
    return switch (token.getType()) {
      case Token.EOF -> true;
      case JacobiLexer.SEMICOLON ->
          open.isEmpty() || token(open.peek()).getType() == JacobiLexer.LPAR;
      case JacobiLexer.NEWLINE -> open.isEmpty() || beginsStatement(next + 1);
      default -> false;
    };
  }

  /**
   * Whether a line that begins here, inside brackets, can only be a new statement: then a bracket
   * was left open.
   */
  private boolean beginsStatement(int index) {
    int type = token(index).getType();
    if (type == JacobiLexer.INPUT || type == JacobiLexer.DEF) {
      return true;
    }
    int before = statement.get(statement.size() - 1).getType();
    return type == JacobiLexer.NAME
        && token(index + 1).getType() == JacobiLexer.ASSIGN
        && before != JacobiLexer.COMMA
        && !Tokens.opens(before);
  }

  private void take(Token token) {
    int type = token.getType();
    if (Tokens.opens(type)) {
      open.push(next);
    } else if (Tokens.closes(type)) {
      close(token);
    } else if (type == JacobiLexer.SEMICOLON) {
      report(BracketFaults.rows(token));
    } else if (fault.isEmpty()) {
      fault = LexicalFaults.find(token);
    }
    if (type == JacobiLexer.UNCLOSED_STRING) {
      open.clear();
    }
    statement.add(token);
  }

  private void close(Token closer) {
    if (fault.isPresent()) {
      open.poll(); // After a fault only the end of the statement is looked for.
      return;
    }
    if (open.isEmpty()) {
      report(BracketFaults.neverOpened(closer));
      return;
    }
    Token opener = token(open.pop());
    if (BracketFaults.match(opener, closer)) {
      return;
    }
    boolean matchesFartherOut =
        open.stream().anyMatch(index -> BracketFaults.match(token(index), closer));
    if (!matchesFartherOut) {
      report(BracketFaults.mismatched(opener, closer));
      return;
    }
    report(BracketFaults.unclosedBefore(opener, closer));
    while (!BracketFaults.match(token(open.pop()), closer)) {
      // Brackets farther in are left open for the same reason: one diagnosis is enough.
    }
  }

  /**
   * Takes the outermost open bracket to end with its line, so that the lines after it are read as
   * statements.
   */
  private void closeAtLineEnd() {
    int opener = open.getLast();
    report(BracketFaults.unclosed(token(opener), open.size(), token(next)));
    for (int index = opener; index < next; index++) {
      if (token(index).getType() == JacobiLexer.NEWLINE) {
        next = index;
      }
    }
  }

  private void report(Diagnostic found) {
    if (fault.isEmpty()) {
      fault = Optional.of(found);
    }
  }
}

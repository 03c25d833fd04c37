package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/**
 * Reads programs. Each statement is read on its own: a statement that cannot be read gives one
 * diagnostic, and the statements around it are kept.
 */
public final class Parser {

  /** How many diagnostics one run reports. */
  public static final int MAX_DIAGNOSTICS = 10;

  /**
   * How deep brackets, prefix operators and right operands may nest, counted together. Reading a
   * text that deep takes at most half of a stack of 512 KB, interpreted or compiled.
   */
  public static final int MAX_DEPTH = 100;

  /** The longest text, in characters. */
  public static final int MAX_LENGTH = 1_000_000;

  private final JacobiParser grammar;
  private final List<Statement> statements = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private Parser() {
    grammar = new JacobiParser(new StatementTokens(new ArrayList<>()));
    grammar.removeErrorListeners();
    grammar.setErrorHandler(new BailErrorStrategy());
    grammar.getInterpreter().setPredictionMode(PredictionMode.SLL);
  }

  /** The statements of {@code text} and what is wrong with it; never throws. */
  public static ParseResult parse(String text) {
    if (text.length() > MAX_LENGTH) {
      Diagnostic tooLong =
          new Diagnostic(
              "syntax/too-long",
              "the program has " + text.length() + " characters, more than " + MAX_LENGTH,
              Span.of(1, 1, 0),
              "build a program of this size through the Java API");
      return new ParseResult(Program.of(List.of()), List.of(tooLong));
    }
    Parser parser = new Parser();
    parser.read(text);
    return new ParseResult(Program.of(parser.statements), parser.diagnostics);
  }

  /**
   * The statements of {@code text}.
   *
   * @throws DiagnosticException if anything is wrong with it
   */
  public static Program parseOrThrow(String text) {
    ParseResult result = parse(text);
    if (!result.isOk()) {
      throw new DiagnosticException(result.diagnostics());
    }
    return result.program();
  }

  private void read(String text) {
    JacobiLexer lexer = new JacobiLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    lexer.setInterpreter(new WideAlphabetSimulator(lexer));
    StatementSplitter splitter = new StatementSplitter(lexer);
    Optional<StatementSplitter.Cut> cut = splitter.next();
    while (cut.isPresent() && diagnostics.size() < MAX_DIAGNOSTICS) {
      read(cut.get());
      cut = splitter.next();
    }
    if (statements.isEmpty() && diagnostics.isEmpty()) {
      diagnostics.add(
          new Diagnostic(
              "syntax/empty-program",
              "the program holds no statement",
              Span.of(1, 1, 0),
              "write a formula: y = x*x"));
    }
  }

  private void read(StatementSplitter.Cut cut) {
    if (cut.fault().isPresent()) {
      diagnostics.add(cut.fault().get());
      return;
    }
    StatementTokens tokens = new StatementTokens(cut.tokens());
    try {
      statements.add(new StatementBuilder(tokens).build(tree(tokens)));
    } catch (ParseCancellationException stopped) {
      diagnostics.add(SyntaxFaults.explain(tokens.all(), stoppedAt(stopped)));
    } catch (DiagnosticException found) {
      diagnostics.add(found.first());
    }
  }

  private JacobiParser.StatementContext tree(StatementTokens tokens) {
    grammar.setTokenStream(tokens);
    return grammar.statement();
  }

  private static int stoppedAt(ParseCancellationException stopped) {
    if (stopped.getCause() instanceof RecognitionException cause) {
      return cause.getOffendingToken().getTokenIndex();
    }
    throw new AssertionError("the generated parser stopped without a place", stopped);
  }
}

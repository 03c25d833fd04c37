package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.Notation;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarKind;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Two sides of an element-wise equation. Reading takes operators and functions from the catalogue;
 * a text that is no equation is a mistake in a rule, hence an assertion.
 */
record Equation(Term left, Term right) {

  static Equation read(String text) {
    String[] sides = text.split(" = ", -1);
    if (sides.length != 2) {
      throw new AssertionError(text);
    }
    return new Equation(new Reader(sides[0]).side(), new Reader(sides[1]).side());
  }

  /** The value of a term, with numbers of the element type that the match works on. */
  static Node build(Term term, Match match) {
    boolean truth = term instanceof Term.Literal && match.root().dtype() == DType.BOOL;
    return build(term, match, truth ? DType.BOOL : match.sample().dtype());
  }

  private static Node build(Term term, Match match, DType dtype) {
    Graph graph = match.graph();
    if (term instanceof Term.Variable variable) {
      return match.node(variable.name());
    }
    if (term instanceof Term.Literal literal) {
      return graph.constant(literal.value(), dtype);
    }
    Term.Application application = (Term.Application) term;
    List<Node> operands = new ArrayList<>();
    for (int i = 0; i < application.operands().size(); i++) {
      boolean truth =
          application.op().kind() == ScalarKind.LOGICAL
              || (application.op() == ScalarOp.WHERE && i == 0);
      operands.add(build(application.operand(i), match, truth ? DType.BOOL : dtype));
    }
    return graph.apply(Op.Map.of(application.op()), operands);
  }

  /** Reads one side by precedence. */
  private static final class Reader {

    private static final java.util.regex.Pattern TOKEN =
        java.util.regex.Pattern.compile("\\s*(\\d+|[a-z]\\w*|<=|>=|==|!=|[-+*/^(),<>])");

    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private int next;

    Reader(String text) {
      this.text = text;
      Matcher matcher = TOKEN.matcher(text);
      int end = 0;
      while (matcher.find() && matcher.start() == end) {
        tokens.add(matcher.group(1));
        end = matcher.end();
      }
      if (end != text.length()) {
        throw fault();
      }
    }

    Term side() {
      Term result = expression(0);
      if (next != tokens.size()) {
        throw fault();
      }
      return result;
    }

    private AssertionError fault() {
      return new AssertionError("no side of an equation: " + text);
    }

    private String peek() {
      return next < tokens.size() ? tokens.get(next) : "";
    }

    private void expect(String token) {
      if (!peek().equals(token)) {
        throw fault();
      }
      next++;
    }

    private Term expression(int least) {
      Term left = operand();
      while (true) {
        Optional<ScalarOp> op = find(Notation.Form.INFIX, peek());
        boolean power = peek().equals("^");
        int binds = power ? Notation.POWER : op.map(o -> o.notation().precedence()).orElse(-1);
        if (binds < least) {
          return left;
        }
        next++;
        Term right = expression(power ? binds : binds + 1);
        left = fold(op.orElse(ScalarOp.POW), List.of(left, right));
      }
    }

    private Term operand() {
      String token = peek();
      next++;
      Optional<ScalarOp> prefix = find(Notation.Form.PREFIX, token);
      if (prefix.isPresent()) {
        Term operand = expression(prefix.get().notation().precedence());
        return fold(prefix.get(), List.of(operand));
      }
      if (token.equals("(")) {
        Term inner = expression(0);
        expect(")");
        return inner;
      }
      if (Character.isDigit(token.charAt(0))) {
        return new Term.Literal(Rational.of(Long.parseLong(token)));
      }
      return peek().equals("(") ? call(token) : new Term.Variable(token);
    }

    private Term call(String name) {
      ScalarOp op =
          Arrays.stream(ScalarOp.values())
              .filter(candidate -> candidate.text().equals(name))
              .findFirst()
              .orElseThrow(this::fault);
      List<Term> operands = new ArrayList<>();
      expect("(");
      operands.add(expression(0));
      while (peek().equals(",")) {
        next++;
        operands.add(expression(0));
      }
      expect(")");
      return fold(op, operands);
    }

    private static Optional<ScalarOp> find(Notation.Form form, String symbol) {
      return Arrays.stream(ScalarOp.values())
          .filter(op -> op.notation().form() == form)
          .filter(op -> op.notation().symbol().strip().equals(symbol))
          .findFirst();
    }

    /** Makes x^2 a square, and one number of a fraction or a negative number. */
    private static Term fold(ScalarOp op, List<Term> operands) {
      boolean square = op == ScalarOp.POW && operands.get(1).equals(new Term.Literal(Rational.TWO));
      if (square) {
        return new Term.Application(ScalarOp.SQUARE, operands.subList(0, 1));
      }
      if (operands.get(0) instanceof Term.Literal first) {
        if (op == ScalarOp.NEG) {
          return new Term.Literal(first.value().negate());
        }
        if (op == ScalarOp.DIV && operands.get(1) instanceof Term.Literal second) {
          return new Term.Literal(first.value().div(second.value()).orElseThrow());
        }
      }
      return new Term.Application(op, List.copyOf(operands));
    }
  }
}

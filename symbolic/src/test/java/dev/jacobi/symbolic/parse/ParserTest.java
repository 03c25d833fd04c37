package dev.jacobi.symbolic.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Span;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {

  /** The language's own page, statement by statement. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "y = x*x; z = 2*y + 2*p*p",
        "input x   # optional declaration: scalar f64",
        "input p: [2, 2]",
        "input p: f32[2, 2]",
        "input A: [m, n]",
        "input s: f32",
        "input s: []",
        "loss = mean((A @ w - b)^2)",
        "def f(t) = t*sin(t)\nf(x)",
        "def area(a, b) = a*b; area(2, 3)",
        "def one() = 1",
        "y = 1 + 2.5 + .5 + 2. + 1e-3 + 1_000 + 1E+6 + 1_0.2_5e1_0",
        "pi + inf + nan",
        "[[1, 2], [3, 4]]",
        "a[0] + a[-1] + a[1:3, :] + a[::2] + a[..., 0] + a[None, :] + a[i] + a[i + 1:n - 1:-1]",
        "sum(x, axis=0, keepdims=true) + sum(x, axis=(0, 2), keepdims=False)",
        "diff(f, x) + vjp(z, x, seed) + hvp(f, x, v)",
        "einsum(\"ij,jk->ik\", a, b)",
        "cross_entropy(logits, labels, reduction='mean')",
        "reshape(x, (5,)) + reshape(x, ()) + f([])",
        "gx, gy = grad(s, [x, y], create_graph=true)",
        "(d1,) = grad(s, [x])",
        "(a, b) = f(x)",
        "a, = f(x)",
        "retain_grad(y)\nbackward(z)\nbackward(z, seed)\nbackward(z, seed, retain_graph=true)\nzero_grad(x)",
        "z̄·y_1 + λ₁*Δx + 漢字 + データ + _u",
        "I = E*gamma + beta*e + i*Int + lambd*g_*E_n",
        "y = f(a,\n      b,   # with a comment\n\n      axis=0\n     )",
        "y = [1, 2,\n 3,\n]",
        ";; y = 1 ;\n\n; z = 2;",
        "y = 1\r\nz = 2\r\n",
        "\uFEFFy\u00A0= 1",
      })
  void reads(String program) {
    ParseResult result = Parser.parse(program);
    assertTrue(result.isOk(), () -> result.diagnostics().get(0).render(program));
  }

  @Test
  void aQuoteTransposesAfterAnOperandAndBeginsAStringElsewhere() {
    assertEquals(
        """
        Program
          Bare
            Call f
              Transpose
                Name a
              Text "b"
              Transpose
                Index
                  Transpose
                    List
                      Name x
                  At
                    Number 0
              Argument r
                Text "c d"
        """,
        SyntaxTree.dump(Parser.parseOrThrow("f(a', 'b', [x]'[0]', r='c d')")));
  }

  @Test
  void statementsKeepWhatWasWritten() {
    Program program = Parser.parseOrThrow("input p: f32[2, n]\n(d,) = g(p)\ndef f(a, b) = a");
    Statement.Input input = (Statement.Input) program.statements().get(0);
    assertEquals(Optional.of(DType.F32), input.dtype());
    List<String> dims =
        input.dims().stream().map(d -> d.<String>fold(Long::toString, name -> name)).toList();
    assertEquals(List.of("2", "n"), dims);
    Statement.Assign assign = (Statement.Assign) program.statements().get(1);
    assertTrue(assign.tuple());
    assertEquals("d", assign.names().get(0).text());
    Statement.Def def = (Statement.Def) program.statements().get(2);
    assertEquals(List.of("a", "b"), def.params().stream().map(Expression.Name::text).toList());
  }

  @Test
  void numbersAreExact() {
    Expression.NumberLiteral tenth = number("0.1");
    assertEquals(new BigDecimal("0.1"), tenth.value());
    assertTrue(!tenth.isInteger() && number("1_000").isInteger() && !number("2.").isInteger());
    assertEquals(new BigDecimal("1000"), number("1_000").value());
    assertEquals(BigDecimal.ZERO, number("0e999999999").value());
    assertEquals(new BigDecimal("1." + "3".repeat(900)), number("1." + "3".repeat(900)).value());
  }

  private static Expression.NumberLiteral number(String text) {
    return (Expression.NumberLiteral) expression(text);
  }

  private static Expression expression(String text) {
    return ((Statement.Bare) Parser.parseOrThrow(text).statements().get(0)).expression();
  }

  @Test
  void namesAreOneInEveryUnicodeForm() {
    assertEquals(new Expression.Name("é", Span.of(1, 1, 2)), expression("e\u0301"));
    assertEquals(new Expression.Name("pi", Span.of(1, 1, 1)), expression("π"));
  }

  @Test
  void spansCoverWhatWasWritten() {
    Expression.Binary sum = (Expression.Binary) expression("(a + f(b,\n c))*d");
    assertEquals(new Span(1, 1, 2, 7), sum.span());
    assertEquals(new Span(1, 2, 2, 4), sum.left().span());
    assertEquals(Span.of(2, 6, 1), sum.right().span());
    assertEquals(new Span(1, 1, 2, 7), Parser.parseOrThrow("(a + f(b,\n c))*d # e").span());
  }

  @Test
  void theSpineListsLeftOperandsInnermostFirst() {
    List<Expression.Binary> spine = ((Expression.Binary) expression("a*b + c - d")).spine();
    assertEquals(
        List.of(BinaryOp.MUL, BinaryOp.ADD, BinaryOp.SUB),
        spine.stream().map(Expression.Binary::op).toList());
  }

  @Test
  void theDumpShowsEveryKindOfPart() {
    String program =
        "input A: f64[2, n]; y, z = g(-x, k=None)\ndef f(t) = t if t < 0 else true\na[1:, ::2, ..., None, :, i]'";
    assertEquals(
        """
        Program
          Input A: f64
            Dimension 2
            Dimension n
          Assign tuple y, z
            Call g
              Unary -
                Name x
              Argument k
                None
          Def f(t)
            Conditional
              if: Compare <
                Name t
                Number 0
              then: Name t
              else: Bool true
          Bare
            Transpose
              Index
                Name a
                Range
                  start: Number 1
                Range
                  step: Number 2
                Ellipsis
                NewAxis
                All
                At
                  Name i
        """,
        SyntaxTree.dump(Parser.parseOrThrow(program)));
  }
}

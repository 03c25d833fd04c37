package dev.jacobi.testkit;

import dev.jacobi.core.function.Functions;
import dev.jacobi.core.function.TensorFunction;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.Domain;
import dev.jacobi.core.op.ScalarKind;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.print.Printer;
import dev.jacobi.symbolic.rewrite.Rewriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The page {@code docs/ops.md}, written from the catalogue and the table of functions. Derivatives
 * are what the printer makes of the rules themselves.
 */
final class OperationsPage {

  private static final String HEAD =
      """
      # Operations

      <!-- Generated from the catalogue: ./mvnw -q test -pl testkit -am -Dtest=OperationsPageTest \
      -Dsurefire.failIfNoSpecifiedTests=false -Djacobi.update-goldens=true -->

      What the language computes with. Conventions at awkward points are PyTorch's unless the line says otherwise, and they
      hold bit for bit in every mode: symbolic, tape and forward.

      - `where` lets nothing of the branch not taken through: no NaN, no infinity, neither value nor derivative.
      - Operands broadcast as in NumPy; the derivative sums over what was repeated.
      - A derivative of more than one element is printed as its product with `seed`, which has the shape of the result.

      ## Element-wise operations

      One constant of `ScalarOp` each. The column *derivative* is the rule itself, simplified by equations of the reals and
      printed; *ulp* is the largest error of the value in units in the last place; *tested on* are the intervals from which
      tests draw operands, and the awkward points they visit beside.

      """;

  private static final List<String> HEADINGS =
      List.of("operation", "derivative", "ulp", "tested on", "at awkward points");

  private final StringBuilder text = new StringBuilder(HEAD);

  private OperationsPage() {}

  static String text() {
    OperationsPage page = new OperationsPage();
    page.row(HEADINGS);
    page.row(HEADINGS.stream().map(any -> "---").toList());
    for (ScalarOp op : ScalarOp.values()) {
      page.operation(op);
    }
    Functions.byKind().forEach(page::kind);
    return page.text.toString();
  }

  private void row(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String code(String formula) {
    return "`" + formula.replace("|", "\\|") + "`";
  }

  private void operation(ScalarOp op) {
    List<String> names = Functions.find(op.text()).orElseThrow().signature().names();
    Graph graph = new Graph();
    List<Node> operands = new ArrayList<>();
    for (int i = 0; i < op.arity(); i++) {
      boolean truth = op.kind() == ScalarKind.LOGICAL || names.get(i).equals("condition");
      operands.add(graph.input(names.get(i), TensorType.scalar(truth ? DType.BOOL : DType.F64)));
    }
    Node result = graph.apply(new Op.Map(op), operands);
    String written = Printer.TEXT.print(result);
    String call = op.text() + "(" + String.join(", ", names) + ")";
    String title = written.equals(call) ? code(call) : code(written) + ", " + code(call);
    row(
        List.of(
            title + aliases(op.aliases()),
            op.isDifferentiable() ? partials(op, graph, operands, result) : "none",
            String.valueOf(op.ulps()).replaceFirst("\\.0$", ""),
            op.domains().stream().map(OperationsPage::domain).collect(Collectors.joining(" × ")),
            op.convention()));
  }

  private static String aliases(List<String> aliases) {
    return aliases.isEmpty()
        ? ""
        : aliases.stream()
            .map(OperationsPage::code)
            .collect(Collectors.joining(", ", ", also ", ""));
  }

  /** The derivative by each operand that has one. */
  private static String partials(ScalarOp op, Graph graph, List<Node> operands, Node result) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      if (operands.get(i).dtype().isFloat()) {
        String partial = partial(op, i, graph, operands, result);
        String by = "by " + code(((Op.Input) operands.get(i).op()).name());
        lines.add(op.arity() == 1 ? partial : by + ": " + partial);
      }
    }
    return String.join("; ", lines);
  }

  private static String partial(ScalarOp op, int i, Graph graph, List<Node> operands, Node result) {
    try {
      Node one = graph.constant(1, DType.F64);
      Node rule = op.timesPartial(graph.scalars(DType.F64), i, one, operands, result);
      return code(Printer.TEXT.print(Rewriter.real().simplify(graph, rule)));
    } catch (DiagnosticException none) {
      return "none";
    }
  }

  private static String domain(Domain domain) {
    String awkward =
        domain.awkward().stream()
            .map(OperationsPage::number)
            .collect(Collectors.joining(", ", " and ", ""));
    String interval = "[" + number(domain.low()) + ", " + number(domain.high()) + "]";
    return domain.awkward().isEmpty() ? interval : interval + awkward;
  }

  private static String number(double value) {
    return String.valueOf(value).replaceFirst("\\.0$", "");
  }

  private void kind(String heading, List<TensorFunction> functions) {
    List<String> derivatives = functions.stream().map(OperationsPage::derivative).toList();
    boolean each = derivatives.stream().noneMatch(String::isEmpty);
    text.append("\n## ").append(heading).append("\n\n");
    List<String> headings =
        each ? List.of("function", "gives", "derivative") : List.of("function", "gives");
    row(headings);
    row(headings.stream().map(any -> "---").toList());
    for (int i = 0; i < functions.size(); i++) {
      TensorFunction function = functions.get(i);
      List<String> cells = new ArrayList<>();
      cells.add(code(function.signature().toString()) + aliases(function.aliases()));
      cells.add(function.summary().replace("|", "\\|"));
      if (each) {
        cells.add(derivatives.get(i));
      }
      row(cells);
    }
  }

  /** The derivative of a function of one scalar, or of a matrix along axis 1; empty for others. */
  private static String derivative(TensorFunction function) {
    List<String> names = function.signature().names();
    if (!names.get(0).equals("x") || !function.signature().text().matches("x(, \\w+=.*)?")) {
      return "";
    }
    String name = function.name();
    Formula formula =
        names.contains("axis")
            ? Formula.parse(name + "(x, axis=1)").withShape("x", Dim.named("m"), Dim.named("n"))
            : Formula.parse(name + "(x)");
    return printed(formula).map(OperationsPage::code).orElse("none");
  }

  private static Optional<String> printed(Formula formula) {
    try {
      return Optional.of(formula.derivative("x").text());
    } catch (DiagnosticException none) {
      return Optional.empty();
    }
  }
}

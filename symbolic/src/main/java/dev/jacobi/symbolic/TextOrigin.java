package dev.jacobi.symbolic;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.tape.Tape;
import dev.jacobi.core.tape.Variable;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Span;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.parse.Expression;
import dev.jacobi.symbolic.parse.Statement;
import dev.jacobi.symbolic.program.Built;
import dev.jacobi.symbolic.program.Carrier;
import dev.jacobi.symbolic.program.Derivatives;
import dev.jacobi.symbolic.program.Program;
import dev.jacobi.symbolic.program.TapeCarrier;
import dev.jacobi.symbolic.program.TapeStatements;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A formula that was written as text. */
record TextOrigin(Program program) implements Origin {

  @Override
  public Formulas build(Map<String, TensorType> given, DType dtype) {
    Graph graph = new Graph();
    return new Formulas(graph, program.build(graph, given, dtype));
  }

  @Override
  public Taped run(Tape tape, Map<String, Tensor> at, Map<String, TensorType> given, DType dtype) {
    Attentive carrier = new Attentive(new TapeCarrier(tape, at));
    Built<Variable> built = program.run(carrier, given, dtype);
    return new Taped(built, carrier.asked);
  }

  @Override
  public Span place(String name) {
    List<Statement> statements = program.syntax().statements();
    for (int i = statements.size() - 1; i >= 0; i--) {
      if (statements.get(i) instanceof Statement.Assign assign) {
        for (Expression.Name assigned : assign.names()) {
          if (assigned.text().equals(name)) {
            return assigned.span();
          }
        }
      } else if (statements.get(i) instanceof Statement.Bare bare && name.equals("out")) {
        return bare.span();
      }
    }
    return firstMention(name);
  }

  private Span firstMention(String name) {
    String text = program.text();
    String before = "#[^\n]*|(?<![\\p{L}\\p{N}_])";
    Matcher matcher =
        Pattern.compile(before + Pattern.quote(name) + "(?![\\p{L}\\p{N}_])").matcher(text);
    while (matcher.find()) {
      if (text.charAt(matcher.start()) != '#') {
        return span(text, matcher.start(), name);
      }
    }
    return Span.NONE;
  }

  private static Span span(String text, int start, String input) {
    int lineStart = text.lastIndexOf('\n', start - 1) + 1;
    int line = 1 + (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
    int column = 1 + text.codePointCount(lineStart, start);
    return Span.of(line, column, input.codePointCount(0, input.length()));
  }

  /** A tape that remembers whether the program spoke to it, other than to retain a gradient. */
  private static final class Attentive implements Carrier<Variable>, TapeStatements<Variable> {

    private final TapeCarrier tape;
    private boolean asked;

    Attentive(TapeCarrier tape) {
      this.tape = tape;
    }

    @Override
    public TensorAlgebra<Variable> tensors() {
      return tape.tensors();
    }

    @Override
    public Variable input(String name, TensorType type) {
      return tape.input(name, type);
    }

    @Override
    public Derivatives<Variable> derivatives() {
      return tape.derivatives();
    }

    @Override
    public Optional<TapeStatements<Variable>> statements() {
      return Optional.of(this);
    }

    @Override
    public void backward(
        Variable output, Optional<Variable> seed, boolean retainGraph, boolean createGraph) {
      asked = true;
      tape.backward(output, seed, retainGraph, createGraph);
    }

    @Override
    public void retainGrad(Variable variable) {
      tape.retainGrad(variable);
    }

    @Override
    public void zeroGrad(Variable variable) {
      asked = true;
      tape.zeroGrad(variable);
    }

    @Override
    public Optional<Variable> gradOf(Variable variable) {
      asked = true;
      return tape.gradOf(variable);
    }

    @Override
    public List<Optional<Variable>> grad(
        Variable output,
        List<Variable> wrt,
        Optional<Variable> seed,
        boolean retainGraph,
        boolean createGraph,
        boolean allowUnused) {
      asked = true;
      return tape.grad(output, wrt, seed, retainGraph, createGraph, allowUnused);
    }
  }
}

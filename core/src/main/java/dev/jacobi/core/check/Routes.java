package dev.jacobi.core.check;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.derivative.Forward;
import dev.jacobi.core.derivative.Reverse;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.tape.Tape;
import dev.jacobi.core.tape.Variable;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The routes that need nothing but a graph. */
public final class Routes {

  /** Routes that run once for each element of an input refuse more elements than this. */
  static final int MAX_ELEMENTS = 4096;

  private Routes() {}

  /** The formula of the gradient, made by reverse mode and computed as it stands. */
  public static Route symbolic() {
    return symbolic("symbolic", (graph, nodes) -> nodes);
  }

  /**
   * The formula of the gradient, rewritten.
   *
   * @param rewrite takes the graph and the nodes of value and gradients to nodes of the same
   *     meaning, appending to the graph
   */
  public static Route symbolic(String name, BiFunction<Graph, List<Node>, List<Node>> rewrite) {
    return new Symbolic(name, rewrite, false);
  }

  /** As {@link #symbolic(String, BiFunction)}, rewritten by equations of real numbers. */
  public static Route real(String name, BiFunction<Graph, List<Node>, List<Node>> rewrite) {
    return new Symbolic(name, rewrite, true);
  }

  /** Reverse mode on numbers. */
  public static Route tape() {
    return new Taped();
  }

  /** Forward mode, once for each element. */
  public static Route forward() {
    return new ForwardMode();
  }

  /** Differences of the value; knows no derivative rule at all. */
  public static Route differences() {
    return new Differences();
  }

  static int elements(Question question) {
    int count = 0;
    for (Node w : Question.wrt(question.graph())) {
      count += w.shape().elements();
    }
    return count;
  }

  /** The bound of a formula's rounding errors, found when first asked for. */
  static Route.Bound rounding(Graph formula, Map<String, Tensor> inputs) {
    return new Rounding(formula, inputs, new ArrayList<>(1));
  }

  private record Rounding(Graph formula, Map<String, Tensor> inputs, List<RoundingBound> made)
      implements Route.Bound {

    private RoundingBound bound() {
      if (made.isEmpty()) {
        made.add(new RoundingBound(formula, inputs));
      }
      return made.get(0);
    }

    @Override
    public double of(String result, int element) {
      return bound().of(result, element);
    }

    @Override
    public boolean leavesRange(String result) {
      return bound().leavesRange(result);
    }
  }

  static void limit(Question question, String route) {
    int count = elements(question);
    if (count > MAX_ELEMENTS) {
      throw Diagnostic.error(
              "check/too-many",
              route + " runs once for each of " + count + " elements; the limit is " + MAX_ELEMENTS,
              "differentiate by fewer elements to check this route")
          .exception();
    }
  }

  private record Symbolic(
      String name, BiFunction<Graph, List<Node>, List<Node>> rewrite, boolean isOfReals)
      implements Route {

    @Override
    public Answer answer(Question question, Backend backend) {
      Graph formula = formula(question, rewrite);
      Map<String, Tensor> results = backend.compile(formula).run(question.inputs());
      return new Answer(results, rounding(formula, question.inputs()));
    }

    static Graph formula(Question question, BiFunction<Graph, List<Node>, List<Node>> rewrite) {
      Graph graph = question.graph().open();
      Node output = graph.output(Question.VALUE);
      List<Node> wrt = Question.wrt(graph);
      List<Node> nodes = new ArrayList<>(List.of(output));
      nodes.addAll(Reverse.gradients(graph, output, graph.data(question.seed()), wrt));
      List<Node> rewritten = rewrite.apply(graph, nodes);
      Map<String, Node> outputs = new LinkedHashMap<>();
      outputs.put(Question.VALUE, rewritten.get(0));
      List<String> names = question.names();
      for (int i = 0; i < names.size(); i++) {
        outputs.put(names.get(i), rewritten.get(i + 1));
      }
      return graph.extract(outputs);
    }
  }

  private record Taped() implements Route {

    @Override
    public String name() {
      return "tape";
    }

    @Override
    public boolean usesBackend() {
      return false;
    }

    @Override
    public Answer answer(Question question, Backend backend) {
      Tape tape = new Tape();
      Graph graph = question.graph();
      Map<Node, Variable> variables = new HashMap<>();
      for (Node node : graph.nodes()) {
        if (node.op() instanceof Op.Input input) {
          Tensor value = question.inputs().get(input.name());
          if (value != null) {
            variables.put(
                node, value.dtype().isFloat() ? tape.variable(value) : tape.constant(value));
          }
        } else {
          variables.put(node, tape.apply(node.op(), operands(node, variables)));
        }
      }
      Graph formula = Symbolic.formula(question, (same, nodes) -> nodes);
      return new Answer(walk(question, tape, variables), rounding(formula, question.inputs()));
    }

    private static List<Variable> operands(Node node, Map<Node, Variable> variables) {
      List<Variable> operands = new ArrayList<>(node.operands().size());
      for (Node operand : node.operands()) {
        operands.add(made(variables, operand));
      }
      return operands;
    }

    private static Variable made(Map<Node, Variable> variables, Node node) {
      Variable variable = variables.get(node);
      if (variable == null) {
        throw Diagnostic.error(
                "input/missing", "no value was given for " + node, "give the input a value")
            .exception();
      }
      return variable;
    }

    private static Map<String, Tensor> walk(
        Question question, Tape tape, Map<Node, Variable> variables) {
      Variable output = made(variables, question.graph().output(Question.VALUE));
      Map<String, Tensor> results = new LinkedHashMap<>();
      results.put(Question.VALUE, output.value());
      List<Variable> wrt = new ArrayList<>();
      for (String name : question.names()) {
        wrt.add(made(variables, question.graph().output(name)));
      }
      boolean constant = !output.requiresGrad();
      List<Optional<Variable>> found =
          constant || wrt.isEmpty()
              ? List.of()
              : tape.grad(
                  output, wrt, Optional.of(tape.constant(question.seed())), false, false, true);
      for (int i = 0; i < wrt.size(); i++) {
        Tensor zeros = Tensor.zeros(wrt.get(i).type());
        results.put(
            question.names().get(i),
            found.isEmpty() ? zeros : found.get(i).map(Variable::value).orElse(zeros));
      }
      return results;
    }
  }

  private record ForwardMode() implements Route {

    @Override
    public String name() {
      return "forward";
    }

    @Override
    public Answer answer(Question question, Backend backend) {
      limit(question, name());
      Map<String, Tensor> results = new LinkedHashMap<>();
      Map<String, Node> value = Map.of(Question.VALUE, question.graph().output(Question.VALUE));
      results.putAll(backend.compile(question.graph().extract(value)).run(question.inputs()));
      for (String name : question.names()) {
        results.put(name, gradient(question, backend, name));
      }
      return new Answer(results, (name, element) -> bound(question, name, element));
    }

    private static double bound(Question question, String name, int element) {
      if (name.equals(Question.VALUE)) {
        return rounding(question.graph(), question.inputs()).of(name, element);
      }
      Graph formula = formula(question, name);
      Map<String, Tensor> inputs = new HashMap<>(question.inputs());
      inputs.put(TANGENT, unit(question.graph().output(name).type(), element));
      return new RoundingBound(formula, inputs).of(Question.VALUE, 0);
    }

    /** The derivative in the direction of the tangent, an input of its own. */
    private static Graph formula(Question question, String name) {
      Graph graph = question.graph().open();
      Node output = graph.output(Question.VALUE);
      Node w = graph.output(name);
      Node dw = graph.input(TANGENT, w.type());
      Node dy = Forward.partial(graph, output, w, dw);
      Node product = graph.sum(graph.times(graph.data(question.seed()), dy));
      return graph.extract(Map.of(Question.VALUE, product));
    }

    private static Tensor gradient(Question question, Backend backend, String name) {
      Graph formula = formula(question, name);
      Executable run = backend.compile(formula);
      Node w = question.graph().output(name);
      double[] result = new double[w.shape().elements()];
      Map<String, Tensor> inputs = new HashMap<>(question.inputs());
      for (int i = 0; i < result.length; i++) {
        inputs.put(TANGENT, unit(w.type(), i));
        result[i] = single(run, inputs).getDouble(0);
      }
      return Tensor.wrap(w.shape(), result).cast(w.dtype());
    }
  }

  /** A name no program can use. */
  private static final String TANGENT = " tangent";

  /** The value of an executable that has just the one output. */
  static Tensor single(Executable run, Map<String, Tensor> inputs) {
    return run.run(inputs).values().iterator().next();
  }

  /** Zeros but for a one at a row-major position. */
  static Tensor unit(TensorType type, int index) {
    double[] elements = new double[type.shape().elements()];
    elements[index] = 1;
    return Tensor.wrap(type.shape(), elements).cast(type.dtype());
  }
}

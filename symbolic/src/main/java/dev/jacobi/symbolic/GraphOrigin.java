package dev.jacobi.symbolic;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.tape.Tape;
import dev.jacobi.core.tape.Variable;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Span;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.program.Built;
import dev.jacobi.symbolic.program.TapeCarrier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A formula that was built in Java. Its types are those of the graph's inputs. */
record GraphOrigin(String name, Node output) implements Origin {

  @Override
  public Formulas build(Map<String, TensorType> given, DType dtype) {
    Sizes sizes = new Sizes();
    Graph source = output.graph();
    source
        .inputs()
        .forEach(
            (input, node) -> {
              TensorType type = given.get(input);
              if (type != null) {
                sizes.unify(input, node.shape(), type.shape());
              }
            });
    Graph graph = source.extract(Map.of(name, output), sizes.known()).open();
    Map<String, Node> inputs = new LinkedHashMap<>(graph.inputs());
    Map<String, Node> spare = new TreeMap<>();
    given.forEach(
        (input, type) -> {
          if (!inputs.containsKey(input)) {
            spare.put(input, graph.input(input, type));
          }
        });
    return new Formulas(
        graph, new Built<>(graph.outputs(), name, inputs, spare, sizes.known(), Set.of()));
  }

  @Override
  public Taped run(Tape tape, Map<String, Tensor> at, Map<String, TensorType> given, DType dtype) {
    Formulas formulas = build(given, dtype);
    TapeCarrier carrier = new TapeCarrier(tape, at);
    Graph graph = formulas.graph();
    boolean[] live = graph.live(graph.outputs().values());
    Map<Node, Variable> images = new LinkedHashMap<>();
    Set<String> idle = formulas.built().spare().keySet();
    Map<String, Variable> inputs = new LinkedHashMap<>();
    Map<String, Variable> spare = new TreeMap<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Input input) {
        if (live[node.id()] || at.containsKey(input.name())) {
          Variable leaf = carrier.input(input.name(), node.type());
          images.put(node, leaf);
          (idle.contains(input.name()) ? spare : inputs).put(input.name(), leaf);
        }
      } else if (live[node.id()]) {
        images.put(node, tape.apply(node.op(), operands(node, images)));
      }
    }
    Map<String, Variable> values = new LinkedHashMap<>();
    graph.outputs().forEach((result, node) -> values.put(result, image(node, images)));
    return new Taped(
        new Built<>(values, name, inputs, spare, formulas.built().sizes(), Set.of()), false);
  }

  private static List<Variable> operands(Node node, Map<Node, Variable> images) {
    return node.operands().stream().map(operand -> image(operand, images)).toList();
  }

  private static Variable image(Node node, Map<Node, Variable> images) {
    Variable image = images.get(node);
    if (image == null) {
      throw new AssertionError(node);
    }
    return image;
  }

  @Override
  public Span place(String wanted) {
    return Span.NONE;
  }
}

package dev.jacobi.symbolic.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.symbolic.program.Program;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed reads back as the same node of the same graph. */
class RoundTripTest {

  private static final int GRAPHS = 100;
  private static final int OPERATIONS = 60;

  private record Reader(Printer printer, DType floating) {}

  private static Stream<Reader> readers() {
    return Stream.of(Style.values())
        .flatMap(
            style ->
                Stream.of(DType.F64, DType.F32)
                    .map(dtype -> new Reader(Printer.of(style).floating(dtype), dtype)));
  }

  @ParameterizedTest
  @MethodSource("readers")
  void randomGraphsReadBack(Reader reader) {
    int count = 0;
    for (int seed = 0; seed < GRAPHS; seed++) {
      Graph graph = new RandomGraph(seed, OPERATIONS).graph();
      for (Node node : results(graph)) {
        Optional<String> fault = fault(node, reader);
        if (fault.isPresent()) {
          fail("seed " + seed + ": " + fault(smallest(node, reader), reader).orElse("?"));
        }
        count++;
      }
    }
    int total = count;
    assertTrue(total > GRAPHS * OPERATIONS / 10, () -> "only " + total + " nodes");
  }

  @ParameterizedTest
  @MethodSource("readers")
  void statementsReadBack(Reader wide) {
    Reader reader = new Reader(wide.printer().limit(40), wide.floating());
    for (int seed = 0; seed < GRAPHS; seed++) {
      Graph graph = new RandomGraph(seed, OPERATIONS).graph();
      Node last = graph.nodes().get(graph.nodes().size() - 1);
      fault(last, reader).ifPresent(fault -> fail(fault));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sin(y)", "-y", "1/(1 + y)", "x^y", "y[1:]", "x - y", "y + x"})
  void deepChainsReadBack(String link) {
    StringBuilder program = new StringBuilder("input x: [400, 400]\ny = sin(x)\n");
    program.append(("y = " + link + "\n").repeat(300));
    Node last = Program.parse(program.toString()).build(new Graph()).result();
    fault(last, new Reader(Printer.TEXT, DType.F64)).ifPresent(fault -> fail(fault));
  }

  @Test
  void everyKindOfOperationIsTried() {
    Set<Class<?>> kinds = new HashSet<>();
    Set<ScalarOp> scalars = EnumSet.noneOf(ScalarOp.class);
    for (int seed = 0; seed < 6 * GRAPHS; seed++) {
      for (Node node : new RandomGraph(seed, OPERATIONS).graph().nodes()) {
        kinds.add(node.op().getClass());
        if (node.op() instanceof Op.Map map) {
          scalars.add(map.op());
        }
      }
    }
    assertEquals(Set.of(Op.class.getPermittedSubclasses()), kinds);
    assertEquals(EnumSet.allOf(ScalarOp.class), scalars);
  }

  /** The nodes that are no operands; their texts hold those of all others. */
  private static List<Node> results(Graph graph) {
    Set<Node> used = new HashSet<>();
    graph.nodes().forEach(node -> used.addAll(node.operands()));
    return graph.nodes().stream().filter(node -> !used.contains(node)).toList();
  }

  /** What goes wrong when a node is printed and read. */
  private static Optional<String> fault(Node node, Reader reader) {
    StringBuilder text = new StringBuilder();
    node.graph()
        .inputs()
        .forEach((name, input) -> text.append("input ").append(name + ": " + input.type() + "\n"));
    text.append(reader.printer().print(node));
    String listing = GraphText.of(List.of(node));
    try {
      Node read =
          Program.parse(text.toString()).build(node.graph(), Map.of(), reader.floating()).result();
      return read == node
          ? Optional.empty()
          : Optional.of(text + "\nof\n" + listing + "reads as\n" + GraphText.of(List.of(read)));
    } catch (DiagnosticException refused) {
      return Optional.of(text + "\nof\n" + listing + refused.getMessage());
    }
  }

  /** A node that fails although its operands do not, with inputs for operands where that fails. */
  private static Node smallest(Node node, Reader reader) {
    Node at = node;
    boolean found = true;
    while (found) {
      found = false;
      for (Node smaller : smaller(at)) {
        if (fault(smaller, reader).isPresent()) {
          at = smaller;
          found = true;
          break;
        }
      }
    }
    return at;
  }

  private static List<Node> smaller(Node node) {
    List<Node> result = new ArrayList<>(node.operands());
    for (int i = 0; i < node.operands().size(); i++) {
      Node operand = node.operand(i);
      if (!(operand.op() instanceof Op.Input)) {
        List<Node> operands = new ArrayList<>(node.operands());
        operands.set(i, node.graph().input("in" + operand.id(), operand.type()));
        result.add(node.graph().apply(node.op(), operands));
      }
    }
    return result;
  }
}

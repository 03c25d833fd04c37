package dev.jacobi.symbolic.program;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacobi.core.backend.reference.ReferenceBackend;
import dev.jacobi.core.definition.Eager;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.tape.Tape;
import dev.jacobi.core.tape.Variable;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values of programs: of the formulas and of the tape, which must agree to the bit. */
final class Evaluated {

  private Evaluated() {}

  /** The program's result. */
  static Tensor value(String text, Map<String, Tensor> inputs) {
    return value(text, inputs, DType.F64);
  }

  /** The program's result in a default element type. */
  static Tensor value(String text, Map<String, Tensor> inputs, DType dtype) {
    Program program = Program.parse(text);
    Map<String, TensorType> types = types(inputs);
    Tensor formula = ofFormulas(program, inputs, types, dtype);
    TapeCarrier carrier = new TapeCarrier(new Tape(new Eager()), inputs);
    Built<Variable> taped = program.run(carrier, types, dtype);
    Tensor value = taped.result().value();
    assertEquals(formula, value, () -> "formula and tape disagree about " + text);
    return value;
  }

  /** The program's result without inputs. */
  static Tensor value(String text) {
    return value(text, Map.of());
  }

  /** The result of the formulas alone. */
  static Tensor ofFormulas(String text, Map<String, Tensor> inputs) {
    return ofFormulas(Program.parse(text), inputs, types(inputs), DType.F64);
  }

  private static Tensor ofFormulas(
      Program program, Map<String, Tensor> inputs, Map<String, TensorType> types, DType dtype) {
    Graph graph = new Graph();
    Built<Node> built = program.build(graph, types, dtype);
    Graph frozen = graph.extract(Map.of("out", built.result()), built.sizes());
    Map<String, Tensor> converted = new HashMap<>();
    built
        .inputs()
        .forEach(
            (name, node) ->
                converted.put(name, requireNonNull(inputs.get(name)).cast(node.dtype())));
    return requireNonNull(new ReferenceBackend().compile(frozen).run(converted).get("out"));
  }

  private static Map<String, TensorType> types(Map<String, Tensor> inputs) {
    Map<String, TensorType> types = new HashMap<>();
    inputs.forEach((name, tensor) -> types.put(name, tensor.type()));
    return types;
  }

  /** The type of the program's result when nothing is given. */
  static TensorType type(String text) {
    return Program.parse(text).build(new Graph()).result().type();
  }

  /** What is wrong with a program. */
  static List<Diagnostic> faults(String text, Map<String, TensorType> given) {
    try {
      Program.parse(text).build(new Graph(), given, DType.F64);
    } catch (DiagnosticException found) {
      return found.diagnostics();
    }
    int shown = Math.min(text.length(), 200);
    throw new AssertionError("nothing is wrong with " + text.substring(0, shown));
  }
}

package dev.jacobi.symbolic.program;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.parse.Parser;
import dev.jacobi.symbolic.parse.Statement;
import java.util.List;
import java.util.Map;

/** A text of the language that was read: builds graphs, and runs on a tape. Immutable. */
public final class Program {

  private final String text;
  private final dev.jacobi.symbolic.parse.Program syntax;

  private Program(String text, dev.jacobi.symbolic.parse.Program syntax) {
    this.text = text;
    this.syntax = syntax;
  }

  /**
   * Reads a text.
   *
   * @throws DiagnosticException with all that is wrong with its form, up to ten
   */
  public static Program parse(String text) {
    return new Program(text, Parser.parseOrThrow(text));
  }

  /** The text. */
  public String text() {
    return text;
  }

  /** The syntax tree. */
  public dev.jacobi.symbolic.parse.Program syntax() {
    return syntax;
  }

  /** The names of the inputs that the program declares, in order. */
  public List<String> declaredInputs() {
    return syntax.statements().stream()
        .filter(Statement.Input.class::isInstance)
        .map(statement -> ((Statement.Input) statement).name().text())
        .toList();
  }

  /**
   * Builds the program's formulas.
   *
   * @param graph where to build them
   * @param given the types of values given for inputs; a shape given settles the named dimensions
   *     of the declared one, and a declared element type stands. Other inputs are scalars
   * @param dtype the element type of numbers and of inputs that say none: f64 or f32
   * @throws DiagnosticException with all that is wrong with the program, up to ten
   */
  public Built<Node> build(Graph graph, Map<String, TensorType> given, DType dtype) {
    return run(new GraphCarrier(graph), given, dtype);
  }

  /** Builds the program's formulas for double inputs as declared, scalars where they are not. */
  public Built<Node> build(Graph graph) {
    return build(graph, Map.of(), DType.F64);
  }

  /**
   * Runs the program on a carrier; see {@link #build(Graph, Map, DType)} for the types.
   *
   * @throws DiagnosticException with all that is wrong with the program, up to ten
   */
  public <T> Built<T> run(Carrier<T> carrier, Map<String, TensorType> given, DType dtype) {
    InputTypes types = new InputTypes(syntax.statements(), given, dtype);
    return new Run<>(carrier, types, dtype).run(syntax.statements());
  }
}

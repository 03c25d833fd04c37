package dev.jacobi.testkit.golden;

import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.tape.Tape;
import dev.jacobi.core.tape.Variable;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.program.Built;
import dev.jacobi.symbolic.program.Carrier;
import dev.jacobi.symbolic.program.Derivatives;
import dev.jacobi.symbolic.program.Program;
import dev.jacobi.symbolic.program.TapeCarrier;
import dev.jacobi.symbolic.program.TapeStatements;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One run of a case on a tape: as any program runs, but that doubles which the case has as
 * constants are constants, and integers that should require gradients are refused.
 */
final class TorchRun implements Carrier<Variable> {

  private static final String INTEGER_LEAF = "(\\w+) = int_tensor\\(.*requires_grad=True\\)";

  private final TorchCase torch;
  private final Tape tape = new Tape();
  private final TapeCarrier carrier;

  private TorchRun(TorchCase torch, Map<String, Tensor> inputs) {
    this.torch = torch;
    this.carrier = new TapeCarrier(tape, inputs);
  }

  /** Runs a case; what is wrong with it is the diagnostic of the statement's line. */
  static Built<Variable> of(TorchCase torch) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    Map<String, TensorType> types = new LinkedHashMap<>();
    torch
        .inputs()
        .forEach(
            (name, input) -> {
              inputs.put(name, input.value());
              types.put(name, input.value().type());
            });
    String text = String.join("\n", torch.program()).replaceAll(INTEGER_LEAF, "$1");
    return Program.parse(text).run(new TorchRun(torch, inputs), types, DType.F64);
  }

  @Override
  public TensorAlgebra<Variable> tensors() {
    return tape;
  }

  @Override
  public Variable input(String name, TensorType type) {
    if (torch.statement(0).matches(INTEGER_LEAF)) {
      return tape.variable(Tensor.integers(1L, 2L));
    }
    TorchCase.Input given = Corpus.part(torch.inputs(), name);
    return given.kind() == TorchCase.Kind.CONST
        ? tape.constant(given.value())
        : carrier.input(name, type);
  }

  @Override
  public Derivatives<Variable> derivatives() {
    return carrier;
  }

  @Override
  public Optional<TapeStatements<Variable>> statements() {
    return Optional.of(carrier);
  }
}

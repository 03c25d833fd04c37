package dev.jacobi.symbolic.program;

import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.tape.Tape;
import dev.jacobi.core.tape.Variable;
import dev.jacobi.core.type.Narrowing;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values that are computed at once and recorded: variables of a tape. Floating-point inputs are
 * leaves whose gradients are wanted, others are constants.
 */
public final class TapeCarrier
    implements Carrier<Variable>, Derivatives<Variable>, TapeStatements<Variable> {

  private final Tape tape;
  private final Map<String, Tensor> inputs;

  /** A carrier over a tape, with the values of the inputs. */
  public TapeCarrier(Tape tape, Map<String, Tensor> inputs) {
    this.tape = tape;
    this.inputs = Map.copyOf(inputs);
  }

  @Override
  public TensorAlgebra<Variable> tensors() {
    return tape;
  }

  @Override
  public Variable input(String name, TensorType type) {
    Tensor given = inputs.get(name);
    if (given == null) {
      throw MissingInput.of(name, type, List.of()).exception();
    }
    Tensor value = Narrowing.of("the input " + name, given, type.dtype());
    return type.dtype().isFloat() ? tape.variable(value) : tape.constant(value);
  }

  @Override
  public Derivatives<Variable> derivatives() {
    return this;
  }

  @Override
  public Optional<TapeStatements<Variable>> statements() {
    return Optional.of(this);
  }

  @Override
  public List<Variable> gradients(Variable output, Variable seed, List<Variable> wrt) {
    List<Variable> result = new ArrayList<>();
    List<Optional<Variable>> found =
        output.requiresGrad()
            ? tape.grad(output, wrt, Optional.of(seed), true, true, true)
            : wrt.stream().map(w -> Optional.<Variable>empty()).toList();
    for (int i = 0; i < found.size(); i++) {
      TensorType type = wrt.get(i).type();
      result.add(found.get(i).orElseGet(() -> tape.constant(Tensor.zeros(type))));
    }
    return result;
  }

  /** Differentiates the vector–Jacobian product, which is linear in its seed, by the seed. */
  @Override
  public Variable tangent(Variable output, List<Variable> wrt, List<Variable> directions) {
    Variable seed = tape.variable(Tensor.zeros(output.type()));
    List<Variable> products = gradients(output, seed, wrt);
    Variable total = tape.constant(Tensor.zeros(TensorType.scalar(output.dtype())));
    for (int i = 0; i < products.size(); i++) {
      Variable product = tape.sum(tape.times(products.get(i), directions.get(i)));
      total = tape.plus(total, tape.cast(product, output.dtype()));
    }
    Variable one = tape.constant(Tensor.ones(total.type()));
    return gradients(total, one, List.of(seed)).get(0);
  }

  @Override
  public void backward(
      Variable output, Optional<Variable> seed, boolean retainGraph, boolean createGraph) {
    tape.backward(output, seed, retainGraph, createGraph);
  }

  @Override
  public void retainGrad(Variable variable) {
    variable.retainGrad();
  }

  @Override
  public void zeroGrad(Variable variable) {
    variable.zeroGrad();
  }

  @Override
  public Optional<Variable> gradOf(Variable variable) {
    return variable.gradient();
  }

  @Override
  public List<Optional<Variable>> grad(
      Variable output,
      List<Variable> wrt,
      Optional<Variable> seed,
      boolean retainGraph,
      boolean createGraph,
      boolean allowUnused) {
    return tape.grad(output, wrt, seed, retainGraph, createGraph, allowUnused);
  }
}

package dev.jacobi.symbolic;

import dev.jacobi.core.tape.Tape;
import dev.jacobi.core.tape.Variable;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reverse mode on numbers, on the tape of one recording; second derivatives reverse over reverse.
 */
final class TapeCalculus implements Calculus {

  private final Recording recording;
  private final Variable output;
  private final Tape tape;

  TapeCalculus(Recording recording) {
    this.recording = recording;
    this.output = recording.output();
    this.tape = (Tape) output.algebra();
  }

  @Override
  public Names<?> names() {
    return recording.names();
  }

  @Override
  public Tensor value() {
    return output.value();
  }

  @Override
  public ValueAndGradient gradient(Optional<Tensor> seed, List<String> wrt) {
    List<Variable> found =
        pullback(output, seed.map(tape::constant), recording.variables(wrt), false);
    return new ValueAndGradient(value(), values(wrt, found));
  }

  /** The gradients of a variable; zeros where it does not depend on another. */
  private List<Variable> pullback(
      Variable y, Optional<Variable> seed, List<Variable> wrt, boolean createGraph) {
    List<Variable> live =
        y.requiresGrad() ? wrt.stream().filter(Variable::requiresGrad).toList() : List.of();
    List<Optional<Variable>> found =
        live.isEmpty() ? List.of() : tape.grad(y, live, seed, true, createGraph, true);
    List<Variable> results = new ArrayList<>();
    for (Variable w : wrt) {
      int place = live.indexOf(w);
      Optional<Variable> share = place < 0 ? Optional.empty() : found.get(place);
      results.add(share.orElseGet(() -> tape.constant(Tensor.zeros(w.type()))));
    }
    return results;
  }

  private static Map<String, Tensor> values(List<String> names, List<Variable> variables) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (int i = 0; i < variables.size(); i++) {
      values.put(names.get(i), variables.get(i).value());
    }
    return values;
  }

  @Override
  public Map<String, Tensor> jacobian(List<String> wrt) {
    return jacobian(output, wrt);
  }

  /** One element as a scalar; through {@code where}, the others leave no NaN in its gradient. */
  private Variable element(Variable y, int position) {
    Variable picked = tape.constant(Assembly.single(y.shape(), position));
    return tape.sum(tape.where(picked, y, tape.constant(Tensor.zeros(y.type()))));
  }

  private Map<String, Tensor> jacobian(Variable y, List<String> wrt) {
    List<Variable> variables = recording.variables(wrt);
    Map<String, Assembly> blocks = new LinkedHashMap<>();
    for (int i = 0; i < wrt.size(); i++) {
      blocks.put(wrt.get(i), new Assembly(y.shape(), variables.get(i).type()));
    }
    for (int row = 0; row < y.shape().elements(); row++) {
      List<Variable> found = pullback(element(y, row), Optional.empty(), variables, false);
      int at = row;
      Map<String, Tensor> rows = values(wrt, found);
      blocks.forEach((name, block) -> block.row(at, Directional.result(rows, name)));
    }
    Map<String, Tensor> results = new LinkedHashMap<>();
    blocks.forEach((name, block) -> results.put(name, block.tensor()));
    return results;
  }

  @Override
  public Map<String, Map<String, Tensor>> hessian(List<String> wrt) {
    List<Variable> gradients = pullback(output, Optional.empty(), recording.variables(wrt), true);
    Map<String, Map<String, Tensor>> rows = new LinkedHashMap<>();
    for (int i = 0; i < wrt.size(); i++) {
      rows.put(wrt.get(i), jacobian(gradients.get(i), wrt));
    }
    return rows;
  }

  /** Differentiates the vector–Jacobian product, which is linear in its seed, by the seed. */
  @Override
  public Tensor alongTangents(Map<String, Tensor> tangents) {
    Variable seed = tape.variable(Tensor.zeros(output.type()));
    List<Variable> wrt = recording.variables(new ArrayList<>(tangents.keySet()));
    List<Variable> products = pullback(output, Optional.of(seed), wrt, true);
    Variable total = along(products, tangents);
    return pullback(total, Optional.empty(), List.of(seed), false).get(0).value();
  }

  private Variable along(List<Variable> products, Map<String, Tensor> directions) {
    Variable total = tape.constant(Tensor.zeros(TensorType.scalar(output.dtype())));
    int i = 0;
    for (Tensor direction : directions.values()) {
      Variable product = tape.sum(tape.times(products.get(i++), tape.constant(direction)));
      total = tape.plus(total, tape.cast(product, output.dtype()));
    }
    return total;
  }

  @Override
  public Map<String, Tensor> gradientAlong(Map<String, Tensor> directions) {
    List<String> wrt = new ArrayList<>(directions.keySet());
    List<Variable> variables = recording.variables(wrt);
    List<Variable> gradients = pullback(output, Optional.empty(), variables, true);
    return values(wrt, pullback(along(gradients, directions), Optional.empty(), variables, false));
  }
}

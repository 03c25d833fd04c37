package dev.jacobi.symbolic;

import dev.jacobi.core.tape.Variable;
import dev.jacobi.core.type.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A program that was run on a tape, statement by statement: its values, and the gradients they
 * accumulated. Belongs to one thread.
 */
public final class Recording {

  private final Names<Variable> names;
  private final boolean hasStatements;

  Recording(Origin origin, Origin.Taped taped, Optional<String> output) {
    names = new Names<>(taped.built(), output, Variable::type, origin::place);
    hasStatements = taped.hasStatements();
  }

  Names<Variable> names() {
    return names;
  }

  /** Everything that has a name: inputs, then assigned values in the order of the program. */
  public Map<String, Variable> variables() {
    return names.all();
  }

  /** The floating-point inputs that do not stand for integers, in the order of appearance. */
  public List<String> leaves() {
    return names.variables();
  }

  /** The variable of a name; an unknown one is a diagnostic. */
  public Variable variable(String name) {
    return names.value(Objects.requireNonNull(name, "name"));
  }

  List<Variable> variables(List<String> wanted) {
    return wanted.stream().map(this::variable).toList();
  }

  /** The program's output; that there is none is a diagnostic. */
  public Variable output() {
    return names.result();
  }

  /**
   * The seed times the derivative of the output by each name, accumulated nowhere; what was
   * recorded stays for another walk.
   */
  public ValueAndGradient valueAndGradient(Seed seed, String... wrt) {
    Objects.requireNonNull(seed, "seed");
    List<String> wanted = names.wrt(List.of(Objects.requireNonNull(wrt, "wrt")));
    return new TapeCalculus(this).gradient(names.seed(seed), wanted);
  }

  /** What a name has accumulated; empty for none, as for a result that was not retained. */
  public Optional<Tensor> gradient(String name) {
    return variable(name).gradient().map(Variable::value);
  }

  /**
   * Whether the program itself walked back, asked for gradients or cleared them ({@code backward},
   * {@code grad}, {@code grad_of}, {@code zero_grad}).
   */
  public boolean hasStatements() {
    return hasStatements;
  }
}

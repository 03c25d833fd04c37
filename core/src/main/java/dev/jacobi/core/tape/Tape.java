package dev.jacobi.core.tape;

import dev.jacobi.core.definition.Eager;
import dev.jacobi.core.derivative.Reverse;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Eager reverse mode: computes each operation at once, remembers how each value came about, and
 * walks back from a result with a seed. The rules are those of PyTorch's autograd. A tape keeps
 * alive only what its variables refer to. It belongs to one thread at a time.
 */
public final class Tape implements TensorAlgebra<Variable> {

  private final TensorAlgebra<Tensor> tensors;
  private long next;
  private long walks;
  private boolean recording = true;

  /** A tape that computes with the reference backend. */
  public Tape() {
    this(new Eager());
  }

  /** A tape that computes with the given tensor operations. */
  public Tape(TensorAlgebra<Tensor> tensors) {
    this.tensors = Objects.requireNonNull(tensors, "tensors");
  }

  /** A leaf whose gradient is wanted. */
  public Variable variable(Tensor value) {
    if (!Objects.requireNonNull(value, "value").dtype().isFloat()) {
      throw Diagnostic.error(
              "tape/dtype",
              "Only Tensors of floating point and complex dtype can require gradients, not "
                  + value.type(),
              "make it a constant, or convert it to f64")
          .exception();
    }
    return leaf(value, true);
  }

  /** A scalar leaf whose gradient is wanted. */
  public Variable variable(double value) {
    return variable(Tensor.scalar(value));
  }

  /** A vector leaf whose gradient is wanted. */
  public Variable variable(double[] elements) {
    return variable(Tensor.vector(Objects.requireNonNull(elements, "elements")));
  }

  /** A matrix leaf, from its rows, whose gradient is wanted. */
  public Variable variable(double[][] rows) {
    return variable(Tensor.matrix(Objects.requireNonNull(rows, "rows")));
  }

  /** A value that derivatives take for a constant. */
  public Variable constant(Tensor value) {
    return leaf(Objects.requireNonNull(value, "value"), false);
  }

  private Variable leaf(Tensor value, boolean requiresGrad) {
    return new Variable(this, next++, value, new Op.Data(value), List.of(), requiresGrad);
  }

  @Override
  public TensorType type(Variable x) {
    return x.type();
  }

  @Override
  public Variable apply(Op op, List<Variable> operands) {
    boolean differentiable = false;
    for (int i = 0; i < operands.size(); i++) {
      Variable operand = operands.get(i);
      require(operand);
      differentiable |= operand.requiresGrad();
    }
    Tensor value = tensors.apply(op, Variable.values(operands));
    boolean records =
        recording && differentiable && value.dtype().isFloat() && !(op instanceof Op.Detach);
    return new Variable(
        this, next++, value, op, records ? List.copyOf(operands) : List.of(), records);
  }

  /** Refuses a variable of another tape. */
  void require(Variable variable) {
    if (variable.algebra() != this) {
      throw Diagnostic.error(
              "tape/other",
              "a variable of another tape, of type " + variable.type() + ", is used on this one",
              "make both on one tape, or take its value for a constant: tape.constant(x.value())")
          .exception();
    }
  }

  /** A number; what it is exactly is found out when a rule asks for it. */
  @Override
  public Variable constant(double value, DType dtype) {
    Objects.requireNonNull(dtype, "dtype");
    boolean rational = Double.isFinite(value) && (value != 0 || 1 / value > 0);
    if (dtype != DType.F64 || !rational) {
      return TensorAlgebra.super.constant(value, dtype);
    }
    Variable number = leaf(Tensor.scalar(value), false);
    number.setNumber();
    return number;
  }

  @Override
  public Optional<Rational> literal(Variable x) {
    if (x.isNumber()) {
      return Rational.of(x.item());
    }
    return x.op() instanceof Op.Constant constant && constant.value() instanceof Rational rational
        ? Optional.of(rational)
        : Optional.empty();
  }

  long nextWalk() {
    return walks++;
  }

  /** Computes without recording, as PyTorch's {@code no_grad} does. */
  public <R> R withoutRecording(Supplier<R> computation) {
    Objects.requireNonNull(computation, "computation");
    boolean before = recording;
    recording = false;
    try {
      return computation.get();
    } finally {
      recording = before;
    }
  }

  /**
   * Walks back from a variable and accumulates gradients in leaves and retained variables.
   *
   * @param seed the adjoint of the output; may be left out for one element
   * @param retainGraph whether the same operations may be walked again
   * @param createGraph whether the gradients get a history themselves, for higher derivatives
   */
  public void backward(
      Variable output, Optional<Variable> seed, boolean retainGraph, boolean createGraph) {
    Objects.requireNonNull(seed, "seed");
    Walk walk = new Walk(this, Objects.requireNonNull(output, "output"));
    List<Variable> kept = walk.kept();
    List<Optional<Variable>> shares = sweep(walk, seed, kept, createGraph);
    walk.finish(retainGraph || createGraph);
    for (int i = 0; i < kept.size(); i++) {
      Variable target = kept.get(i);
      shares.get(i).ifPresent(share -> record(createGraph, () -> target.accumulate(share)));
    }
  }

  /**
   * The gradients of one variable by others, without accumulating them anywhere.
   *
   * @param inputs the variables to differentiate by
   * @param allowUnused whether an input that the output does not depend on gives an empty result
   *     instead of a diagnostic
   */
  public List<Optional<Variable>> grad(
      Variable output,
      List<Variable> inputs,
      Optional<Variable> seed,
      boolean retainGraph,
      boolean createGraph,
      boolean allowUnused) {
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(seed, "seed");
    for (Variable input : Objects.requireNonNull(inputs, "inputs")) {
      if (!input.requiresGrad()) {
        throw Diagnostic.error(
                "tape/no-grad",
                "One of the differentiated Tensors does not require grad",
                "differentiate by variables of the tape")
            .exception();
      }
    }
    Walk walk = new Walk(this, output);
    List<Optional<Variable>> found = sweep(walk, seed, inputs, createGraph);
    if (!allowUnused && found.contains(Optional.<Variable>empty())) {
      throw Diagnostic.error(
              "tape/unused",
              "One of the differentiated Tensors appears to not have been used in the graph. Set"
                  + " allow_unused=True if this is the desired behavior.",
              "leave out the input the output does not depend on, or allow it")
          .exception();
    }
    walk.finish(retainGraph || createGraph);
    return found;
  }

  private List<Optional<Variable>> sweep(
      Walk walk, Optional<Variable> seed, List<Variable> wanted, boolean createGraph) {
    Variable start = seedOf(walk.output(), seed);
    List<Integer> steps = new ArrayList<>(wanted.size());
    for (Variable variable : wanted) {
      steps.add(walk.step(variable));
    }
    if (createGraph) {
      return Reverse.sweep(this, walk.variables(), walk.last(), start, steps);
    }
    List<Optional<Variable>> result = new ArrayList<>(wanted.size());
    for (Optional<Tensor> found :
        Reverse.sweep(tensors, walk.tensors(), walk.last(), start.value(), steps)) {
      result.add(found.map(this::constant));
    }
    return Collections.unmodifiableList(result);
  }

  private void record(boolean createGraph, Runnable action) {
    if (createGraph) {
      action.run();
    } else {
      withoutRecording(
          () -> {
            action.run();
            return true;
          });
    }
  }

  private Variable seedOf(Variable output, Optional<Variable> seed) {
    if (seed.isEmpty()) {
      if (!output.shape().isOneElement()) {
        throw implicitSeed(output.type()).exception();
      }
      return constant(Tensor.ones(output.type()));
    }
    require(seed.get());
    TensorType given = seed.get().type();
    if (!given.shape().equals(output.shape())) {
      throw Diagnostic.error(
              "tape/seed",
              "Mismatch in shape: grad_output[0] has a shape of "
                  + given.shape()
                  + " and output[0] has a shape of "
                  + output.shape(),
              "give a seed of shape " + output.shape() + ", for example ones_like(z)")
          .exception();
    }
    return cast(seed.get(), output.dtype());
  }

  /** What is said when a gradient of several elements is asked for without a seed. */
  public static Diagnostic implicitSeed(TensorType type) {
    return Diagnostic.error(
        "derivative/implicit-seed",
        "grad can be implicitly created only for scalar outputs; the output has type " + type,
        "reduce it with sum(z) or mean(z), or give a seed such as ones_like(z)");
  }
}

package dev.jacobi.core.tape;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Operand;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A tensor and how it came about. A <em>leaf</em> was made by the user; any other variable is the
 * result of an operation. Variables are values: nothing changes them but their accumulated
 * gradient. Like its tape, a variable belongs to one thread at a time.
 */
public final class Variable implements Operand<Variable> {

  private final Tape tape;
  private final long order;
  private final Tensor value;
  private final Op op;
  private final boolean requiresGrad;
  private List<Variable> operands;
  private Optional<Variable> gradient = Optional.empty();
  private boolean retained;
  private boolean freed;
  private boolean number;

  /** The last walk that came here, and which of its steps this is. */
  private long walk = -1;

  private int step;

  Variable(
      Tape tape, long order, Tensor value, Op op, List<Variable> operands, boolean requiresGrad) {
    this.tape = tape;
    this.order = order;
    this.value = value;
    this.op = op;
    this.operands = operands;
    this.requiresGrad = requiresGrad;
  }

  @Override
  public TensorAlgebra<Variable> algebra() {
    return tape;
  }

  @Override
  public Variable self() {
    return this;
  }

  @Override
  public TensorType type() {
    return value.type();
  }

  /** The value. */
  public Tensor value() {
    return value;
  }

  /** The only element of a value that has one. */
  public double item() {
    return value.item();
  }

  /** Whether the user made it, or no derivative flows through it. */
  public boolean isLeaf() {
    return !requiresGrad || (operands.isEmpty() && !freed);
  }

  /** Whether derivatives are computed for it. */
  public boolean requiresGrad() {
    return requiresGrad;
  }

  /** Walks back from a variable of one element; see {@link #backward(Tensor)}. */
  public void backward() {
    tape.backward(this, Optional.empty(), false, false);
  }

  /**
   * Walks back and adds {@code seedᵀ·∂this/∂w} to the gradient of every leaf and retained variable
   * {@code w} that this was made of. The walk frees what it used: a second one over the same
   * operations is a diagnostic.
   *
   * @param seed the adjoint of this variable, of its type
   */
  public void backward(Tensor seed) {
    tape.backward(
        this, Optional.of(tape.constant(Objects.requireNonNull(seed, "seed"))), false, false);
  }

  /** As {@link #backward(Tensor)}, keeping what the walk used so that it can be walked again. */
  public void backward(Tensor seed, boolean retainGraph) {
    tape.backward(
        this, Optional.of(tape.constant(Objects.requireNonNull(seed, "seed"))), retainGraph, false);
  }

  /** Asks for this variable's gradient to be kept although it is no leaf. */
  public void retainGrad() {
    if (!requiresGrad) {
      throw Diagnostic.error(
              "tape/retain",
              "can't retain_grad on Tensor that has requires_grad=False",
              "make an input it is computed from a variable of the tape")
          .exception();
    }
    retained = true;
  }

  /**
   * The gradient accumulated so far.
   *
   * @throws dev.jacobi.core.type.DiagnosticException when there is none: for a variable that is no
   *     leaf and was not retained, or before any walk reached it
   */
  public Tensor grad() {
    if (gradient.isPresent()) {
      return gradient.get().value();
    }
    boolean lost = !isLeaf() && !retained;
    throw Diagnostic.error(
            lost ? "tape/not-leaf" : "tape/no-gradient",
            lost
                ? "the gradient of a variable that is not a leaf is not kept"
                : "no backward() has reached this variable yet, so it has no gradient",
            lost
                ? "call retainGrad() on it (retain_grad(y) in a program) before backward()"
                : "call backward() on a result that depends on it")
        .exception();
  }

  /** The gradient accumulated so far as a variable, with its history if one was recorded. */
  public Optional<Variable> gradient() {
    return gradient;
  }

  /** Forgets the accumulated gradient. */
  public void zeroGrad() {
    gradient = Optional.empty();
  }

  void accumulate(Variable share) {
    gradient = Optional.of(gradient.isPresent() ? tape.plus(gradient.get(), share) : share);
  }

  /** The values of variables, in order. */
  static List<Tensor> values(List<Variable> variables) {
    return switch (variables.size()) {
      case 0 -> List.of();
      case 1 -> List.of(variables.get(0).value);
      case 2 -> List.of(variables.get(0).value, variables.get(1).value);
      default -> variables.stream().map(Variable::value).toList();
    };
  }

  long order() {
    return order;
  }

  /** Which step of a walk this is; −1 when the walk does not come here. */
  int step(long number) {
    return walk == number ? step : -1;
  }

  void setStep(long number, int place) {
    walk = number;
    step = place;
  }

  /** Marks a double that was written as a number. */
  void setNumber() {
    number = true;
  }

  boolean isNumber() {
    return number;
  }

  Op op() {
    return op;
  }

  List<Variable> operands() {
    return operands;
  }

  boolean isKept() {
    return retained || isLeaf();
  }

  boolean isFreed() {
    return freed;
  }

  void free() {
    freed = true;
    operands = List.of();
  }

  /** The value. */
  @Override
  public String toString() {
    return value.toString();
  }
}

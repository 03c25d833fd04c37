package dev.jacobi.core.function;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarKind;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Narrowing;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Element-wise operations on values of any element type: promotes {@code bool < i64 < f32 < f64},
 * gives numbers the type of the tensors they meet, and keeps what is made of numbers alone exact.
 *
 * @param <T> the carrier
 */
public final class Arithmetic<T> {

  private final TensorAlgebra<T> tensors;
  private final DType floating;
  private final Function<T, Optional<T>> integral;

  /**
   * Arithmetic over a carrier.
   *
   * @param floating the element type of numbers that meet no tensor, and of integers divided
   * @param integral the integers that a floating-point tensor stands for, if it stands for some: an
   *     input whose type nobody fixed
   */
  public Arithmetic(TensorAlgebra<T> tensors, DType floating, Function<T, Optional<T>> integral) {
    this.tensors = tensors;
    this.floating = floating;
    this.integral = integral;
  }

  /** Arithmetic over a carrier in which no floating-point tensor stands for integers. */
  public Arithmetic(TensorAlgebra<T> tensors, DType floating) {
    this(tensors, floating, x -> Optional.empty());
  }

  /** The carrier's operations. */
  public TensorAlgebra<T> tensors() {
    return tensors;
  }

  /** The default element type. */
  public DType floating() {
    return floating;
  }

  /**
   * An operation of the catalogue applied to as many values as its arity says; what is made of
   * literals alone stays a number, exact where it is rational.
   */
  public Value<T> apply(ScalarOp op, List<Value<T>> operands) {
    Optional<Value<T>> literal = literal(op, operands);
    if (literal.isPresent()) {
      return literal.get();
    }
    Optional<Value<T>> power = op == ScalarOp.POW ? power(operands) : Optional.empty();
    if (power.isPresent()) {
      return power.get();
    }
    int from = op.kind() == ScalarKind.CHOICE ? 1 : 0;
    DType dtype = operandType(op, from == 0 ? operands : operands.subList(from, operands.size()));
    return new Value.Typed<>(tensors.apply(Op.Map.of(op), converted(op, operands, from, dtype)));
  }

  /** The operands as tensors of a type, those before a place as truth values. */
  private List<T> converted(ScalarOp op, List<Value<T>> operands, int from, DType dtype) {
    if (op.kind() == ScalarKind.ARITHMETIC && operands.size() == 2) {
      T x = convert(operands.get(0), dtype);
      return List.of(x, convert(operands.get(1), dtype));
    }
    List<T> converted = new ArrayList<>(operands.size());
    for (int i = 0; i < operands.size(); i++) {
      Value<T> operand = operands.get(i);
      boolean truth = i < from || op.kind() == ScalarKind.LOGICAL;
      converted.add(truth ? condition(operand) : convert(operand, dtype));
    }
    return converted;
  }

  /** What literals alone give; empty when an operand is no literal, or a formula too deep. */
  private Optional<Value<T>> literal(ScalarOp op, List<Value<T>> operands) {
    if (!isLiteral(operands)) {
      return Optional.empty();
    }
    List<Weak> numbers = new ArrayList<>();
    List<Boolean> truths = new ArrayList<>();
    for (Value<T> operand : operands) {
      if (operand instanceof Value.Numeral<T> number && number.weak().depth() < Weak.MAX_DEPTH) {
        numbers.add(number.weak());
      } else if (operand instanceof Value.Truth<T> truth) {
        truths.add(truth.value());
      }
    }
    boolean isNumbers = numbers.size() == operands.size();
    return switch (op.kind()) {
      case ARITHMETIC, FLOAT ->
          isNumbers ? Optional.of(new Value.Numeral<>(Weak.apply(op, numbers))) : Optional.empty();
      case COMPARISON -> isNumbers ? compare(op, numbers) : Optional.empty();
      case LOGICAL -> truths.size() == operands.size() ? connect(op, truths) : Optional.empty();
      case CHOICE, PREDICATE -> Optional.empty();
    };
  }

  private boolean isLiteral(List<Value<T>> operands) {
    for (int i = 0; i < operands.size(); i++) {
      if (operands.get(i) instanceof Value.Typed<T>) {
        return false;
      }
    }
    return true;
  }

  private Optional<Value<T>> compare(ScalarOp op, List<Weak> x) {
    return x.get(0)
        .rational()
        .flatMap(left -> x.get(1).rational().map(left::compareTo))
        .map(order -> new Value.Truth<>(op.function().apply(order, 0, 0) != 0));
  }

  private Optional<Value<T>> connect(ScalarOp op, List<Boolean> x) {
    double left = x.get(0) ? 1 : 0;
    double right = x.size() > 1 && x.get(1) ? 1 : 0;
    return Optional.of(new Value.Truth<>(op.function().apply(left, right, 0) != 0));
  }

  /** {@code x^2} is the square, {@code x^1} is x. */
  private Optional<Value<T>> power(List<Value<T>> operands) {
    if (!(operands.get(1) instanceof Value.Numeral<T> exponent)) {
      return Optional.empty();
    }
    Optional<Rational> value = exponent.weak().rational();
    if (value.equals(Optional.of(Rational.TWO))) {
      return Optional.of(apply(ScalarOp.SQUARE, operands.subList(0, 1)));
    }
    return value.equals(Optional.of(Rational.ONE))
        ? Optional.of(new Value.Typed<>(tensor(operands.get(0))))
        : Optional.empty();
  }

  private DType operandType(ScalarOp op, List<Value<T>> operands) {
    DType common = common(operands);
    return switch (op.kind()) {
      case FLOAT, PREDICATE -> common.isFloat() ? common : floating;
      case ARITHMETIC, COMPARISON -> common.promote(DType.I64);
      case CHOICE -> common;
      case LOGICAL -> DType.BOOL;
    };
  }

  /**
   * The element type that the values promote to. Numbers take part only where they do not fit: a
   * fraction makes integers floating, a number makes truth values numbers. Without any tensor it is
   * the default.
   */
  public DType common(List<Value<T>> operands) {
    DType strong = null;
    boolean weak = false;
    for (int i = 0; i < operands.size(); i++) {
      Value<T> operand = operands.get(i);
      strong = joined(strong, strongType(operand));
      weak |= !(operand instanceof Value.Typed<T> || operand instanceof Value.Truth<T>);
    }
    if (strong == null) {
      return floating;
    }
    DType known = weak ? strong.promote(DType.I64) : strong;
    if (known.isFloat()) {
      return known;
    }
    operands.forEach(Arithmetic::requirePlace);
    return operands.stream().allMatch(this::isWhole) ? known : floating;
  }

  /** Refuses a whole number that meets integers and is none of 64 bits. */
  private static <T> void requirePlace(Value<T> value) {
    if (value instanceof Value.Numeral<T> number
        && number.weak().isWhole()
        && number.weak().integer().isEmpty()) {
      throw Diagnostic.error(
              "number/overflow",
              "here stands the integer "
                  + number.weak()
                  + ", but the largest i64 is "
                  + Long.MAX_VALUE,
              "compute in floating point: cast(t, \"f64\")")
          .exception();
    }
  }

  /** The type a value insists on; none for numbers and lists of numbers. */
  private @Nullable DType strongType(Value<T> value) {
    if (value instanceof Value.Typed<T> typed) {
      return tensors.type(typed.tensor()).dtype();
    }
    if (value instanceof Value.Truth<T>) {
      return DType.BOOL;
    }
    DType common = null;
    if (value instanceof Value.Items<T> list) {
      for (Value<T> item : list.items()) {
        common = joined(common, strongType(item));
      }
    }
    return common;
  }

  private static @Nullable DType joined(@Nullable DType left, @Nullable DType right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return left.promote(right);
  }

  /** Whether no fraction is among the literals: they may stay integers beside integers. */
  boolean isWhole(Value<T> value) {
    if (value instanceof Value.Numeral<T> number) {
      return number.weak().isWhole() && number.weak().integer().isPresent();
    }
    return !(value instanceof Value.Items<T> list) || list.items().stream().allMatch(this::isWhole);
  }

  /** A value as a tensor of its own element type; numbers get the default. */
  public T tensor(Value<T> value) {
    return value instanceof Value.Typed<T> typed
        ? typed.tensor()
        : convert(value, common(List.of(value)));
  }

  /** A value as a floating-point tensor; integers and truth values get the default type. */
  public T floating(Value<T> value) {
    DType own = common(List.of(value));
    return convert(value, own.isFloat() ? own : floating);
  }

  /** A value as a tensor of numbers; truth values become integers. */
  public T numeric(Value<T> value) {
    return convert(value, common(List.of(value)).promote(DType.I64));
  }

  /** A value as a tensor of integers: positions or labels. */
  public T integers(Value<T> value) {
    if (value instanceof Value.Typed<T> typed && tensors.type(typed.tensor()).dtype().isFloat()) {
      return integral
          .apply(typed.tensor())
          .orElseThrow(() -> noIntegers(value.describe(tensors)).exception());
    }
    boolean fits =
        value instanceof Value.Typed<T> typed
            ? tensors.type(typed.tensor()).dtype() == DType.I64
            : isWhole(value) && joined(DType.I64, strongType(value)) == DType.I64;
    if (!fits) {
      throw noIntegers(value.describe(tensors)).exception();
    }
    return convert(value, DType.I64);
  }

  private static Diagnostic noIntegers(String found) {
    return Diagnostic.error(
        "type/integers",
        "integers are needed here, but found " + found,
        "give integers: declare the input as i64, or write cast(t, \"i64\")");
  }

  /** A value as a tensor of truth values: numbers are true unless they are 0. */
  public T condition(Value<T> value) {
    if (value instanceof Value.Truth<T>) {
      return convert(value, DType.BOOL);
    }
    T x = tensor(value);
    DType dtype = tensors.type(x).dtype();
    return dtype == DType.BOOL
        ? x
        : tensors.truth(x).orElseGet(() -> tensors.map(ScalarOp.NE, x, tensors.constant(0, dtype)));
  }

  /** A value as a tensor of the given element type. */
  public T convert(Value<T> value, DType dtype) {
    if (value instanceof Value.Typed<T> typed) {
      return tensors.cast(typed.tensor(), dtype);
    }
    if (value instanceof Value.Numeral<T> number) {
      return number(number.weak(), dtype);
    }
    if (value instanceof Value.Extent<T> extent) {
      return tensors.apply(new Op.SizeOf(extent.dim(), dtype), List.of());
    }
    if (value instanceof Value.Truth<T> truth) {
      return dtype == DType.BOOL
          ? tensors.data(Tensor.of(Shape.SCALAR, truth.value()))
          : tensors.constant(truth.value() ? 1 : 0, dtype);
    }
    if (value instanceof Value.Items<T> list) {
      return new Stack<>(this, dtype).tensor(list);
    }
    throw noTensor(value).exception();
  }

  private Diagnostic noTensor(Value<T> value) {
    return Diagnostic.error(
        "type/no-tensor",
        "a number or tensor is needed here, but found " + value.describe(tensors),
        "give a number, a name or an expression");
  }

  /** The value itself, if it can stand where numbers or tensors are needed. */
  Value<T> number(Value<T> value) {
    if (value instanceof Value.Text<T> || value instanceof Value.None<T>) {
      throw noTensor(value).exception();
    }
    return value;
  }

  private T number(Weak weak, DType dtype) {
    if (dtype == DType.BOOL) {
      throw Diagnostic.error(
              "type/no-truth",
              "a truth value is needed here, but found the number " + weak,
              "compare it: x != 0; or write true, false")
          .exception();
    }
    if (weak instanceof Weak.Exact exact) {
      exact.rational().ifPresent(number -> Narrowing.require(number.toDouble(), dtype));
      return tensors.constant(exact.value(), dtype);
    }
    Weak.Applied applied = (Weak.Applied) weak;
    List<T> operands = new ArrayList<>();
    for (Weak operand : applied.operands()) {
      operands.add(number(operand, dtype));
    }
    return tensors.apply(Op.Map.of(applied.op()), operands);
  }
}

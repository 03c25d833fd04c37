package dev.jacobi.core.graph;

import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Narrowing;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.TensorType;
import java.util.List;
import java.util.Objects;

/**
 * A value that arithmetic can be written with in Java: {@code x.times(x).plus(1)}. In Kotlin these
 * names are the operators. Operands broadcast as in NumPy; shapes that do not fit are a diagnostic,
 * and so is a number that the element type has no place for ({@code number/overflow}).
 *
 * @param <T> the type of value itself
 */
public interface Operand<T extends Operand<T>> {

  /** What computes with such values. */
  TensorAlgebra<T> algebra();

  /** This value as its own type. */
  T self();

  /** Element type and shape. */
  TensorType type();

  /** The shape. */
  default Shape shape() {
    return type().shape();
  }

  /** The element type. */
  default DType dtype() {
    return type().dtype();
  }

  /** The sum. */
  default T plus(T other) {
    return algebra().plus(self(), Objects.requireNonNull(other, "other"));
  }

  /** The sum with a number. */
  default T plus(double other) {
    return plus(number(other));
  }

  /** The difference. */
  default T minus(T other) {
    return algebra().minus(self(), Objects.requireNonNull(other, "other"));
  }

  /** The difference with a number. */
  default T minus(double other) {
    return minus(number(other));
  }

  /** The product, element by element. */
  default T times(T other) {
    return algebra().times(self(), Objects.requireNonNull(other, "other"));
  }

  /** The product with a number. */
  default T times(double other) {
    return times(number(other));
  }

  /** The quotient, element by element. */
  default T div(T other) {
    return algebra().div(self(), Objects.requireNonNull(other, "other"));
  }

  /** The quotient by a number. */
  default T div(double other) {
    return div(number(other));
  }

  /** The negative. */
  default T unaryMinus() {
    return algebra().negate(self());
  }

  /** A power; the exponent 2 is the square, exactly {@code x·x}. */
  default T pow(double exponent) {
    return exponent == 2
        ? algebra().map(ScalarOp.SQUARE, self())
        : algebra().map(ScalarOp.POW, self(), number(exponent));
  }

  /** A function of the catalogue, such as {@code x.map(ScalarOp.SIN)}. */
  default T map(ScalarOp function) {
    return algebra().map(Objects.requireNonNull(function, "function"), self());
  }

  /** The sum of all elements. */
  default T sum() {
    return algebra().sum(self());
  }

  /** The arithmetic mean of all elements. */
  default T mean() {
    TensorAlgebra<T> a = algebra();
    return a.div(sum(), a.count(self(), a.allAxes(self()), dtype()));
  }

  /** The matrix product of two matrices, of a matrix and a vector, or of two vectors. */
  default T matmul(T other) {
    return MatrixProduct.of(algebra(), self(), Objects.requireNonNull(other, "other"));
  }

  /** The transpose of the last two axes. */
  default T transpose() {
    return algebra().transpose(self());
  }

  /** The same elements under another shape. */
  default T reshape(long... sizes) {
    return algebra().reshape(self(), Shape.of(Objects.requireNonNull(sizes, "sizes")));
  }

  /** The value, taken for a constant by derivatives. */
  default T detach() {
    return algebra().apply(new Op.Detach(), List.of(self()));
  }

  private T number(double value) {
    Narrowing.require(value, dtype());
    return algebra().constant(value, dtype());
  }
}

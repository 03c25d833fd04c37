package dev.jacobi.core.primitive;

import java.util.List;

/**
 * What an expansion is written over. It runs once, to be recorded as a {@link Body}; it must not
 * look at values.
 *
 * @param <V> a value
 */
public interface Primitives<V> {

  /** A double constant. */
  V constant(double value);

  /** A 64-bit integer constant. */
  V integer(long value);

  /** A primitive applied to operands that fit it. */
  V apply(Primitive primitive, List<V> operands);

  /** A function applied to operands; recorded as a call. */
  V call(Function function, List<V> operands);

  /** x + y. */
  default V add(V x, V y) {
    return apply(Primitive.ADD, List.of(x, y));
  }

  /** x − y. */
  default V sub(V x, V y) {
    return apply(Primitive.SUB, List.of(x, y));
  }

  /** x·y. */
  default V mul(V x, V y) {
    return apply(Primitive.MUL, List.of(x, y));
  }

  /** x/y. */
  default V div(V x, V y) {
    return apply(Primitive.DIV, List.of(x, y));
  }

  /** x·y + z, rounded once. */
  default V fma(V x, V y, V z) {
    return apply(Primitive.FMA, List.of(x, y, z));
  }

  /** √x. */
  default V sqrt(V x) {
    return apply(Primitive.SQRT, List.of(x));
  }

  /** −x. */
  default V neg(V x) {
    return apply(Primitive.NEG, List.of(x));
  }

  /** |x|. */
  default V abs(V x) {
    return apply(Primitive.ABS, List.of(x));
  }

  /** The smaller, as {@link Math#min(double, double)}. */
  default V min(V x, V y) {
    return apply(Primitive.MIN, List.of(x, y));
  }

  /** The larger, as {@link Math#max(double, double)}. */
  default V max(V x, V y) {
    return apply(Primitive.MAX, List.of(x, y));
  }

  /** What division leaves, exactly, as Java's {@code %}. */
  default V rem(V x, V y) {
    return apply(Primitive.REM, List.of(x, y));
  }

  /** How many quarter turns an angle has, modulo 4. */
  default V quarters(V x) {
    return apply(Primitive.QUARTERS, List.of(x));
  }

  /** What an angle has beside quarter turns. */
  default V angle(V x) {
    return apply(Primitive.ANGLE, List.of(x));
  }

  /** What {@link #angle} lacks. */
  default V angleLow(V x) {
    return apply(Primitive.ANGLE_LOW, List.of(x));
  }

  /** x &lt; y. */
  default V lt(V x, V y) {
    return apply(Primitive.LT, List.of(x, y));
  }

  /** x ≤ y. */
  default V le(V x, V y) {
    return apply(Primitive.LE, List.of(x, y));
  }

  /** x = y. */
  default V eq(V x, V y) {
    return apply(Primitive.EQ, List.of(x, y));
  }

  /** Both truth values. */
  default V and(V x, V y) {
    return apply(Primitive.AND, List.of(x, y));
  }

  /** Either truth value. */
  default V or(V x, V y) {
    return apply(Primitive.OR, List.of(x, y));
  }

  /** The other truth value. */
  default V not(V x) {
    return apply(Primitive.NOT, List.of(x));
  }

  /** {@code x} where the condition holds, else {@code y}. */
  default V select(V condition, V x, V y) {
    return apply(Primitive.SELECT, List.of(condition, x, y));
  }

  /** The bits of a double. */
  default V bits(V x) {
    return apply(Primitive.BITS, List.of(x));
  }

  /** The double of some bits. */
  default V fromBits(V x) {
    return apply(Primitive.FROM_BITS, List.of(x));
  }

  /** Integer sum, wrapping. */
  default V iadd(V x, V y) {
    return apply(Primitive.IADD, List.of(x, y));
  }

  /** Integer difference, wrapping. */
  default V isub(V x, V y) {
    return apply(Primitive.ISUB, List.of(x, y));
  }

  /** Integer product, wrapping. */
  default V imul(V x, V y) {
    return apply(Primitive.IMUL, List.of(x, y));
  }

  /** Bitwise and. */
  default V iand(V x, V y) {
    return apply(Primitive.IAND, List.of(x, y));
  }

  /** Bitwise or. */
  default V ior(V x, V y) {
    return apply(Primitive.IOR, List.of(x, y));
  }

  /** Bitwise exclusive or. */
  default V ixor(V x, V y) {
    return apply(Primitive.IXOR, List.of(x, y));
  }

  /** x &lt; y, of integers. */
  default V ilt(V x, V y) {
    return apply(Primitive.ILT, List.of(x, y));
  }

  /** x = y, of integers. */
  default V ieq(V x, V y) {
    return apply(Primitive.IEQ, List.of(x, y));
  }

  /** Shifted left by a constant. */
  default V shl(V x, int count) {
    return apply(Primitive.SHL, List.of(x, integer(count)));
  }

  /** Shifted right by a constant, the sign moving in. */
  default V shr(V x, int count) {
    return apply(Primitive.SHR, List.of(x, integer(count)));
  }

  /** Shifted right by a constant, zeros moving in. */
  default V ushr(V x, int count) {
    return apply(Primitive.USHR, List.of(x, integer(count)));
  }
}

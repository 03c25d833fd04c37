package dev.jacobi.core.primitive;

/**
 * A function of up to three operands, written over any carrier; implement it by method reference.
 */
@FunctionalInterface
public interface Expansion {

  /** The value for as many operands as the function has; the others repeat the first. */
  <V> V apply(Primitives<V> p, V x, V y, V z);

  /** An expansion of one operand. */
  @FunctionalInterface
  interface Unary {

    /** The value. */
    <V> V apply(Primitives<V> p, V x);
  }

  /** An expansion of two operands. */
  @FunctionalInterface
  interface Binary {

    /** The value. */
    <V> V apply(Primitives<V> p, V x, V y);
  }

  /** An expansion that looks at its first operand only. */
  static Expansion of(Unary unary) {
    return new Expansion() {
      @Override
      public <V> V apply(Primitives<V> p, V x, V y, V z) {
        return unary.apply(p, x);
      }
    };
  }

  /** An expansion that looks at its first two operands only. */
  static Expansion of(Binary binary) {
    return new Expansion() {
      @Override
      public <V> V apply(Primitives<V> p, V x, V y, V z) {
        return binary.apply(p, x, y);
      }
    };
  }
}

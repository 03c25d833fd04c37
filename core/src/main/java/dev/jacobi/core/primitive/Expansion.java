package dev.jacobi.core.primitive;

/**
 * A function of up to three doubles, written over any carrier; implement it by method reference.
 */
@FunctionalInterface
public interface Expansion {

  /** The value for as many operands as the function has; the others repeat the first. */
  <V> V apply(Primitives<V> p, V x, V y, V z);
}

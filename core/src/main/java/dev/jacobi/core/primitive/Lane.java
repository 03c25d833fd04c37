package dev.jacobi.core.primitive;

/** What an element is while it is computed with. */
public enum Lane {
  /** A double. */
  F64,
  /** A float. */
  F32,
  /** A 64-bit integer, or the bits of a double; arithmetic wraps. */
  I64,
  /** A truth value. */
  TRUTH
}

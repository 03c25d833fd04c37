package dev.jacobi.symbolic.rewrite;

/** What an equation holds for. */
public enum Validity {
  /**
   * Both sides have the same bits for all floating-point operands, −0, infinities and NaN included;
   * the payload of a NaN does not count.
   */
  EXACT,
  /**
   * Both sides are equal for all real operands, and defined for the same ones. Rounding, overflow
   * and signed zeros may differ.
   */
  REAL
}

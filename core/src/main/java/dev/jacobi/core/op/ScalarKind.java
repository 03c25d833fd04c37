package dev.jacobi.core.op;

/** What element types an operation takes and gives. */
public enum ScalarKind {
  /** Numbers to numbers of the same type; integers stay integers. */
  ARITHMETIC,
  /** Numbers to floating-point numbers. */
  FLOAT,
  /** Two numbers to a truth value. */
  COMPARISON,
  /** Truth values to a truth value. */
  LOGICAL,
  /** A number to a truth value. */
  PREDICATE,
  /** A truth value and two operands of one type to that type. */
  CHOICE;

  /** Whether the result is a truth value. */
  public boolean isTruth() {
    return this == COMPARISON || this == LOGICAL || this == PREDICATE;
  }
}

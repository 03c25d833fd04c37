package dev.jacobi.core.lower;

/** What a node becomes. */
enum Kind {
  /** An input, or known beforehand: there before the first step. */
  SOURCE,
  /** Another look at the elements of its operand. */
  VIEW,
  /** Computed element by element in a loop over its own shape. */
  ELEMENT,
  /** The end of a loop over its operand's shape. */
  REDUCE,
  /** A matrix product. */
  PRODUCT,
  /** Made of its operands' elements, each operand stored in a part of it. */
  PARTS,
  /** Elements added at places that integers name. */
  SCATTER,
  /** Runs by its definition. */
  DEFINED
}

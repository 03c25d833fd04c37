package dev.jacobi.symbolic.print;

import dev.jacobi.core.type.DType;

/**
 * What all phrases of one text agree on.
 *
 * @param style the signs
 * @param floating the element type that the reader gives to numbers that meet none
 * @param shown how many elements of a tensor are written before the rest is elided
 */
record Page(Style style, DType floating, int shown) {

  /** Every element, with doubles for numbers. */
  static Page of(Style style) {
    return new Page(style, DType.F64, Integer.MAX_VALUE);
  }

  /** Whether the reader finds the element type of a number without being told. */
  boolean isDefault(DType dtype) {
    return dtype == floating || dtype == DType.BOOL;
  }

  /** The element type as a last argument, or nothing for the default. */
  String argument(DType dtype) {
    return dtype == floating ? "" : ", dtype=\"" + dtype + '"';
  }
}

package dev.jacobi.core.elementary;

import dev.jacobi.core.primitive.Primitives;

/** The sign bit. */
final class Signs {

  private Signs() {}

  /** The sign bit of a number, alone. */
  static <V> V of(Primitives<V> p, V x) {
    return p.iand(p.bits(x), p.integer(Long.MIN_VALUE));
  }

  /** A number without a sign, given that of another. */
  static <V> V copy(Primitives<V> p, V magnitude, V sign) {
    return p.fromBits(p.ior(p.bits(magnitude), of(p, sign)));
  }
}

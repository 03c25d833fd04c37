package dev.jacobi.gpu.simulated;

import java.math.BigDecimal;

/** The four directions of rounding. */
enum Rounding {
  NEAREST("n"),
  ZERO("z"),
  MINUS("m"),
  PLUS("p");

  private final String letter;

  Rounding(String letter) {
    this.letter = letter;
  }

  /** {@code .rn} and so on. */
  String modifier() {
    return ".r" + letter;
  }

  /** {@code .rni} and so on: rounding to a whole number. */
  String wholeModifier() {
    return ".r" + letter + "i";
  }

  /** A whole number beside x. */
  double whole(double x) {
    return switch (this) {
      case NEAREST -> Math.rint(x);
      case ZERO -> x < 0 ? Math.ceil(x) : Math.floor(x);
      case MINUS -> Math.floor(x);
      case PLUS -> Math.ceil(x);
    };
  }

  /** The nearest double of an exact number, moved in this direction where it must be. */
  double adjust(double nearest, BigDecimal exact) {
    int side = side(nearest, exact);
    return side > 0 ? Math.nextDown(nearest) : side < 0 ? Math.nextUp(nearest) : nearest;
  }

  /** The nearest float of an exact number, moved in this direction where it must be. */
  float adjust(float nearest, BigDecimal exact) {
    int side = side(nearest, exact);
    return side > 0 ? Math.nextDown(nearest) : side < 0 ? Math.nextUp(nearest) : nearest;
  }

  /** 1 where the nearest lies above what this direction wants, −1 where it lies below. */
  private int side(double nearest, BigDecimal exact) {
    int above =
        Double.isInfinite(nearest)
            ? (int) Math.signum(nearest)
            : new BigDecimal(nearest).compareTo(exact);
    boolean down = this == MINUS || this == ZERO && exact.signum() > 0;
    boolean up = this == PLUS || this == ZERO && exact.signum() < 0;
    return down && above > 0 ? 1 : up && above < 0 ? -1 : 0;
  }
}

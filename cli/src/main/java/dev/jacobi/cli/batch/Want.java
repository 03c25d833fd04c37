package dev.jacobi.cli.batch;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a request can ask for; the names are those of the keys of the answer. */
enum Want {
  VALUE,
  GRADIENT,
  DERIVATIVE,
  JACOBIAN,
  HESSIAN,
  JVP,
  HVP,
  OPCOUNT;

  static Optional<Want> named(String name) {
    return Arrays.stream(values()).filter(want -> want.toString().equals(name)).findFirst();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

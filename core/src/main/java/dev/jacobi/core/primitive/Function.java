package dev.jacobi.core.primitive;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A body with a name: its parameters are doubles, and so is its only result. Immutable, and safe to
 * share between threads. Two functions of one name are the same function.
 */
public final class Function {

  private final String name;
  private final int arity;
  private final Supplier<Body> source;
  private volatile Optional<Recording> recording = Optional.empty();

  /** What is made once, when it is first asked for; made twice it would be the same. */
  private record Recording(Body body, Steps steps) {}

  private Function(String name, int arity, Supplier<Body> source) {
    this.name = name;
    this.arity = arity;
    this.source = source;
  }

  /** A function with a given body. */
  public Function(String name, Body body) {
    this(name, body.parameters().size(), () -> body);
    requireDoubles(body);
  }

  /** An expansion of one to three operands, to be recorded when it is first needed. */
  public static Function of(String name, int arity, Expansion expansion) {
    return new Function(name, arity, () -> recorded(arity, expansion));
  }

  private static Body recorded(int arity, Expansion expansion) {
    Body.Builder code = new Body.Builder();
    Body.Value x = code.parameter(Lane.F64);
    Body.Value y = arity > 1 ? code.parameter(Lane.F64) : x;
    Body.Value z = arity > 2 ? code.parameter(Lane.F64) : x;
    return code.build(expansion.apply(code, x, y, z));
  }

  private void requireDoubles(Body body) {
    boolean doubles =
        body.parameters().stream().allMatch(lane -> lane == Lane.F64)
            && body.results().size() == 1
            && body.lane(body.results().get(0)) == Lane.F64;
    if (!doubles) {
      throw new AssertionError(name + " is no function of doubles: " + body);
    }
  }

  private Recording recording() {
    Optional<Recording> known = recording;
    if (known.isPresent()) {
      return known.get();
    }
    Body body = source.get();
    requireDoubles(body);
    Recording fresh = new Recording(body, Steps.of(body.inlined()));
    recording = Optional.of(fresh);
    return fresh;
  }

  /** An expansion of one operand. */
  public static Function of(String name, Expansion.Unary expansion) {
    return of(name, 1, Expansion.of(expansion));
  }

  /** An expansion of two operands. */
  public static Function of(String name, Expansion.Binary expansion) {
    return of(name, 2, Expansion.of(expansion));
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** What it does. */
  public Body body() {
    return recording().body();
  }

  /** The number of operands. */
  public int arity() {
    return arity;
  }

  /**
   * The value, computed primitive by primitive: the definition. Operands it has not are ignored.
   */
  public double value(double x, double y, double z) {
    return recording().steps().value(x, y, z);
  }

  /**
   * A way to compute up to so many values at a time, quicker than one by one and with the same
   * bits.
   */
  public Sweep sweep(int width) {
    return new Sweep(recording().steps(), width);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Function function && function.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name + body();
  }
}

package dev.jacobi.core.primitive;

/**
 * A body with a name: its parameters are doubles, and so is its only result. Two functions of one
 * name are the same function.
 */
public record Function(String name, Body body) {

  /** Checks the lanes. */
  public Function {
    boolean doubles =
        body.parameters().stream().allMatch(lane -> lane == Lane.F64)
            && body.results().size() == 1
            && body.lane(body.results().get(0)) == Lane.F64;
    if (!doubles) {
      throw new AssertionError(name + " is no function of doubles: " + body);
    }
  }

  /** The number of operands. */
  public int arity() {
    return body.parameters().size();
  }

  /** Records an expansion of one to three operands. */
  public static Function of(String name, int arity, Expansion expansion) {
    Body.Builder code = new Body.Builder();
    Body.Value x = code.parameter(Lane.F64);
    Body.Value y = arity > 1 ? code.parameter(Lane.F64) : x;
    Body.Value z = arity > 2 ? code.parameter(Lane.F64) : x;
    return new Function(name, code.build(expansion.apply(code, x, y, z)));
  }

  /** The value, computed primitive by primitive: the definition. */
  public double value(double x, double y, double z) {
    return Evaluation.of(body, x, y, z);
  }

  @Override
  public String toString() {
    return name + body;
  }
}

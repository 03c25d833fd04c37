package dev.jacobi.cpu.scalar;

/** A part of a body as a class: what generated classes extend. */
abstract class Segment {

  /** An array for who needs none. */
  static final double[] NONE = {};

  /**
   * Runs the part.
   *
   * @param in the parameters of the body
   * @param out where its results go
   * @param at where in {@code out} the second result goes; the others follow
   * @param cross values that cross from method to method; the first result goes to the first place
   *     when the body is more than one method
   * @return the first result, when the body is one method
   */
  abstract double run(double[] in, double[] out, int at, double[] cross);

  /** The first result of a body of up to three parameters; those it has not are ignored. */
  double at(double x, double y, double z) {
    return run(new double[] {x, y, z}, NONE, 0, NONE);
  }
}

package dev.jacobi.core.backend;

import dev.jacobi.core.type.Diagnostic;
import java.util.Objects;

/**
 * A graph of doubles as a function from numbers to numbers. The elements of its inputs stand in an
 * array one after the other, each input in row-major order; so do those of its outputs. Safe to
 * share between threads, as long as each brings its own arrays.
 *
 * <p>Every method throws {@link dev.jacobi.core.type.DiagnosticException}: {@code function/length}
 * for arrays of other lengths, {@code function/array} when one array is to be read and written.
 */
public abstract class VectorFunction {

  private static final double[] NONE = {};

  private final int inputs;
  private final int outputs;

  /** A function of so many numbers to so many, at least one. */
  protected VectorFunction(int inputs, int outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /** How many numbers go in. */
  public final int inputs() {
    return inputs;
  }

  /** How many numbers come out. */
  public final int outputs() {
    return outputs;
  }

  /** Computes all outputs. */
  public final void apply(double[] in, double[] out) {
    require(in, out, outputs);
    out[0] = compute(in, out, 1);
  }

  /** Computes the first output, which is returned, and those after it, which go into an array. */
  public final double head(double[] in, double[] tail) {
    require(in, tail, outputs - 1);
    return compute(in, tail, 0);
  }

  /** The only output for the only input. */
  public final double at(double x) {
    requireOne(1);
    return compute(x, 0, 0);
  }

  /** The only output for two inputs. */
  public final double at(double x, double y) {
    requireOne(2);
    return compute(x, y, 0);
  }

  /**
   * Computes all outputs.
   *
   * @param in of the right length
   * @param out another array
   * @param at where in {@code out} the second output goes; the others follow
   * @return the first output
   */
  protected abstract double compute(double[] in, double[] out, int at);

  /** The only output for up to three inputs; those there are not are ignored. */
  protected double compute(double x, double y, double z) {
    double[] in = new double[inputs];
    for (int i = 0; i < inputs; i++) {
      in[i] = i == 0 ? x : i == 1 ? y : z;
    }
    return compute(in, NONE, 0);
  }

  /**
   * The same function, compiled before this returns, where its backend compiles; without, the first
   * calls are slower. Bits are the same.
   */
  public VectorFunction compiled() {
    return this;
  }

  /** How it is computed, for a person to read. */
  public abstract String description();

  @Override
  public String toString() {
    return inputs + " numbers to " + outputs + ": " + description();
  }

  private void require(double[] in, double[] out, int room) {
    Objects.requireNonNull(out, "out");
    if (Objects.requireNonNull(in, "in").length != inputs || out.length != room || in == out) {
      throw wrong(in, out, room).exception();
    }
  }

  private Diagnostic wrong(double[] in, double[] out, int room) {
    if (in.length != inputs) {
      return length("inputs", inputs, in.length);
    }
    return out.length != room
        ? length("results", room, out.length)
        : Diagnostic.error(
            "function/array",
            "the inputs and the results are the same array",
            "give the results an array of their own");
  }

  private static Diagnostic length(String what, int wanted, int found) {
    return Diagnostic.error(
        "function/length",
        "the array of " + what + " has " + found + " elements, but " + wanted + " are needed",
        "give an array of " + wanted + " elements");
  }

  private void requireOne(int count) {
    if (inputs != count || outputs != 1) {
      throw Diagnostic.error(
              "function/length",
              "a function of " + inputs + " numbers to " + outputs + " is called with " + count,
              "call apply(in, out) with arrays of these lengths")
          .exception();
    }
  }
}

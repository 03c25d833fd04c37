package dev.jacobi.core.backend.tile;

/**
 * A body made ready to run over stretches of elements. Immutable and safe to share between threads,
 * as long as each brings its own scratch.
 *
 * <p>Operand i of the body is in {@code arrays[i]} from {@code offsets[i]}: first its parameters,
 * then its results. Lanes are {@code double[]}, {@code float[]}, {@code long[]} and {@code
 * boolean[]}. A result never overlaps a parameter.
 */
public interface Code {

  /** The most elements of one call: what a tile holds. */
  int TILE = 512;

  /** Every count is a multiple of this; so is the length of a tile. */
  int GRAIN = 16;

  /**
   * Computes all results for {@code count} elements.
   *
   * @param arrays where parameters and results are
   * @param offsets where in these arrays they begin
   * @param count a multiple of {@link #GRAIN}, at most {@link #TILE}
   * @param scratch made by {@link #scratch}, in use by no other thread
   */
  void run(Object[] arrays, int[] offsets, int count, Object[] scratch);

  /** Room for intermediate values of one thread. */
  Object[] scratch();

  /** What runs, in a few words, for a person to read. */
  String description();
}

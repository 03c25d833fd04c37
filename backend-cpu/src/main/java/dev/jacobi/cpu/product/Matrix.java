package dev.jacobi.cpu.product;

/**
 * Where a matrix lies in an array: element (i, j) at {@code start + i * row + j * column}. Slices
 * and transposes are other matrices over the same array.
 *
 * @param elements a {@code double[]} or {@code float[]}
 * @param start where element (0, 0) lies
 * @param row how far apart two rows lie
 * @param column how far apart two columns lie
 */
public record Matrix(Object elements, int start, int row, int column) {

  /** Refuses what is no array of floats. */
  public Matrix {
    if (!(elements instanceof double[]) && !(elements instanceof float[])) {
      throw new IllegalArgumentException("a matrix of " + elements.getClass().getSimpleName());
    }
  }

  /** A matrix of doubles, dense by rows. */
  public static Matrix dense(double[] elements, int columns) {
    return new Matrix(elements, 0, columns, 1);
  }

  /** A matrix of floats, dense by rows. */
  public static Matrix dense(float[] elements, int columns) {
    return new Matrix(elements, 0, columns, 1);
  }

  /** The matrix with rows and columns exchanged. */
  public Matrix transposed() {
    return new Matrix(elements, start, column, row);
  }

  /** The matrix from element (i, j) on. */
  public Matrix from(int i, int j) {
    return new Matrix(elements, at(i, j), row, column);
  }

  boolean isWide() {
    return elements instanceof double[];
  }

  int at(int i, int j) {
    return start + i * row + j * column;
  }
}

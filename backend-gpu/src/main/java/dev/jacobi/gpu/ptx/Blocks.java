package dev.jacobi.gpu.ptx;

/** The blocks of a launch: x up to 2³¹ − 1, y and z up to 65,535. */
public record Blocks(int x, int y, int z) {

  /** Checks the limits of devices. */
  public Blocks {
    if (x < 1 || y < 1 || z < 1 || y > 65_535 || z > 65_535) {
      throw new AssertionError(x + " × " + y + " × " + z + " blocks");
    }
  }

  /** Blocks along x alone. */
  public static Blocks of(int x) {
    return new Blocks(x, 1, 1);
  }

  /** How many there are. */
  public long count() {
    return (long) x * y * z;
  }
}

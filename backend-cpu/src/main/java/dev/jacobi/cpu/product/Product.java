package dev.jacobi.cpu.product;

import dev.jacobi.core.type.DType;
import dev.jacobi.cpu.jvm.VectorSupport;
import dev.jacobi.cpu.jvm.Workers;
import java.util.Optional;

/**
 * The matrix product. Each element of C begins at +0.0, or at what stands there, and adds its
 * products with fma, k ascending: the definition of the reference backend, bit for bit, whatever
 * loops, vectors and threads are used. Safe to share between threads.
 */
public final class Product {

  /** From so many multiplications on vectors pay, and looking whether the thread is interrupted. */
  private static final long VECTOR_WORK = 512;

  private final VectorSupport support;
  private final Workers workers;
  private final VectorLoops doubles;
  private final VectorLoops floats;

  /**
   * A product.
   *
   * @param support which vectors to use; without any, plain loops are used
   */
  public Product(VectorSupport support, Workers workers) {
    this.support = support;
    this.workers = workers;
    // Without vectors these are never asked for code.
    int bits = Math.max(support.bits(), Long.SIZE);
    this.doubles = new VectorLoops(new Tiling(DType.F64, bits), workers.threads());
    this.floats = new VectorLoops(new Tiling(DType.F32, bits), workers.threads());
  }

  /** What products are computed with here, in a few words. */
  public String capability() {
    return support.isAvailable() ? support.toString() : "no vectors: " + support.reason();
  }

  /**
   * Waits until products of both element types are at full speed; who does not wait has plain loops
   * until then. Says whether they are: not without vectors, or if this JVM did not compile them.
   */
  public boolean warmUp() throws InterruptedException {
    return support.isAvailable() && doubles.await() && floats.await();
  }

  /** Uses vectors from the start, however slow they are: what tests of bits need. */
  void useCold() {
    doubles.useCold();
    floats.useCold();
  }

  /**
   * C = A B, or C = C + A B. With {@code accumulate}, products of slices of rows of B, one after
   * another, give the bits of the whole product.
   *
   * @param m rows of A and C
   * @param n columns of B and C
   * @param k columns of A, rows of B
   * @param c rows of it are dense; it shares no element with A or B
   * @param accumulate whether sums start from C
   * @throws IllegalArgumentException if element types differ, or rows of C are not dense
   * @throws dev.jacobi.core.type.DiagnosticException {@code run/interrupted} if the thread is
   *     interrupted; C is then of no use
   */
  public void multiply(int m, int n, int k, Matrix a, Matrix b, Matrix c, boolean accumulate) {
    if (a.isWide() != c.isWide() || b.isWide() != c.isWide() || (c.column() != 1 && n > 1)) {
      throw new IllegalArgumentException("matrices that do not go together");
    }
    if (m <= 0 || n <= 0) {
      return;
    }
    if (n == 1 && a.column() == 1) {
      timesVector(m, k, a, b, c, accumulate);
    } else if (m == 1 && b.row() == 1 && b.column() != 1) {
      Matrix y = new Matrix(c.elements(), c.start(), 1, 1);
      timesVector(n, k, b.transposed(), a.transposed(), y, accumulate);
    } else if (n == 1 && c.row() == 1) {
      Matrix y = new Matrix(c.elements(), c.start(), m, 1);
      general(1, m, k, b.transposed(), a.transposed(), y, accumulate);
    } else {
      general(m, n, k, a, b, c, accumulate);
    }
  }

  private void timesVector(int m, int k, Matrix a, Matrix x, Matrix y, boolean accumulate) {
    Loops loops = Loops.of(a);
    Split split = Split.rows(m, k, Loops.HEIGHT, workers.threads());
    workers.run(
        split.parts(),
        part -> {
          int i = split.row(part);
          loops.timesVector(split.rows(part), k, a.from(i, 0), x, y.from(i, 0), accumulate);
        });
  }

  private void general(int m, int n, int k, Matrix a, Matrix b, Matrix c, boolean accumulate) {
    if ((long) m * n * k < VECTOR_WORK) {
      Loops.of(a).multiply(m, n, k, a, b, c, accumulate);
      return;
    }
    VectorLoops vectors = a.isWide() ? doubles : floats;
    Optional<Kernel> kernel = support.isAvailable() ? vectors.kernel() : Optional.empty();
    boolean row = m == 1 && b.column() == 1;
    if (kernel.isEmpty() || (m == 1 && !row)) {
      plain(m, n, k, a, b, c, accumulate);
      return;
    }
    Tiling tiling = vectors.tiling();
    boolean narrow = NarrowResult.fits(m, n, a, tiling);
    Split split =
        row
            ? Split.columns(n, k, tiling.lanes(), workers.threads())
            : Split.grid(m, n, k, tiling, workers.threads());
    workers.run(
        split.parts(),
        (part, stopped) -> {
          int i = split.row(part);
          int j = split.column(part);
          Buffers buffers = vectors.take();
          try {
            if (row) {
              new LongRow(tiling, kernel.get(), buffers, a, b.from(0, j), c.from(0, j))
                  .multiply(split.columns(part), k, accumulate, stopped);
            } else if (narrow) {
              new NarrowResult(tiling, kernel.get(), buffers, a.from(i, 0), b, c.from(i, 0))
                  .multiply(split.rows(part), n, k, accumulate, stopped);
            } else {
              new Blocks(tiling, kernel.get(), buffers, a.from(i, 0), b.from(0, j), c.from(i, j))
                  .multiply(split.rows(part), split.columns(part), k, accumulate, stopped);
            }
          } finally {
            vectors.give(buffers);
          }
        });
  }

  private void plain(int m, int n, int k, Matrix a, Matrix b, Matrix c, boolean accumulate) {
    Loops loops = Loops.of(a);
    Split split = Split.rows(m, (long) n * k, 1, workers.threads());
    workers.run(
        split.parts(),
        part -> {
          int i = split.row(part);
          loops.multiply(split.rows(part), n, k, a.from(i, 0), b, c.from(i, 0), accumulate);
        });
  }
}

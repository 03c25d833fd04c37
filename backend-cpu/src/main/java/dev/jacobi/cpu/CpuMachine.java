package dev.jacobi.cpu;

import dev.jacobi.core.backend.tile.Code;
import dev.jacobi.core.backend.tile.Machine;
import dev.jacobi.core.kernel.Layout;
import dev.jacobi.core.kernel.Product;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.cpu.emit.Compiler;
import dev.jacobi.cpu.jvm.Hint;
import dev.jacobi.cpu.jvm.Workers;
import dev.jacobi.cpu.product.Matrix;
import java.util.function.IntConsumer;

/** What runs the steps of programs on the processor. */
final class CpuMachine implements Machine {

  /** So many multiplications are worth a hint when there are no vectors for them. */
  private static final long NOTICEABLE = 1 << 22;

  private final Compiler compiler;
  private final dev.jacobi.cpu.product.Product product;
  private final Workers workers;
  private final Hint hint;

  CpuMachine(
      Compiler compiler, dev.jacobi.cpu.product.Product product, Workers workers, Hint hint) {
    this.compiler = compiler;
    this.product = product;
    this.workers = workers;
    this.hint = hint;
  }

  @Override
  public Code code(Body body) {
    return compiler.code(body);
  }

  @Override
  public void multiply(Product step, boolean accumulate, Object left, Object right, Object result) {
    if ((long) step.batch() * step.m() * step.n() * step.k() >= NOTICEABLE) {
      hint.due();
    }
    for (int batch = 0; batch < step.batch(); batch++) {
      multiply(
          step,
          matrix(step.left(), left, batch),
          matrix(step.right(), right, batch),
          matrix(step.result(), result, batch),
          accumulate);
    }
  }

  private static Matrix matrix(Layout layout, Object elements, int batch) {
    return new Matrix(
        elements,
        layout.offset() + batch * layout.strides().get(0),
        layout.strides().get(1),
        layout.strides().get(2));
  }

  private void multiply(Product step, Matrix a, Matrix b, Matrix c, boolean accumulate) {
    int m = step.m();
    int n = step.n();
    if (c.column() == 1 || n == 1) {
      product.multiply(m, n, step.k(), a, b, c, accumulate);
    } else if (c.row() == 1 || m == 1) {
      // The transpose adds the same products in the same order.
      product.multiply(n, m, step.k(), b.transposed(), a.transposed(), c.transposed(), accumulate);
    } else {
      Matrix dense = new Matrix(step.dtype().array(m * n), 0, n, 1);
      if (accumulate) {
        copy(c, dense, m, n);
      }
      product.multiply(m, n, step.k(), a, b, dense, accumulate);
      copy(dense, c, m, n);
    }
  }

  private static void copy(Matrix from, Matrix to, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        int source = from.start() + i * from.row() + j * from.column();
        int target = to.start() + i * to.row() + j * to.column();
        System.arraycopy(from.elements(), source, to.elements(), target, 1);
      }
    }
  }

  @Override
  public int threads() {
    return workers.threads();
  }

  @Override
  public void run(int parts, IntConsumer part) {
    workers.run(parts, part);
  }

  void warmUp() throws InterruptedException {
    product.warmUp();
  }

  @Override
  public String description() {
    return workers.threads() + " threads, " + product.capability();
  }
}

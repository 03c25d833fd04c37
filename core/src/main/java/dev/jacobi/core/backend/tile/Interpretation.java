package dev.jacobi.core.backend.tile;

import dev.jacobi.core.kernel.Layout;
import dev.jacobi.core.kernel.Product;
import dev.jacobi.core.primitive.Body;
import java.util.function.IntConsumer;

/**
 * The machine that defines what programs compute: bodies are interpreted, products are plain loops,
 * all on the calling thread.
 */
public final class Interpretation implements Machine {

  @Override
  public Code code(Body body) {
    return Interpreter.of(body);
  }

  @Override
  public void multiply(
      Product product, boolean accumulate, Object left, Object right, Object result) {
    for (int batch = 0; batch < product.batch(); batch++) {
      for (int i = 0; i < product.m(); i++) {
        for (int j = 0; j < product.n(); j++) {
          int a = place(product.left(), batch, i, 0);
          int b = place(product.right(), batch, 0, j);
          int c = place(product.result(), batch, i, j);
          int as = product.left().strides().get(2);
          int bs = product.right().strides().get(1);
          if (result instanceof double[] doubles) {
            doubles[c] =
                dot(
                    accumulate ? doubles[c] : 0,
                    (double[]) left,
                    a,
                    as,
                    (double[]) right,
                    b,
                    bs,
                    product.k());
          } else {
            float[] floats = (float[]) result;
            floats[c] =
                dot(
                    accumulate ? floats[c] : 0,
                    (float[]) left,
                    a,
                    as,
                    (float[]) right,
                    b,
                    bs,
                    product.k());
          }
        }
      }
    }
  }

  private static int place(Layout layout, int batch, int row, int column) {
    return layout.offset()
        + batch * layout.strides().get(0)
        + row * layout.strides().get(1)
        + column * layout.strides().get(2);
  }

  private static double dot(
      double start, double[] x, int at, int xs, double[] y, int from, int ys, int count) {
    double sum = start;
    for (int p = 0; p < count; p++) {
      sum = Math.fma(x[at + p * xs], y[from + p * ys], sum);
    }
    return sum;
  }

  private static float dot(
      float start, float[] x, int at, int xs, float[] y, int from, int ys, int count) {
    float sum = start;
    for (int p = 0; p < count; p++) {
      sum = Math.fma(x[at + p * xs], y[from + p * ys], sum);
    }
    return sum;
  }

  @Override
  public int threads() {
    return 1;
  }

  @Override
  public void run(int parts, IntConsumer part) {
    for (int i = 0; i < parts; i++) {
      part.accept(i);
    }
  }

  @Override
  public String description() {
    return "kernel interpreter, one thread";
  }
}

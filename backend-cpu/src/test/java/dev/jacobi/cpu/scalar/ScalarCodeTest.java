package dev.jacobi.cpu.scalar;

import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.backend.VectorFunction;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Lane;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ScalarCodeTest {

  /** A chain of products and sums of four numbers, long enough to need several methods. */
  private static Body chain(int length) {
    Body.Builder code = new Body.Builder();
    Body.Value[] x = new Body.Value[4];
    for (int i = 0; i < x.length; i++) {
      x[i] = code.parameter(Lane.F64);
    }
    Body.Value last = x[0];
    Random random = new Random(3);
    for (int i = 0; i < length; i++) {
      last = code.fma(last, code.constant(random.nextDouble()), x[random.nextInt(4)]);
    }
    return code.build(last, code.neg(last), x[1]);
  }

  @Test
  void callsInterpretedAndCompiledGiveTheSameBits() {
    ScalarCode code = new ScalarCode(chain(100));
    double[] in = {0.1, 0.2, 0.3, 0.4};
    double[] first = new double[3];
    double[] out = new double[3];
    code.apply(in, first);
    assertTrue(code.description().contains("interpreted"));
    for (int i = 0; i < 100; i++) {
      code.apply(in, out);
      assertArrayEquals(first, out);
    }
    assertTrue(code.description().contains("compiled to one method"), code.description());
  }

  @Test
  @Timeout(60)
  void largeBodiesAreCompiledBeside() throws InterruptedException {
    ScalarCode code = new ScalarCode(chain(20_000));
    double[] in = {0.1, 0.2, 0.3, 0.4};
    double[] tail = new double[2];
    double first = code.head(in, tail);
    while (code.description().contains("interpreted")) {
      assertEquals(first, code.head(in, tail));
      Thread.sleep(1);
    }
    assertEquals(first, code.head(in, tail));
    assertEquals(-first, tail[0]);
    assertEquals(0.2, tail[1]);
  }

  @Test
  void aBodyWithItsCallsWrittenOutHasTheBitsOfItsDefinition() {
    double[] points = {
      0, -0.0, 1, -1, 0.3, -0.7, 2.5, 27.1, -1e5, 1e300, 5e-324, POSITIVE_INFINITY, NaN
    };
    for (ScalarOp op : ScalarOp.values()) {
      if (op.arity() != 1 || op.code().isEmpty() || !op.isDifferentiable()) {
        continue;
      }
      Body.Builder builder = new Body.Builder();
      Body.Value x = builder.parameter(Lane.F64);
      Body.Value y = op.expand(builder, x, x, x);
      Body.Value z = ScalarOp.ERFC.expand(builder, x, x, x);
      Body.Value both = ScalarOp.GAUSSIAN.expand(builder, x, x, x);
      Body body = builder.build(builder.fma(z, both, y));
      VectorFunction compiled = new ScalarCode(body).compiled();
      assertTrue(compiled.description().contains("compiled to one method"), op.text());
      for (double point : points) {
        double[] d = new double[body.size()];
        d[0] = point;
        body.evaluate(d, new long[body.size()]);
        assertEquals(d[body.results().get(0)], compiled.at(point), op.text() + " of " + point);
      }
    }
  }

  @Test
  void threadsShareCodeThatNeedsRoom() throws InterruptedException {
    Random random = new Random(8);
    Body.Builder builder = new Body.Builder();
    Body.Value[] values = new Body.Value[3_000];
    values[0] = builder.parameter(Lane.F64);
    for (int i = 1; i < values.length; i++) {
      Body.Value other = values[random.nextInt(i)];
      values[i] = builder.fma(values[i - 1], builder.constant(0.5), other);
    }
    ScalarCode code = new ScalarCode(builder.build(values[values.length - 1])).compiled();
    double[] wanted = new double[50];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = code.at(i);
    }
    double[][] found = new double[3][wanted.length];
    Thread[] threads = new Thread[found.length];
    for (int t = 0; t < threads.length; t++) {
      double[] own = found[t];
      threads[t] =
          new Thread(
              () -> {
                for (int i = 0; i < own.length; i++) {
                  own[i] = code.at(i);
                }
              });
      threads[t].start();
    }
    for (int t = 0; t < threads.length; t++) {
      threads[t].join();
      assertArrayEquals(wanted, found[t]);
    }
  }
}

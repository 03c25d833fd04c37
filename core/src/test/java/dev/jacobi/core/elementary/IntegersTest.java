package dev.jacobi.core.elementary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Body.Value;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.primitive.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Conversions and functions of integers are those of Java, to the bit. */
class IntegersTest {

  /** Around every power of two, and random ones of every length. */
  private static long[] integers() {
    Random random = new Random(1);
    LongStream.Builder all = LongStream.builder();
    for (int bit = 0; bit < Long.SIZE; bit++) {
      for (int half = 0; half < bit; half++) {
        for (long near = -2; near <= 2; near++) {
          all.add((1L << bit) + (1L << half) + near).add((1L << bit) - (1L << half) + near);
        }
      }
      for (int i = 0; i < 500; i++) {
        all.add(random.nextLong() >> bit);
      }
    }
    return all.build().flatMap(x -> LongStream.of(x, -x)).toArray();
  }

  private static double[] numbers() {
    Random random = new Random(2);
    List<Double> all = new ArrayList<>();
    for (int exponent = -3; exponent < 67; exponent++) {
      double power = Math.scalb(1.0, exponent);
      for (double one : new double[] {power, Math.nextUp(power), Math.nextDown(power)}) {
        all.add(one);
        all.add(one + 0.5);
        all.add(one * 1.5);
      }
      for (int i = 0; i < 500; i++) {
        all.add(power * (1 + random.nextDouble()));
      }
    }
    all.addAll(List.of(0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.POSITIVE_INFINITY));
    all.add(Double.NaN);
    return all.stream()
        .flatMap(x -> List.of(x, -x).stream())
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  private static double number(Body body, long x) {
    double[] d = new double[body.size()];
    long[] k = new long[body.size()];
    k[0] = x;
    body.evaluate(d, k);
    return d[body.results().get(0)];
  }

  private static long integer(Body body, double x, long... integers) {
    double[] d = new double[body.size()];
    long[] k = new long[body.size()];
    d[0] = x;
    System.arraycopy(integers, 0, k, 0, integers.length);
    body.evaluate(d, k);
    return k[body.results().get(0)];
  }

  @Test
  void anIntegerBecomesTheNearestDouble() {
    Body.Builder code = new Body.Builder();
    Body body = code.build(Integers.toDouble(code, code.parameter(Lane.I64)));
    for (long x : integers()) {
      assertEquals((double) x, number(body, x), 0.0, () -> Long.toHexString(x));
    }
    assertEquals(Double.POSITIVE_INFINITY, 1 / number(body, 0), "0 has no sign");
  }

  @Test
  void anIntegerBecomesTheNearestFloat() {
    Body.Builder code = new Body.Builder();
    Value odd = Integers.toOdd(code, code.parameter(Lane.I64));
    Value narrow = code.apply(Primitive.NARROW, List.of(Integers.toDouble(code, odd)));
    Body body = code.build(narrow);
    for (long x : integers()) {
      assertEquals((float) x, number(body, x), 0.0, () -> Long.toHexString(x));
    }
  }

  @Test
  void aNumberIsCutTowardZero() {
    Body.Builder code = new Body.Builder();
    Body body = code.build(Integers.cut(code, code.parameter(Lane.F64)));
    for (double x : numbers()) {
      assertEquals((long) x, integer(body, x), () -> Double.toHexString(x));
    }
    for (long x : integers()) {
      assertEquals((long) (double) x, integer(body, (double) x), () -> Long.toHexString(x));
    }
  }

  @Test
  void aSignIsThatOfJava() {
    Body.Builder code = new Body.Builder();
    Body body = code.build(Integers.sign(code, code.parameter(Lane.I64)));
    for (long x : integers()) {
      assertEquals(Long.signum(x), integer(body, 0, x));
    }
  }
}

package dev.jacobi.core.elementary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Body.Value;
import dev.jacobi.core.primitive.Expansion;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.primitive.Primitive;
import dev.jacobi.core.primitive.Primitives;
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

  private interface Exact {
    long apply(long x, long y);
  }

  private static boolean overflows(Exact value, long x, long y) {
    try {
      value.apply(x, y);
      return false;
    } catch (ArithmeticException overflow) {
      return true;
    }
  }

  /** An overflow is seen where Java sees one; elsewhere the value is Java's. */
  private static void overflow(Exact value, Expansion.Binary code, Expansion.Binary overflow) {
    Body.Builder builder = new Body.Builder();
    Value x = builder.parameter(Lane.I64);
    Value y = builder.parameter(Lane.I64);
    Body body = builder.build(code.apply(builder, x, y), overflow.apply(builder, x, y));
    double[] d = new double[body.size()];
    long[] k = new long[body.size()];
    long[] integers = integers();
    Random random = new Random(3);
    for (int i = 0; i < 300_000; i++) {
      k[0] = integers[random.nextInt(integers.length)];
      long other = integers[random.nextInt(integers.length)];
      // Quotients of the ends, too: products near them.
      long end = random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE;
      k[1] = i % 2 == 0 || k[0] == 0 ? other : end / k[0] + random.nextInt(5) - 2;
      body.evaluate(d, k);
      boolean expected = overflows(value, k[0], k[1]);
      String point = Long.toHexString(k[0]) + " " + Long.toHexString(k[1]);
      assertEquals(expected, k[body.results().get(1)] != 0, point);
      if (!expected) {
        assertEquals(value.apply(k[0], k[1]), k[body.results().get(0)], point);
      }
    }
  }

  @Test
  void overflowsAreThoseOfJava() {
    overflow(Math::addExact, Primitives::iadd, Integers::sumOverflows);
    overflow(Math::subtractExact, Primitives::isub, Integers::differenceOverflows);
    overflow(Math::multiplyExact, Primitives::imul, Integers::productOverflows);
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

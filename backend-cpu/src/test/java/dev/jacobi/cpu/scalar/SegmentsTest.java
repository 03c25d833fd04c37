package dev.jacobi.cpu.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Lane;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SegmentsTest {

  private static final double[] AWKWARD = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    3,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    -Double.MIN_NORMAL,
    Double.MAX_VALUE,
    1e300,
    -1e-300,
    0x1p53,
    1 + 0x1p-52,
  };

  /** An awkward number, or a usual one. */
  static double number(Random random) {
    return random.nextBoolean()
        ? AWKWARD[random.nextInt(AWKWARD.length)]
        : 3 * random.nextGaussian();
  }

  private static double[] inputs(Random random, Body body) {
    double[] in = new double[body.parameters().size()];
    for (int i = 0; i < in.length; i++) {
      double number = number(random);
      in[i] =
          switch (body.lane(i)) {
            case F64, I64 -> number;
            case F32 -> (float) number;
            case TRUTH -> random.nextInt(2);
          };
    }
    return in;
  }

  private static void assertSameBits(Body body, Segment compiled, double[] in) {
    int results = body.results().size();
    double[] wanted = new double[results + 1];
    double[] found = new double[results + 1];
    wanted[0] = new Interpreted(body).run(in, wanted, 2, Segment.NONE);
    found[0] = compiled.run(in, found, 2, Segment.NONE);
    assertTrue(
        Arrays.equals(wanted, found),
        () -> Arrays.toString(in) + " gives " + Arrays.toString(found) + " in " + body);
  }

  @Test
  void compiledBodiesGiveTheBitsOfTheDefinition() {
    Random random = new Random(1);
    for (int i = 0; i < 600; i++) {
      int parameters = 2 + random.nextInt(6);
      Body body = RandomBody.of(random, 1 + random.nextInt(1 << (i % 11)), parameters, 1 + i % 7);
      Segment compiled = Segments.of(body);
      for (int k = 0; k < 20; k++) {
        assertSameBits(body, compiled, inputs(random, body));
      }
    }
  }

  @Test
  void largeBodiesGiveTheBitsOfTheDefinition() {
    Random random = new Random(2);
    for (int size : new int[] {3_000, 10_000, 30_000, 100_000}) {
      Body body = RandomBody.of(random, size, 400, 300);
      Segment compiled = Segments.of(body);
      for (int k = 0; k < 3; k++) {
        assertSameBits(body, compiled, inputs(random, body));
      }
    }
  }

  @Test
  void fewParametersNeedNoArrays() {
    Body.Builder code = new Body.Builder();
    Body.Value x = code.parameter(Lane.F64);
    Body.Value y = code.parameter(Lane.F64);
    Segment compiled = Segments.of(code.build(code.fma(x, y, code.sub(x, y))));
    assertEquals(Math.fma(3.0, 5.0, 3.0 - 5.0), compiled.at(3, 5, 0));
  }

  @Test
  void resultsMayBeParametersConstantsAndTheSameValueManyTimes() {
    Body.Builder code = new Body.Builder();
    Body.Value x = code.parameter(Lane.F64);
    Body.Value square = code.mul(x, x);
    Body.Value[] results = new Body.Value[5_000];
    for (int i = 0; i < results.length; i++) {
      results[i] = i % 3 == 0 ? square : i % 3 == 1 ? x : code.constant(i % 5);
    }
    Body body = code.build(results);
    assertSameBits(body, Segments.of(body), new double[] {1.5});
  }
}

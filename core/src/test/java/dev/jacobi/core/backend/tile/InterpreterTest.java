package dev.jacobi.core.backend.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Body.Value;
import dev.jacobi.core.primitive.Function;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.primitive.Primitives;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class InterpreterTest {

  private static final int OFFSET = 3;

  /** Polynomials of all lengths, choices, calls of calls. */
  private static <V> V awkward(Primitives<V> p, V x, V y, V z) {
    V sum = z;
    V value = y;
    for (int i = 0; i < 12; i++) {
      value = i % 2 == 0 ? p.fma(value, x, p.constant(i)) : p.fma(x, value, p.constant(0.1));
      sum = i % 5 == 0 ? p.add(sum, value) : sum;
    }
    V chosen = p.select(p.lt(x, y), value, p.select(p.le(y, z), sum, p.constant(7)));
    V both = p.and(p.lt(x, y), p.not(p.eq(y, z)));
    V bits = p.fromBits(p.ixor(p.shl(p.bits(p.abs(x)), 1), p.integer(5)));
    return p.select(both, p.sub(chosen, sum), p.max(bits, chosen));
  }

  private static final Function INNER = Function.of("inner", 3, InterpreterTest::awkward);

  private static <V> V calls(Primitives<V> p, V x, V y, V z) {
    V first = p.call(INNER, List.of(x, y, z));
    V second = p.call(INNER, List.of(y, p.neg(first), x));
    return p.div(p.call(INNER, List.of(second, first, z)), second);
  }

  private static double[] random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return random.doubles(Code.TILE + OFFSET, -2, 2).toArray();
  }

  private static Object[] run(Body body, int count, Object... operands) {
    Code code = Interpreter.of(body);
    int[] offsets = new int[operands.length];
    Arrays.fill(offsets, OFFSET);
    code.run(operands, offsets, count, code.scratch());
    return operands;
  }

  @Test
  void tilesGetTheBitsOfPoints() {
    Function function = Function.of("outer", 3, InterpreterTest::calls);
    double[] x = random(1);
    double[] y = random(2);
    double[] z = random(3);
    for (int count : new int[] {16, 48, 512}) {
      double[] result = new double[Code.TILE + OFFSET];
      run(function.body(), count, x, y, z, result);
      double[] expected = new double[Code.TILE + OFFSET];
      for (int i = OFFSET; i < OFFSET + count; i++) {
        expected[i] = function.value(x[i], y[i], z[i]);
      }
      assertArrayEquals(expected, result);
    }
  }

  @Test
  void resultsMayBeParametersConstantsAndEachOther() {
    Body.Builder code = new Body.Builder();
    Value x = code.parameter(Lane.F32);
    Value one = code.single(1);
    Value sum = code.add(x, one);
    float[] from = new float[Code.TILE];
    from[OFFSET] = 5;
    Object[] all =
        run(
            code.build(x, one, sum, sum),
            16,
            from,
            new float[32],
            new float[32],
            new float[32],
            new float[32]);
    assertEquals(5f, ((float[]) all[1])[OFFSET]);
    assertEquals(1f, ((float[]) all[2])[OFFSET]);
    assertEquals(6f, ((float[]) all[3])[OFFSET]);
    assertEquals(6f, ((float[]) all[4])[OFFSET]);
  }

  @Test
  void functionsMayGiveBackAnOperandOrAConstant() {
    Body.Builder second = new Body.Builder();
    second.parameter(Lane.F64);
    Function same = new Function("second", second.build(second.parameter(Lane.F64)));
    Body.Builder constant = new Body.Builder();
    constant.parameter(Lane.F64);
    Function four = new Function("four", constant.build(constant.constant(4.0)));
    Body.Builder code = new Body.Builder();
    Value x = code.parameter(Lane.F64);
    Value y = code.parameter(Lane.F64);
    Value called = code.call(same, List.of(x, y));
    Body body = code.build(code.mul(called, code.call(four, List.of(x))));
    double[] from = random(1);
    Object[] all = run(body, 16, random(2), from, new double[32]);
    assertEquals(4 * from[OFFSET + 1], ((double[]) all[2])[OFFSET + 1]);
  }

  @Test
  void longBodiesTakeLinearTime() {
    Body.Builder code = new Body.Builder();
    Value x = code.parameter(Lane.F64);
    Value sum = x;
    double expected = 0.5;
    for (int i = 0; i < 100_000; i++) {
      sum = i % 2 == 0 ? code.add(sum, x) : code.fma(x, sum, x);
      expected = i % 2 == 0 ? expected + 0.5 : Math.fma(0.5, expected, 0.5);
    }
    Body body = code.build(sum);
    Interpreter ready =
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Interpreter.of(body));
    assertTrue(ready.scratch().length < 10, "slots serve again");
    double[] from = new double[32];
    Arrays.fill(from, 0.5);
    Object[] all = run(body, 16, from, new double[32]);
    assertEquals(expected, ((double[]) all[1])[OFFSET]);
  }
}

package dev.jacobi.core.primitive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dividing by a power of two is recorded as a product, and every bit stays. */
class DivisionTest {

  private static Function dividedBy(double divisor) {
    Body.Builder code = new Body.Builder();
    Body.Value x = code.parameter(Lane.F64);
    return new Function("quotient", code.build(code.div(x, code.constant(divisor))));
  }

  private static boolean divides(Function function) {
    return function.body().toString().contains("DIV");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2, -2, 0.5, 8, -0.125, 0x1p60, 0x1p-60})
  void powersOfTwoBecomeFactors(double divisor) {
    Function quotient = dividedBy(divisor);
    assertTrue(!divides(quotient), quotient::toString);
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      double x = Double.longBitsToDouble(random.nextLong());
      assertEquals(x / divisor, quotient.value(x, x, x));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, 3, 0.1, 1e300, Double.NaN, Double.POSITIVE_INFINITY, 0x1p-1074})
  void othersStayDivisors(double divisor) {
    assertTrue(divides(dividedBy(divisor)));
  }
}

package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Mode;
import dev.jacobi.symbolic.Point;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The derivative by one element is the same whatever stands in the others: an infinite derivative
 * or a NaN there is not multiplied by a zero of this element's direction, in any mode.
 */
class NeighbourTest {

  /** Inside the domain of all functions of one operand but acosh. */
  private static final double INSIDE = 0.4;

  private static Stream<AwkwardPoint> points() {
    return AwkwardPoint.all().stream().filter(point -> point.x().size() == 1);
  }

  private static double[] jacobian(Mode mode, String program, double... x) {
    Formula formula = Formula.parse("input x: [" + x.length + "]\n" + program).withMode(mode);
    Tensor matrix = Objects.requireNonNull(formula.jacobian(Point.of("x", x), "x").get("x"));
    double[] elements = new double[matrix.size()];
    Arrays.setAll(elements, matrix::getDouble);
    return elements;
  }

  @ParameterizedTest
  @MethodSource("points")
  void elementWiseFunctionsHaveDiagonalJacobians(AwkwardPoint point) {
    double inside = point.op() == ScalarOp.ACOSH ? 1 / INSIDE : INSIDE;
    String call = point.op().text() + "(x)";
    double[] alone = jacobian(Mode.SYMBOLIC, call, inside);
    for (Mode mode : Mode.values()) {
      double[] both = jacobian(mode, call, inside, point.x().get(0));
      assertEquals(alone[0], both[0], () -> mode + " " + point);
      assertEquals(0, both[1], () -> mode + " " + point);
      assertEquals(0, both[2], () -> mode + " " + point);
      assertTrue(AwkwardPoint.agrees(point.partials().get(0), both[3]), () -> mode + " " + point);
    }
  }

  /** One element of x is 0, where the root's derivative is infinite; then -1, where it is NaN. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sqrt(x)[::-1]",
        "sqrt(x)[[2, 0, 0, 1]]",
        "concat([sqrt(x), x])",
        "stack([x, sqrt(x)])'",
        "sum(sqrt(x))",
        "mean(sqrt(x)*[1, 2, 3])",
        "[[1, 2, 3], [4, 5, 6]] @ sqrt(x)",
        "sqrt(x) @ sqrt(x[::-1])",
        "outer(sqrt(x), x)",
        "where(x > 0.5, sqrt(x), x)",
        "where([true, false, true], sqrt(x), 2*x)",
        "sqrt(x) + x[0]",
        "reshape(sqrt(x), [3, 1])*x",
        "sqrt(x[:2])"
      })
  void noElementTouchesTheDerivativeByAnother(String program) {
    for (double awkward : new double[] {0, -1}) {
      double[] x = {0.25, awkward, 4};
      double[] expected = jacobian(Mode.SYMBOLIC, program, x);
      for (Mode mode : List.of(Mode.TAPE, Mode.FORWARD)) {
        assertEquals(
            Arrays.toString(expected), Arrays.toString(jacobian(mode, program, x)), mode + program);
      }
      double[] tame = jacobian(Mode.SYMBOLIC, program, 0.25, 0.25, 4);
      int finite = 0;
      for (int i = 0; i < expected.length; i++) {
        finite += Double.isFinite(expected[i]) ? 1 : 0;
      }
      assertTrue(finite >= tame.length / 2, () -> program + Arrays.toString(expected));
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void secondDerivativesStayApart(Mode mode) {
    Formula formula = Formula.parse("input x: [2]\nsum(sqrt(x))").withMode(mode);
    Tensor hessian =
        Objects.requireNonNull(
            Objects.requireNonNull(
                    formula.hessian(Point.of("x", new double[] {0.25, 0}), "x").get("x"))
                .get("x"));
    assertEquals(-2, hessian.getDouble(0), 1e-14);
    assertEquals(0, hessian.getDouble(1));
    assertEquals(0, hessian.getDouble(2));
    assertEquals(Double.NEGATIVE_INFINITY, hessian.getDouble(3));
  }

  @Test
  void aFactorThatIsInfiniteTouchesOnlyWhatItMultiplies() {
    String program = "[[1, inf], [2, 3]] @ x";
    for (Mode mode : Mode.values()) {
      double[] found = jacobian(mode, program, 1, 2);
      assertEquals("[1.0, Infinity, 2.0, 3.0]", Arrays.toString(found), mode.toString());
    }
  }

  /** The mean of nothing is nan as in PyTorch, and depends on nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"mean(x[0:0])", "sum(x[0:0])", "mean(zeros([0])*x[0])", "prod(x[0:0])"})
  void whatIsMadeOfNoElementHasDerivativeZero(String program) {
    for (Mode mode : Mode.values()) {
      assertEquals("[0.0, 0.0]", Arrays.toString(jacobian(mode, program, 1, 2)), mode.toString());
      assertEquals("[0.0]", Arrays.toString(jacobian(mode, program, 1)), mode.toString());
    }
  }

  /** Steps have derivative 0 everywhere, also where what they are made of has an infinite one. */
  @ParameterizedTest
  @ValueSource(strings = {"sign(x/0)", "floor(log(-x))", "round(sqrt(x - 2))", "ceil(acos(3*x))"})
  void nothingFlowsThroughSteps(String program) {
    for (Mode mode : Mode.values()) {
      assertEquals("[0.0]", Arrays.toString(jacobian(mode, program, 2)), mode.toString());
    }
  }
}

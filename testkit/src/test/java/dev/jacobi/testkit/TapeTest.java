package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.definition.Eager;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.tape.Tape;
import dev.jacobi.core.tape.Variable;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The rules of the tape, which are those of PyTorch's autograd, with its words. */
class TapeTest {

  private final Tape tape = new Tape(new Eager());

  private static Diagnostic refused(String code, Executable action) {
    Diagnostic diagnostic = assertThrows(DiagnosticException.class, action).first();
    assertEquals(code, diagnostic.code(), diagnostic.message());
    assertFalse(diagnostic.hint().isBlank(), "a way out is named");
    return diagnostic;
  }

  private static void says(String words, Diagnostic diagnostic) {
    assertTrue(diagnostic.message().contains(words), diagnostic::message);
  }

  private Variable one(Variable output, Variable input, boolean create) {
    return tape.grad(output, List.of(input), Optional.empty(), false, create, false)
        .get(0)
        .orElseThrow();
  }

  @Test
  void aRuleIsNotAskedForWhatIsNotWanted() {
    Variable n = tape.variable(2);
    Variable x = tape.variable(2);
    Variable y = tape.map(ScalarOp.POLYGAMMA, n, x);
    assertEquals(0.49393940226682914, one(y, x, true).value().item());
    refused("derivative/order", () -> one(y, n, true));
  }

  @Test
  void theThreeSeedsOfTheFirstExample() {
    double[][] ones = {{1, 1}, {1, 1}};
    Variable x = tape.variable(3);
    Variable p = tape.variable(ones);
    Variable z = x.times(x).times(2).plus(p.times(p).times(2));
    z.backward(Tensor.ones(z.type()), true);
    assertEquals(Tensor.scalar(48), x.grad());
    assertEquals(Tensor.full(p.type(), 4), p.grad());
    x.zeroGrad();
    p.zeroGrad();
    tape.backward(z.sum(), Optional.empty(), true, false);
    assertEquals(Tensor.scalar(48), x.grad());
    x.zeroGrad();
    p.zeroGrad();
    z.mean().backward();
    assertEquals(Tensor.scalar(12), x.grad());
    assertEquals(Tensor.ones(p.type()), p.grad());
  }

  @Test
  void gradientsOfTwoWalksAddUp() {
    Variable x = tape.variable(new double[] {1, 2});
    x.times(x).sum().backward();
    x.times(3).sum().backward();
    assertEquals(Tensor.vector(5.0, 7), x.grad());
    x.zeroGrad();
    refused("tape/no-gradient", x::grad);
    x.times(3).sum().backward();
    assertEquals(Tensor.vector(3.0, 3), x.grad());
  }

  @Test
  void aSeedIsImplicitForOneElementOnly() {
    Variable x = tape.variable(new double[] {1, 2, 3});
    Variable z = x.times(x);
    Diagnostic refusal = refused("derivative/implicit-seed", z::backward);
    says("grad can be implicitly created only for scalar outputs", refusal);
    says("f64[3]", refusal);
    for (String way : List.of("sum(z)", "mean(z)", "ones_like(z)")) {
      assertTrue(refusal.hint().contains(way), refusal::hint);
    }
    refused(
        "derivative/implicit-seed",
        () -> tape.grad(z, List.of(x), Optional.empty(), false, false, false));
    Variable single = tape.variable(new double[][] {{2}});
    single.times(single).backward();
    assertEquals(Tensor.matrix(new double[] {4}), single.grad());
  }

  @Test
  void aSeedHasTheShapeOfTheOutput() {
    Variable x = tape.variable(new double[] {1, 2});
    Variable s = x.times(x).sum();
    Diagnostic refusal = refused("tape/seed", () -> s.backward(Tensor.vector(3.0)));
    says("grad_output[0] has a shape of [1] and output[0] has a shape of []", refusal);
    s.backward(Tensor.scalar(3));
    assertEquals(Tensor.vector(6.0, 12), x.grad());
    Variable z = x.plus(1);
    refused("tape/seed", () -> z.backward(Tensor.matrix(new double[] {1, 1})));
  }

  @Test
  void aWalkUsesUpWhatItNeededUnlessItIsRetained() {
    Variable x = tape.variable(2);
    Variable y = x.times(x);
    y.backward(Tensor.scalar(1), true);
    y.backward();
    assertEquals(Tensor.scalar(8), x.grad());
    Diagnostic refusal = refused("tape/freed", y::backward);
    says("Trying to backward through the graph a second time", refusal);
    refused("tape/freed", () -> y.times(3).backward());
    Variable sum = x.plus(1);
    sum.backward();
    sum.backward();
    assertEquals(Tensor.scalar(10), x.grad());
  }

  @Test
  void onlyLeavesAndRetainedVariablesKeepTheirGradient() {
    Variable x = tape.variable(new double[] {1, 2});
    Variable a = x.times(2);
    Variable b = a.times(a);
    Variable s = b.sum();
    a.retainGrad();
    b.retainGrad();
    s.backward();
    assertEquals(Tensor.vector(8.0, 16), x.grad());
    assertEquals(Tensor.vector(4.0, 8), a.grad());
    assertEquals(Tensor.vector(1.0, 1), b.grad());
    Diagnostic refusal = refused("tape/not-leaf", s::grad);
    assertTrue(refusal.hint().contains("retain"), refusal::hint);
    assertTrue(x.isLeaf());
    assertFalse(s.isLeaf());
    Variable constant = tape.constant(Tensor.scalar(1));
    says("can't retain_grad", refused("tape/retain", constant::retainGrad));
  }

  @Test
  void whatDoesNotDependOnALeafHasNoGradient() {
    Variable constant = tape.constant(Tensor.scalar(2));
    Variable y = constant.times(constant);
    assertFalse(y.requiresGrad());
    says("does not require grad", refused("tape/no-grad", y::backward));
    Variable integers = tape.constant(Tensor.integers(1L, 2L));
    assertFalse(integers.requiresGrad());
    says(
        "Only Tensors of floating point and complex dtype can require gradients",
        refused("tape/dtype", () -> tape.variable(Tensor.integers(1L, 2L))));
  }

  @Test
  void anInputTheOutputDoesNotDependOnIsRefusedOrEmpty() {
    Variable x = tape.variable(2);
    Variable y = tape.variable(3);
    Variable s = x.times(x);
    Diagnostic refusal =
        refused(
            "tape/unused", () -> tape.grad(s, List.of(x, y), Optional.empty(), true, false, false));
    says("appears to not have been used in the graph", refusal);
    List<Optional<Variable>> found =
        tape.grad(s, List.of(x, y), Optional.empty(), false, false, true);
    assertEquals(4, found.get(0).orElseThrow().item());
    assertTrue(found.get(1).isEmpty());
    refused("tape/no-gradient", y::grad);
    refused("tape/no-gradient", x::grad);
  }

  @Test
  void timesZeroIsADerivativeOfZero() {
    Variable x = tape.variable(2);
    Variable y = tape.variable(3);
    x.times(x).plus(y.times(0)).backward();
    assertEquals(Tensor.scalar(0), y.grad());
  }

  @Test
  void higherDerivativesAreWalksOfWalks() {
    Variable x = tape.variable(0.5);
    Variable y = x.map(ScalarOp.SIN).times(x.map(ScalarOp.EXP));
    Variable first = one(y, x, true);
    Variable second = one(first, x, true);
    Variable third = one(second, x, false);
    assertEquals(0.7904390832136149, y.item(), 1e-15);
    assertEquals(2.2373281197977843, first.item(), 1e-15);
    assertEquals(2.893778073168339, second.item(), 1e-15);
    assertEquals(1.312899906741109, third.item(), 4e-15);
    assertFalse(third.requiresGrad());
    refused("tape/no-grad", third::backward);
  }

  @Test
  void aGradientThatIsRecordedAccumulatesWithItsHistory() {
    Variable x = tape.variable(2);
    Variable y = x.times(x).times(x);
    tape.backward(y, Optional.empty(), false, true);
    Variable gradient = x.gradient().orElseThrow();
    assertEquals(12, gradient.item());
    assertTrue(gradient.requiresGrad());
    x.times(x).backward();
    assertEquals(Tensor.scalar(16), x.grad());
  }

  @Test
  void aGradientPenaltyIsDifferentiated() {
    Variable w = tape.variable(new double[][] {{-0.375, -0.0625}, {0.625, 1.8125}});
    Variable x = tape.variable(new double[] {1.5, 2});
    Variable y = w.matmul(x).map(ScalarOp.TANH).sum();
    Variable gradient = one(y, x, true);
    Variable norm = gradient.times(gradient).sum().map(ScalarOp.SQRT);
    norm.minus(1).pow(2).backward();
    double[] byX = {0.16479141911807638, 0.025421035451131366};
    double[] byW = {
      0.29858782480903456, -0.7257138668553134, -0.0011454933464374647, -0.0022869772036309384
    };
    close(byX, x.grad());
    close(byW, w.grad());
  }

  private static void close(double[] expected, Tensor found) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found.getDouble(i), 1e-14 * Math.abs(expected[i]));
    }
  }

  @Test
  void nothingIsRecordedWhenRecordingIsOff() {
    Variable x = tape.variable(new double[] {2, 3});
    Variable w = tape.withoutRecording(() -> x.times(x));
    assertFalse(w.requiresGrad());
    assertTrue(w.isLeaf());
    w.times(x).sum().backward();
    assertEquals(Tensor.vector(4.0, 9), x.grad());
    assertThrows(
        DiagnosticException.class,
        () -> tape.withoutRecording(() -> x.plus(tape.variable(new double[] {1, 2, 3}))));
    assertTrue(x.times(x).requiresGrad(), "recording is on again after a failure");
  }

  @Test
  void aDetachedVariableIsAConstant() {
    Variable x = tape.variable(2);
    Variable y = x.times(x);
    y.detach().times(x).backward();
    assertEquals(Tensor.scalar(4), x.grad());
    assertFalse(y.detach().requiresGrad());
  }

  @Test
  void sharedValuesGetTheSumOfWhatTheirUsesGive() {
    Variable x = tape.variable(1.5);
    Variable a = x.times(x);
    a.retainGrad();
    a.map(ScalarOp.SIN).times(a.map(ScalarOp.EXP)).plus(a).backward();
    assertEquals(2.4222075616618817, a.grad().item(), 1e-14);
    assertEquals(7.266622684985645, x.grad().item(), 4e-14);
  }

  @Test
  void aLeafIsItsOwnOutput() {
    Variable x = tape.variable(new double[] {1, 2});
    x.backward(Tensor.vector(3.0, 5));
    assertEquals(Tensor.vector(3.0, 5), x.grad());
  }

  @Test
  void variablesOfTwoTapesDoNotMix() {
    Variable stranger = new Tape(new Eager()).variable(1);
    assertThrows(DiagnosticException.class, () -> tape.variable(1).plus(stranger));
  }

  @Test
  void aBroadcastLeafGetsTheSumOverItsCopies() {
    Variable row = tape.variable(new double[] {1, 2, 3});
    Variable matrix = tape.constant(Tensor.ones(row.type().withShape(Shape.of(4, 3))));
    row.times(matrix).sum().backward();
    assertEquals(Tensor.vector(4.0, 4, 4), row.grad());
  }
}

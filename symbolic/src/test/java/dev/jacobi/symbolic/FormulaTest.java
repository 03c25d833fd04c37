package dev.jacobi.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.tape.Variable;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormulaTest {

  private static final String SEEDS = "y = x*x; z = 2*y + 2*p*p";
  private static final Point AT = Point.of("x", 3).and("p", new double[][] {{1, 1}, {1, 1}});
  private static final Tensor FOURS = Tensor.full(new TensorType(DType.F64, Shape.of(2, 2)), 4);

  private static <T> T by(String name, Map<String, T> map) {
    return Objects.requireNonNull(map.get(name));
  }

  private static Diagnostic fault(Executable call) {
    return assertThrows(DiagnosticException.class, call).first();
  }

  @Test
  void derivativesReadAsOnPaper() {
    Formula z = Formula.parse(SEEDS).withShape("p", 2, 2);
    assertEquals("sum(4*x*seed)", z.derivative("x").text());
    assertEquals("4*p*seed", z.derivative("p").text());
    assertEquals("z̄·∂z/∂x", z.derivative("x").label());
    assertEquals("16*x", z.derivative("x", Seed.ONES).text());
    assertEquals("4*p", z.derivative("p", Seed.ONES).text());
    assertEquals("∂z/∂p", z.derivative("p", Seed.ONES).label());
  }

  @Test
  void derivativesHoldForAnySize() {
    Formula loss =
        Formula.parse("mean((A @ w - b)^2)")
            .withShape("A", Dim.named("m"), Dim.named("n"))
            .withShape("w", Dim.named("n"))
            .withShape("b", Dim.named("m"));
    assertTrue(loss.derivative("w").text().contains("A' @"), loss.derivative("w").text());
    Point at =
        Point.of("A", new double[][] {{1, 2}, {3, 4}, {5, 6}})
            .and("w", new double[] {1, 1})
            .and("b", new double[] {3, 7, 8});
    assertEquals(3.0, loss.value(at).item());
    assertEquals(Tensor.vector(10.0, 12.0), loss.gradient(at, "w").get("w"));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void everyModeGivesTheGradient(Mode mode) {
    Formula z = Formula.parse(SEEDS).withMode(mode);
    ValueAndGradient sums = z.valueAndGradient(AT, Seed.ONES);
    assertEquals(20, sums.value().getDouble(3));
    assertEquals(Map.of("x", Tensor.scalar(48), "p", FOURS), sums.gradient());
    Formula mean = Formula.parse(SEEDS + "; mean(z)").withMode(mode);
    assertEquals(Tensor.scalar(12), mean.gradient(AT).get("x"));
    assertEquals(List.of("p"), List.copyOf(mean.gradient(AT, "p").keySet()));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void everyModeGivesSecondDerivatives(Mode mode) {
    Formula f = Formula.parse("x^3*sum(v) + v[0]*v[1]").withMode(mode);
    Point at = Point.of("x", 2).and("v", new double[] {3, 5});
    Map<String, Map<String, Tensor>> hessian = f.hessian(at, "x", "v");
    assertEquals(List.of("x", "v"), List.copyOf(hessian.keySet()));
    assertEquals(Tensor.scalar(96), by("x", by("x", hessian)));
    assertEquals(Tensor.vector(12.0, 12.0), by("v", by("x", hessian)));
    assertEquals(Tensor.vector(12.0, 12.0), by("x", by("v", hessian)));
    assertEquals(
        Tensor.matrix(new double[] {0, 1}, new double[] {1, 0}), by("v", by("v", hessian)));
    Point along = Point.of("x", 1).and("v", new double[] {1, 0});
    assertEquals(Tensor.scalar(108), f.hvp(at, along).get("x"));
    assertEquals(Tensor.vector(12.0, 13.0), f.hvp(at, along).get("v"));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void everyModeGivesJacobiansAndProducts(Mode mode) {
    Formula f = Formula.parse("x*v").withMode(mode);
    Point at = Point.of("x", 2).and("v", new double[] {3, 5, 7});
    Map<String, Tensor> jacobian = f.jacobian(at);
    assertEquals(Tensor.vector(3.0, 5.0, 7.0), jacobian.get("x"));
    assertEquals(Shape.of(3, 3), by("v", jacobian).shape());
    assertEquals(2, by("v", jacobian).getDouble(4));
    assertEquals(0, by("v", jacobian).getDouble(5));
    Point along = Point.of("v", new double[] {1, 0, 2});
    assertEquals(Tensor.vector(2.0, 0.0, 4.0), f.jvp(at, along));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void integersAndSinglePrecisionArePassedOn(Mode mode) {
    Formula f = Formula.parse("a[i]*a[0]").withMode(mode).withDType(DType.F32);
    Point at = Point.of("a", new double[] {2, 5}).and("i", 1);
    assertEquals(List.of("a"), List.copyOf(f.gradient(at).keySet()));
    assertEquals(Tensor.floats(Shape.of(2), 5f, 2f), f.gradient(at).get("a"));
    assertEquals("input/integers", fault(() -> f.value(at.and("i", 0.5))).code());
    assertEquals("input/integers", fault(() -> f.value(at.and("i", Double.NaN))).code());
  }

  @Test
  void graphsBuiltInJavaAreFormulas() {
    Graph graph = new Graph();
    Node x = graph.input("x");
    Node p = graph.input("p", new TensorType(DType.F64, Shape.of(List.of(Dim.named("n")))));
    Formula f = Formula.of("f", x.times(x).times(p).sum());
    assertEquals("2*x*sum(p)", f.derivative("x").text());
    Point at = Point.of("x", 3).and("p", new double[] {1, 2});
    for (Mode mode : Mode.values()) {
      assertEquals(Tensor.vector(9.0, 9.0), f.withMode(mode).gradient(at, "p").get("p"));
    }
  }

  @Test
  void programsRunOnATapeWithTheirStatements() {
    Recording run = Formula.parse(SEEDS + "; retain_grad(y); backward(z, ones_like(z))").record(AT);
    assertTrue(run.hasStatements());
    assertEquals(Tensor.scalar(48), run.gradient("x").orElseThrow());
    assertEquals(Tensor.scalar(8), run.gradient("y").orElseThrow());
    assertTrue(run.gradient("z").isEmpty());
    Variable z = run.variable("z");
    assertEquals(20, z.value().getDouble(0));
  }

  @Test
  void whatIsWrongIsSaid() {
    Formula z = Formula.parse(SEEDS);
    assertEquals("derivative/implicit-seed", fault(() -> z.gradient(AT)).code());
    Diagnostic shapes = fault(() -> z.gradient(AT, Seed.of(1)));
    assertEquals("the seed has shape [], but the output has shape [2, 2]", shapes.message());
    Diagnostic missing = fault(() -> z.value(Point.of("x", 1)));
    assertEquals("input/missing", missing.code());
    assertEquals("1:22", missing.span().toString());
    assertEquals("it has: x, p, y, z", fault(() -> z.withOutput("w").value(AT)).hint());
    assertEquals("derivative/unknown-name", fault(() -> z.gradient(AT, Seed.ONES, "q")).code());
    assertEquals("derivative/not-scalar", fault(() -> z.hessian(AT)).code());
    Diagnostic shape = fault(() -> z.withShape("p", 3, 3).value(AT));
    assertEquals("input/shape", shape.code());
  }

  @Test
  void operationsAreCounted() {
    Operations count = Formula.parse(SEEDS + "; mean(z)").withShape("p", 2, 2).operations();
    assertTrue(count.value() >= 5 && count.value() <= 8, count.toString());
    assertEquals(List.of("x", "p"), List.copyOf(count.derivative().keySet()));
    assertTrue(count.together() <= count.value() + 4, count.toString());
  }

  @Test
  void intermediateValuesAreVariablesToo() {
    Formula z = Formula.parse("y = x*x; z = y*y");
    assertEquals(Tensor.scalar(18), z.gradient(Point.of("x", 3), "y").get("y"));
    assertEquals(Tensor.scalar(18), z.withMode(Mode.TAPE).gradient(Point.of("x", 3), "y").get("y"));
    assertEquals(
        Tensor.scalar(18), z.withMode(Mode.FORWARD).gradient(Point.of("x", 3), "y").get("y"));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aPointMayHoldMoreThanAFormulaNames(Mode mode) {
    Formula text = Formula.parse("x*x").withMode(mode);
    Node x = new Graph().input("x");
    Point at = Point.of("x", 3).and("v", new double[] {1, 2});
    for (Formula plain : List.of(text, Formula.of(x.times(x)).withMode(mode))) {
      for (Formula f : List.of(plain, plain.withTypesOf(at))) {
        assertEquals(Tensor.scalar(9), f.value(at));
        assertEquals(List.of("x"), List.copyOf(f.gradient(at).keySet()));
        assertEquals(Tensor.vector(0.0, 0.0), f.gradient(at, "v").get("v"));
        assertEquals(Tensor.scalar(0), f.jvp(at, Map.of("v", Tensor.vector(1, 1))));
        assertEquals(Tensor.scalar(9), f.record(at).output().value());
        assertEquals("2*x", f.derivative("x").text());
        assertEquals(Set.of("v"), f.unused(at).keySet());
      }
    }
  }

  @Test
  void aMisspelledNameOfAPointIsSaidWhereTheOtherIsMissing() {
    Diagnostic found = fault(() -> Formula.parse("wide*x").value(Point.of("x", 1).and("wid", 2)));
    assertEquals("input/missing", found.code());
    assertTrue(found.hint().endsWith("; the program does not use what is given: wid"), found::hint);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aTypeOfWhatAFormulaNeverNamesIsRefused(Mode mode) {
    Formula text = Formula.parse("wide*wide").withMode(mode);
    Node wide = new Graph().input("wide");
    Point at = Point.of("wide", 2).and("wid", 3);
    for (Formula plain : List.of(text, Formula.of(wide.times(wide)).withMode(mode))) {
      Formula f = plain.withType("wid", TensorType.scalar(DType.F64));
      assertEquals(Tensor.scalar(0), f.gradient(at, "wid").get("wid"));
      for (Executable action :
          List.<Executable>of(
              () -> f.value(at),
              () -> f.gradient(at),
              () -> f.jacobian(at, "wide"),
              () -> f.jvp(at, Map.of("wide", Tensor.scalar(1))),
              () -> f.record(at),
              () -> plain.withShape("wid", 2).derivative("wide"),
              () -> plain.withShape("wid", Dim.named("n")).operations(),
              () -> f.executable("out"),
              () -> f.toFunction("wide"),
              () -> plain.withType("wid", TensorType.scalar(DType.I64)).toVectorFunction(),
              () -> plain.withTypes(Map.of("wid", plain.type())).valueAndGradient("wide"))) {
        Diagnostic found = fault(action);
        assertEquals("the program does not use wid", found.message());
        assertEquals("input/unused", found.code());
        assertTrue(found.hint().startsWith("did you mean wide?"), found::hint);
      }
    }
  }

  @Test
  void aNumberBeyondAnElementTypeIsRefusedWhereverItIsGiven() {
    Formula f = Formula.parse("x*x").withDType(DType.F32);
    Point one = Point.of("x", 1);
    for (Mode mode : Mode.values()) {
      Formula g = f.withMode(mode);
      for (Executable action :
          List.<Executable>of(
              () -> g.value(Point.of("x", -1e39)),
              () -> g.gradient(one, Seed.of(1e39)),
              () -> g.jvp(one, Map.of("x", Tensor.scalar(1e39))))) {
        Diagnostic found = fault(action);
        assertEquals("number/overflow", found.code());
        assertTrue(found.message().contains("1.0E39"), found::message);
        assertTrue(found.message().contains("3.4028235E38"), found::message);
      }
      assertEquals(
          Double.POSITIVE_INFINITY, g.value(Point.of("x", Double.NEGATIVE_INFINITY)).item());
    }
    TensorType single = new TensorType(DType.F32, Shape.of(2));
    assertEquals("number/overflow", fault(() -> Tensor.full(single, 1e39)).code());
    Node x = new Graph().input("x", single);
    assertEquals("number/overflow", fault(() -> x.times(1e39)).code());
  }
}

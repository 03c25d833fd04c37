package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacobi.core.backend.CompiledTensors;
import dev.jacobi.core.backend.tile.Interpretation;
import dev.jacobi.core.backend.tile.TileExecutable;
import dev.jacobi.core.backend.tile.TileTensors;
import dev.jacobi.core.definition.Eager;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.tape.Tape;
import dev.jacobi.core.tape.Variable;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A tape gives the same bits whatever its tensors are computed with, small or large. */
class TapeTensorsTest {

  private static final Interpretation MACHINE = new Interpretation();

  @TestFactory
  Stream<DynamicTest> aMachineGivesTheBitsOfTheDefinition() {
    return runs(new TileTensors(MACHINE));
  }

  @TestFactory
  Stream<DynamicTest> compiledOperationsGiveTheBitsOfTheDefinition() {
    return runs(new CompiledTensors(graph -> TileExecutable.of(graph, MACHINE)));
  }

  private static Stream<DynamicTest> runs(TensorAlgebra<Tensor> tensors) {
    return Stream.of(DType.F64, DType.F32)
        .flatMap(
            dtype ->
                Stream.of(0, 1, 2, 3, 40)
                    .map(
                        size ->
                            DynamicTest.dynamicTest(
                                dtype + " " + size + " × " + size,
                                () ->
                                    assertEquals(
                                        gradients(new Eager(), dtype, size),
                                        gradients(tensors, dtype, size)))));
  }

  /** First derivatives, and second ones of the first input, of a chain of mixed operations. */
  private static List<Tensor> gradients(TensorAlgebra<Tensor> tensors, DType dtype, int size) {
    Tape tape = new Tape(tensors);
    Variable x = tape.variable(matrix(dtype, size, 1));
    Variable w = tape.variable(matrix(dtype, size, 2));
    Variable b = tape.variable(matrix(dtype, size, 3));
    Variable y = chain(tape, x, w, b);
    List<Tensor> found = new ArrayList<>(List.of(y.value()));
    List<Optional<Variable>> first =
        tape.grad(y, List.of(x, w, b), Optional.empty(), true, true, false);
    first.forEach(gradient -> found.add(gradient.orElseThrow().value()));
    Variable slope = first.get(0).orElseThrow().sum();
    tape.grad(slope, List.of(x, w), Optional.empty(), true, false, true)
        .forEach(gradient -> gradient.ifPresent(given -> found.add(given.value())));
    y.backward();
    found.add(b.grad());
    return found;
  }

  private static Variable chain(Tape tape, Variable x, Variable w, Variable b) {
    Variable h = x.matmul(w).plus(b).map(ScalarOp.TANH);
    h = h.times(x).minus(b.mean()).map(ScalarOp.SIN).plus(1.5);
    h = h.transpose().matmul(w).map(ScalarOp.EXP).div(h);
    Variable condition = tape.map(ScalarOp.LT, h, b);
    h = tape.where(condition, h.pow(2), h.map(ScalarOp.SIGMOID));
    return h.matmul(x).unaryMinus().sum().times(0.1);
  }

  private static Tensor matrix(DType dtype, int size, int seed) {
    Random random = new Random(seed);
    double[] elements = random.doubles((long) size * size, 0.1, 0.9).toArray();
    return Tensor.of(Shape.of(size, size), elements).cast(dtype);
  }
}

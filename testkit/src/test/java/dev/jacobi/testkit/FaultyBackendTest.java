package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.definition.Eager;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The contract of backends is checked: backends with small faults do not pass it. */
class FaultyBackendTest {

  /** What a faulty backend makes of the value of an operation. */
  private interface Slip {
    Tensor apply(Op op, List<Tensor> x, Tensor y);
  }

  private static final Map<String, Slip> SLIPS = slips();

  private static Map<String, Slip> slips() {
    Map<String, Slip> slips = new LinkedHashMap<>();
    slips.put("exp off by one ulp", (op, x, y) -> is(op, ScalarOp.EXP) ? nudged(y) : y);
    slips.put("minus zero lost", (op, x, y) -> is(op, ScalarOp.MUL) ? plusZero(y) : y);
    slips.put("sums from left to right", (op, x, y) -> isSum(op) ? leftToRight(x.get(0), y) : y);
    slips.put("NaN lost by maximum", (op, x, y) -> is(op, ScalarOp.MAXIMUM) ? withoutNan(x, y) : y);
    slips.put("the least float flushed", (op, x, y) -> y.dtype() == DType.F32 ? cut(y) : y);
    slips.put("subnormals flushed", (op, x, y) -> is(op, ScalarOp.ABS) ? withoutSubnormals(y) : y);
    slips.put(
        "a permutation forgotten",
        (op, x, y) -> op instanceof Op.Permute ? x.get(0).reshape(y.shape()) : y);
    slips.put("the last element of 257 forgotten", (op, x, y) -> y.size() == 257 ? lastZero(y) : y);
    slips.put(
        "integers wrap around",
        (op, x, y) -> is(op, ScalarOp.NEG) && y.dtype() == DType.I64 ? negated(x.get(0)) : y);
    return slips;
  }

  private static boolean is(Op op, ScalarOp scalarOp) {
    return op instanceof Op.Map map && map.op() == scalarOp;
  }

  private static boolean isSum(Op op) {
    return op instanceof Op.Reduce reduce
        && reduce.reduction() == Reduction.SUM
        && reduce.axes().equals(List.of(0));
  }

  private static Tensor nudged(Tensor y) {
    return changed(y, e -> e == 1 ? Math.nextUp(1.0) : e);
  }

  private static Tensor plusZero(Tensor y) {
    return changed(y, e -> e + 0.0);
  }

  private static Tensor withoutSubnormals(Tensor y) {
    return changed(y, e -> Math.abs(e) < Double.MIN_NORMAL ? 0 : e);
  }

  private static Tensor cut(Tensor y) {
    return changed(y, e -> Math.abs(e) == Float.MIN_VALUE ? 0 : e);
  }

  private static Tensor changed(Tensor y, DoubleUnaryOperator change) {
    if (!y.dtype().isFloat()) {
      return y;
    }
    double[] elements = y.toDoubles();
    for (int i = 0; i < elements.length; i++) {
      elements[i] = change.applyAsDouble(elements[i]);
    }
    return Tensor.wrap(y.shape(), elements).cast(y.dtype());
  }

  private static Tensor leftToRight(Tensor x, Tensor y) {
    if (x.dtype() != DType.F64 || x.shape().rank() != 1) {
      return y;
    }
    double sum = 0;
    for (double element : x.toDoubles()) {
      sum += element;
    }
    return Tensor.scalar(sum).reshape(y.shape());
  }

  private static Tensor withoutNan(List<Tensor> x, Tensor y) {
    if (!x.get(0).type().equals(y.type()) || !y.dtype().isFloat()) {
      return y;
    }
    double[] elements = y.toDoubles();
    for (int i = 0; i < elements.length; i++) {
      elements[i] = Double.isNaN(elements[i]) ? x.get(0).getDouble(i) : elements[i];
    }
    return Tensor.wrap(y.shape(), elements).cast(y.dtype());
  }

  private static Tensor lastZero(Tensor y) {
    double[] elements = y.toDoubles();
    elements[elements.length - 1] = 0;
    return y.dtype().isFloat() ? Tensor.wrap(y.shape(), elements).cast(y.dtype()) : y;
  }

  private static Tensor negated(Tensor x) {
    long[] elements = x.toLongs();
    for (int i = 0; i < elements.length; i++) {
      elements[i] = -elements[i];
    }
    return Tensor.wrap(x.shape(), elements);
  }

  @TestFactory
  Stream<DynamicTest> aBackendThatSlipsIsNoticed() {
    return SLIPS.entrySet().stream()
        .map(
            slip ->
                dynamicTest(
                    slip.getKey(),
                    () -> assertTrue(fails(new Contract(slip.getValue())), slip.getKey())));
  }

  @Test
  void aBackendWithoutFaultsPasses() {
    assertTrue(!fails(new Contract((op, x, y) -> y)));
  }

  /** Whether a part of the contract that judges values fails. */
  private static boolean fails(BackendContract contract) {
    return Stream.of(
            contract.everyElementWiseOperationHasTheBitsOfItsDefinition(),
            contract.reductionsOfEverySizeHaveTheBitsOfTheirDefinition(),
            contract.integersThatOverflowAreDiagnostics())
        .flatMap(tests -> tests)
        .anyMatch(FaultyBackendTest::fails);
  }

  private static boolean fails(DynamicTest test) {
    try {
      test.getExecutable().execute();
      return false;
    } catch (Throwable failure) {
      return true;
    }
  }

  @Test
  void anErrorThatIsSwallowedIsNoticed() {
    Contract contract = new Contract((op, x, y) -> y);
    assertThrows(AssertionError.class, contract::inputsThatAreMissingOrDoNotFitAreDiagnostics);
    assertThrows(AssertionError.class, contract::graphsThatCannotRunAreDiagnostics);
  }

  /** The contract of a backend that slips, and that checks neither graphs nor inputs. */
  private static final class Contract extends BackendContract {

    private final Slip slip;

    Contract(Slip slip) {
      this.slip = slip;
    }

    @Override
    protected Backend backend() {
      return new Slipping(slip);
    }
  }

  private record Slipping(Slip slip) implements Backend {

    @Override
    public String name() {
      return "slipping";
    }

    @Override
    public int priority() {
      return 0;
    }

    @Override
    public List<String> capabilities() {
      return List.of("faults");
    }

    @Override
    public Executable compile(Graph graph) {
      return new Run(graph, new Slips(slip));
    }
  }

  private record Run(Graph graph, TensorAlgebra<Tensor> tensors) implements Executable {

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs) {
      List<Tensor> values =
          Replay.of(
              tensors,
              graph,
              graph.outputs().values(),
              in -> inputs.getOrDefault(in.name(), Tensor.scalar(0)));
      Map<String, Tensor> result = new LinkedHashMap<>();
      int next = 0;
      for (String name : graph.outputs().keySet()) {
        result.put(name, values.get(next++));
      }
      return result;
    }

    @Override
    public String description() {
      return "slipping";
    }
  }

  private record Slips(Slip slip) implements TensorAlgebra<Tensor> {

    @Override
    public TensorType type(Tensor x) {
      return x.type();
    }

    @Override
    public Optional<Rational> literal(Tensor x) {
      return Optional.empty();
    }

    @Override
    public Tensor apply(Op op, List<Tensor> x) {
      boolean wraps = is(op, ScalarOp.NEG) && x.get(0).dtype() == DType.I64;
      Tensor healthy = wraps ? x.get(0) : new Eager().apply(op, x);
      Tensor y = slip.apply(op, x, healthy);
      return wraps && y.equals(healthy) ? new Eager().apply(op, x) : y;
    }
  }
}

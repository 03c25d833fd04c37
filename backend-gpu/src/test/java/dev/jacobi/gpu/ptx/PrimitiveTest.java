package dev.jacobi.gpu.ptx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacobi.core.kernel.Layout;
import dev.jacobi.core.kernel.Load;
import dev.jacobi.core.kernel.Loop;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Body.Value;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.primitive.Primitive;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.gpu.simulated.SimulatedDriver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every primitive on every lane it takes, at awkward operands, against what it means. */
class PrimitiveTest {

  private static final double[] AWKWARD = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    3,
    0.1,
    -7.25,
    Math.PI,
    0x1p-1022,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    0x1.8p-1060,
    3e-310,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN,
    1e300,
    -1e-300,
    0x1p52,
    0x1p53,
    0x1p63,
    -0x1.fffffep127,
    0x1.fffffffffffffp-1,
    0x1.921fb54442d18p-1,
    0x1.921fb54442d19p-1,
    0x1.921fb54442d18p0,
    0x1.921fb54442d18p1,
    6381956970095103.0 * 0x1p797,
    0x1p-149,
    1e-42,
    1e22,
    -1e5,
    2.5e9,
    123456789
  };

  /** Numbers whose bits are random, too: all exponents. */
  private static double[] operands() {
    Random random = new Random(7);
    double[] all = Arrays.copyOf(AWKWARD, AWKWARD.length + 64);
    for (int i = AWKWARD.length; i < all.length; i++) {
      double one = Double.longBitsToDouble(random.nextLong());
      all[i] = Double.isNaN(one) ? random.nextGaussian() : one;
    }
    return all;
  }

  private static final List<List<Lane>> LANES =
      List.of(
          List.of(Lane.F64),
          List.of(Lane.F32),
          List.of(Lane.I64),
          List.of(Lane.TRUTH),
          List.of(Lane.F64, Lane.F64),
          List.of(Lane.F32, Lane.F32),
          List.of(Lane.I64, Lane.I64),
          List.of(Lane.TRUTH, Lane.TRUTH),
          List.of(Lane.F64, Lane.F64, Lane.F64),
          List.of(Lane.F32, Lane.F32, Lane.F32),
          List.of(Lane.TRUTH, Lane.F64, Lane.F64),
          List.of(Lane.TRUTH, Lane.F32, Lane.F32),
          List.of(Lane.TRUTH, Lane.I64, Lane.I64),
          List.of(Lane.TRUTH, Lane.TRUTH, Lane.TRUTH));

  @TestFactory
  Stream<DynamicTest> everyPrimitiveHasTheBitsOfItsMeaning() {
    return Arrays.stream(Primitive.values())
        .flatMap(
            primitive ->
                LANES.stream()
                    .filter(lanes -> primitive.result(lanes).isPresent())
                    .map(
                        lanes ->
                            dynamicTest(
                                primitive + " of " + lanes, () -> check(primitive, lanes))));
  }

  private static void check(Primitive primitive, List<Lane> lanes) {
    boolean shift = List.of(Primitive.SHL, Primitive.SHR, Primitive.USHR).contains(primitive);
    for (int places : shift ? new int[] {0, 1, 31, 32, 52, 63} : new int[] {0}) {
      Body.Builder code = new Body.Builder();
      List<Value> parameters = new ArrayList<>();
      for (int i = 0; i < lanes.size(); i++) {
        parameters.add(code.parameter(lanes.get(i) == Lane.TRUTH ? Lane.TRUTH : Lane.F64));
      }
      List<Value> operands = new ArrayList<>();
      for (int i = 0; i < lanes.size(); i++) {
        operands.add(
            shift && i == 1 ? code.integer(places) : as(code, parameters.get(i), lanes.get(i)));
      }
      Value result = code.apply(primitive, operands);
      compare(code.build(seen(code, result)), primitive.toString());
    }
  }

  /** A double as a value of a lane. */
  private static Value as(Body.Builder code, Value x, Lane lane) {
    return switch (lane) {
      case F64, TRUTH -> x;
      case F32 -> code.apply(Primitive.NARROW, List.of(x));
      case I64 -> code.apply(Primitive.BITS, List.of(x));
    };
  }

  /** A result as something that a loop stores, every bit of integers included. */
  private static Value[] seen(Body.Builder code, Value result) {
    if (result.lane() != Lane.I64) {
      return new Value[] {result};
    }
    // Half by half, as the fraction of a number from 1 to 2, since a NaN would hide bits.
    Value one = code.integer(0x3ff0000000000000L);
    Value low = code.apply(Primitive.IAND, List.of(result, code.integer(0xffffffffL)));
    Value high = code.apply(Primitive.USHR, List.of(result, code.integer(32)));
    return Stream.of(low, high)
        .map(half -> code.apply(Primitive.IOR, List.of(half, one)))
        .map(bits -> code.apply(Primitive.FROM_BITS, List.of(bits)))
        .toArray(Value[]::new);
  }

  @TestFactory
  Stream<DynamicTest> constantsAreOperandsOfEveryPrimitive() {
    return Arrays.stream(Primitive.values())
        .flatMap(
            primitive ->
                LANES.stream()
                    .filter(lanes -> primitive.result(lanes).isPresent())
                    .map(
                        lanes ->
                            dynamicTest(
                                primitive + " of " + lanes, () -> constants(primitive, lanes))));
  }

  private static void constants(Primitive primitive, List<Lane> lanes) {
    Body.Builder code = new Body.Builder();
    code.parameter(Lane.F64);
    double[] values = {7.5, -2, 0.75};
    List<Value> operands = new ArrayList<>();
    for (int i = 0; i < lanes.size(); i++) {
      operands.add(
          switch (lanes.get(i)) {
            case F64 -> code.constant(values[i]);
            case F32 -> code.single((float) values[i]);
            case I64 -> code.integer(0x4010000000000000L >> (60 * i));
            case TRUTH -> code.truth(i != 1);
          });
    }
    compare(code.build(seen(code, code.apply(primitive, operands))), primitive.toString());
  }

  /** Runs a body over all pairs of operands, the third in turn. */
  private static void compare(Body body, String name) {
    double[] operands = operands();
    int count = operands.length * operands.length;
    int parameters = body.parameters().size();
    List<Tensor> inputs = new ArrayList<>();
    for (int p = 0; p < parameters; p++) {
      double[] doubles = new double[count];
      boolean[] truths = new boolean[count];
      for (int i = 0; i < count; i++) {
        int place = p == 0 ? i % operands.length : p == 1 ? i / operands.length : i * 31;
        doubles[i] = operands[place % operands.length];
        truths[i] = (i >> p) % 2 == 1;
      }
      boolean truth = body.parameters().get(p) == Lane.TRUTH;
      inputs.add(truth ? Tensor.of(Shape.of(count), truths) : Tensor.vector(doubles));
    }
    List<Tensor> found = run(body, inputs, count);
    for (int i = 0; i < count; i++) {
      double[] d = new double[body.size()];
      long[] k = new long[body.size()];
      for (int p = 0; p < parameters; p++) {
        if (inputs.get(p).dtype() == DType.BOOL) {
          k[p] = inputs.get(p).booleans()[i] ? 1 : 0;
        } else {
          d[p] = inputs.get(p).doubles()[i];
        }
      }
      body.evaluate(d, k);
      for (int r = 0; r < found.size(); r++) {
        int result = body.results().get(r);
        double expected = body.lane(result) == Lane.TRUTH ? k[result] : d[result];
        assertEquals(expected, found.get(r).getDouble(i), 0.0, name + " of " + list(inputs, i));
        if (expected == 0) {
          assertEquals(
              1 / expected, 1 / found.get(r).getDouble(i), name + " of " + list(inputs, i));
        }
      }
    }
  }

  private static List<Double> list(List<Tensor> inputs, int i) {
    return inputs.stream().map(input -> input.getDouble(i)).toList();
  }

  private static List<Tensor> run(Body body, List<Tensor> inputs, int count) {
    int[] sizes = {count};
    List<Load> loads = new ArrayList<>();
    List<Loop.Target> targets = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      loads.add(new Load(Layout.dense(i, sizes)));
    }
    for (int i = 0; i < body.results().size(); i++) {
      targets.add(new Loop.Store(Layout.dense(inputs.size() + i, sizes)));
    }
    Plan plan = new Plan();
    LoopKernels.add(new Loop(List.of(count), loads, body, targets), Target.SM_75, plan);
    try (DeviceRun device = new DeviceRun(new SimulatedDriver())) {
      for (int i = 0; i < inputs.size(); i++) {
        device.write(i, inputs.get(i));
      }
      List<Tensor> results = new ArrayList<>();
      for (int i = 0; i < targets.size(); i++) {
        device.allocate(targets.get(i).buffer(), dtype(body, i), count);
      }
      device.launch(plan.emission());
      for (int i = 0; i < targets.size(); i++) {
        results.add(device.read(targets.get(i).buffer(), dtype(body, i), count));
      }
      return results;
    }
  }

  private static DType dtype(Body body, int result) {
    return switch (body.lane(body.results().get(result))) {
      case F64 -> DType.F64;
      case F32 -> DType.F32;
      case TRUTH -> DType.BOOL;
      case I64 -> throw new AssertionError(body);
    };
  }
}

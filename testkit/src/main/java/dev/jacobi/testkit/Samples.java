package dev.jacobi.testkit;

import dev.jacobi.core.op.Domain;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.Random;

/** Operands for tests, the same on every run. */
final class Samples {

  /** Doubles that bring out what is special about an operation. */
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    -1.5,
    2,
    -3,
    1e-9,
    1000,
    -1000,
    Double.MIN_VALUE,
    -Double.MIN_NORMAL / 3,
    Double.MAX_VALUE,
    -1e300,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };

  /** The same for floats: subnormal and huge in their range. */
  private static final float[] SPECIAL_FLOATS = {
    0.0f,
    -0.0f,
    1,
    -1,
    0.5f,
    -1.5f,
    2,
    -3,
    1e-9f,
    100,
    -100,
    Float.MIN_VALUE,
    -Float.MIN_NORMAL / 3,
    Float.MAX_VALUE,
    -1e38f,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN
  };

  private static final long[] SPECIAL_INTEGERS = {
    0, 1, -1, 2, -3, 1L << 31, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE
  };

  private Samples() {}

  /** How many special values an element type has. */
  static int specialCount(DType dtype) {
    return switch (dtype) {
      case F64 -> SPECIAL.length;
      case F32 -> SPECIAL_FLOATS.length;
      case I64 -> SPECIAL_INTEGERS.length;
      case BOOL -> 2;
    };
  }

  /** Special values of an element type, by the given places. */
  static Tensor special(DType dtype, int[] places) {
    Shape shape = Shape.of(places.length);
    Tensor result = Tensor.zeros(new TensorType(dtype, shape));
    for (int i = 0; i < places.length; i++) {
      switch (dtype) {
        case F64 -> result.doubles()[i] = SPECIAL[places[i]];
        case F32 -> result.floats()[i] = SPECIAL_FLOATS[places[i]];
        case I64 -> result.longs()[i] = SPECIAL_INTEGERS[places[i]];
        case BOOL -> result.booleans()[i] = places[i] != 0;
      }
    }
    return result;
  }

  /** Numbers from an operand's domain; integers are small ones. */
  static Tensor of(Domain domain, TensorType type, Random random) {
    int count = type.shape().elements();
    double[] elements = new double[count];
    for (int i = 0; i < count; i++) {
      elements[i] = number(domain, random);
    }
    return switch (type.dtype()) {
      case F64, F32 -> Tensor.wrap(type.shape(), elements).cast(type.dtype());
      case I64 -> integers(type.shape(), random);
      case BOOL -> truths(type.shape(), random);
    };
  }

  /** A number from a domain, at a little distance from where the operation is awkward. */
  static double number(Domain domain, Random random) {
    double width = domain.high() - domain.low();
    double value = domain.low();
    boolean near = width > 0;
    while (near) {
      double candidate = domain.low() + width * random.nextDouble();
      near = domain.awkward().stream().anyMatch(p -> Math.abs(candidate - p) < width / 40);
      value = candidate;
    }
    return value;
  }

  private static Tensor integers(Shape shape, Random random) {
    long[] result = random.longs(shape.elements(), -9, 10).toArray();
    return Tensor.wrap(shape, result);
  }

  private static Tensor truths(Shape shape, Random random) {
    boolean[] result = new boolean[shape.elements()];
    for (int i = 0; i < result.length; i++) {
      result[i] = random.nextBoolean();
    }
    return Tensor.wrap(shape, result);
  }

  /** Numbers of both signs with sizes between 0.25 and 1.75, no two alike. */
  static Tensor numbers(TensorType type, Random random) {
    return switch (type.dtype()) {
      case F64, F32 -> direction(type, random);
      case I64 -> integers(type.shape(), random);
      case BOOL -> truths(type.shape(), random);
    };
  }

  /** A direction or a seed: no element is close to 0, so that none hides. */
  static Tensor direction(TensorType type, Random random) {
    double[] elements = new double[type.shape().elements()];
    for (int i = 0; i < elements.length; i++) {
      double size = 0.25 + 1.5 * random.nextDouble();
      elements[i] = random.nextBoolean() ? size : -size;
    }
    return Tensor.wrap(type.shape(), elements).cast(type.dtype());
  }

  /** A generator for what is named, the same on every run and machine. */
  static Random random(String name) {
    return new Random(name.hashCode());
  }

  /** Whether an operation gives a value for these integers, instead of an overflow. */
  static boolean fits(ScalarOp op, long x, long y, long z) {
    if (op.integerFunction().isEmpty()) {
      return false;
    }
    try {
      op.integerFunction().get().apply(x, y, z);
      return true;
    } catch (ArithmeticException overflow) {
      return false;
    }
  }
}

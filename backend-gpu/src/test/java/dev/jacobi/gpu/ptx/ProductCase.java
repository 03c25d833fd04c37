package dev.jacobi.gpu.ptx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.jacobi.core.backend.tile.Interpretation;
import dev.jacobi.core.kernel.Layout;
import dev.jacobi.core.kernel.Product;
import dev.jacobi.core.type.DType;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A product with operands to try it on.
 *
 * @param product reads buffers 0 and 1, writes buffer 2
 * @param left the elements of buffer 0
 * @param right the elements of buffer 1
 * @param size the elements of buffer 2
 */
record ProductCase(Product product, Object left, Object right, int size) {

  /** What the buffer of a result holds before. */
  static final double CANARY = 12345.678;

  /** How an operand lies in its buffer. */
  enum Arrangement {
    DENSE,
    TRANSPOSED,
    /** Rows are longer than what is used of them, still aligned to 16 bytes. */
    ALIGNED_ROWS,
    ALIGNED_COLUMNS,
    /** Every second element, from the fifth. */
    GAPS,
    /** Backwards along both axes. */
    REVERSED,
    /** One operand for the whole batch. */
    SHARED,
    /** One row again and again. */
    REPEATED_ROW,
    REPEATED_COLUMN,
    /** Rows that overlap: element (i, j) is the i+j-th. */
    WINDOWS;

    Layout layout(int buffer, int batch, int rows, int columns) {
      Layout dense = Layout.dense(buffer, new int[] {batch, rows, columns});
      int wide = (columns + 7) / 4 * 4;
      int high = (rows + 7) / 4 * 4;
      List<Integer> sizes = dense.sizes();
      return switch (this) {
        case DENSE -> dense;
        case TRANSPOSED -> new Layout(buffer, 0, sizes, List.of(rows * columns, 1, rows));
        case ALIGNED_ROWS -> new Layout(buffer, 8, sizes, List.of(rows * wide, wide, 1));
        case ALIGNED_COLUMNS -> new Layout(buffer, 4, sizes, List.of(columns * high, 1, high));
        case GAPS ->
            new Layout(buffer, 5, sizes, List.of(rows * (2 * columns + 3), 2 * columns + 3, 2));
        case REVERSED ->
            new Layout(buffer, rows * columns - 1, sizes, List.of(rows * columns, -columns, -1));
        case SHARED -> new Layout(buffer, 0, sizes, List.of(0, columns, 1));
        case REPEATED_ROW -> new Layout(buffer, 0, sizes, List.of(columns, 0, 1));
        case REPEATED_COLUMN -> new Layout(buffer, 0, sizes, List.of(rows, 1, 0));
        case WINDOWS -> new Layout(buffer, 1, sizes, List.of(0, 1, 1));
      };
    }
  }

  /** What the operands are. */
  enum Elements {
    /** About 1, with zeros of both signs among them, an infinity and a NaN. */
    MIXED {
      @Override
      double next(SplittableRandom random, int size) {
        if (size > 8 && random.nextInt(2 * size) == 0) {
          return random.nextBoolean() ? Double.NaN : Double.NEGATIVE_INFINITY;
        }
        return switch (random.nextInt(16)) {
          case 0 -> 0.0;
          case 1 -> -0.0;
          default -> random.nextDouble(-2, 2);
        };
      }
    },
    /** So small that products vanish, mostly, and leave the sign of their zero. */
    VANISHING {
      @Override
      double next(SplittableRandom random, int size) {
        return switch (random.nextInt(4)) {
          case 0 -> 0.0;
          case 1 -> -0.0;
          case 2 -> -0x1p-590;
          default -> 0x1.8p-484;
        };
      }

      @Override
      float nextFloat(SplittableRandom random, int size) {
        return switch (random.nextInt(4)) {
          case 0 -> 0.0f;
          case 1 -> -0.0f;
          case 2 -> -0x1p-80f;
          default -> 0x1.8p-69f;
        };
      }
    },
    /** On the left nothing but −0, on the right ones: no term moves a sum from where it begins. */
    NEGATIVE_ZEROS {
      @Override
      double next(SplittableRandom random, int size) {
        return -0.0;
      }

      @Override
      Elements right() {
        return ONES;
      }
    },
    ONES {
      @Override
      double next(SplittableRandom random, int size) {
        return 1;
      }
    };

    /** What the right operand is. */
    Elements right() {
      return this;
    }

    abstract double next(SplittableRandom random, int size);

    float nextFloat(SplittableRandom random, int size) {
      return (float) next(random, size);
    }

    Object array(DType dtype, int size, SplittableRandom random) {
      if (dtype == DType.F64) {
        double[] elements = new double[size];
        for (int i = 0; i < size; i++) {
          elements[i] = next(random, size);
        }
        return elements;
      }
      float[] elements = new float[size];
      for (int i = 0; i < size; i++) {
        elements[i] = nextFloat(random, size);
      }
      return elements;
    }
  }

  /** The sizes of a product, and how its operands and its result lie. */
  record Shape(
      int batch, int m, int k, int n, Arrangement left, Arrangement right, Arrangement result) {

    static Shape of(int m, int k, int n, Arrangement left, Arrangement right) {
      return new Shape(1, m, k, n, left, right, Arrangement.DENSE);
    }
  }

  static ProductCase of(DType dtype, Shape shape, Elements elements) {
    Layout left = shape.left().layout(0, shape.batch(), shape.m(), shape.k());
    Layout right = shape.right().layout(1, shape.batch(), shape.k(), shape.n());
    Layout result = shape.result().layout(2, shape.batch(), shape.m(), shape.n());
    SplittableRandom random = new SplittableRandom(shape.toString().hashCode());
    return new ProductCase(
        new Product(dtype, left, right, result),
        elements.array(dtype, extent(left), random),
        elements.right().array(dtype, extent(right), random),
        extent(result));
  }

  /** The elements of the smallest buffer for a layout. */
  private static int extent(Layout layout) {
    int last = layout.offset();
    for (int axis = 0; axis < 3; axis++) {
      last += Math.max((layout.sizes().get(axis) - 1) * layout.strides().get(axis), 0);
    }
    return last + 1;
  }

  /** A buffer for the result, filled with something else. */
  Object canary() {
    Object array = product.dtype().array(size);
    if (array instanceof double[] doubles) {
      Arrays.fill(doubles, CANARY);
    } else {
      Arrays.fill((float[]) array, (float) CANARY);
    }
    return array;
  }

  /** The result by the definition. */
  Object defined() {
    Object result = canary();
    new Interpretation().multiply(product, false, left, right, result);
    return result;
  }

  /**
   * Runs launches on a device and compares with the definition.
   *
   * @throws AssertionError when a bit differs, inside the result or beside it
   */
  void assertSameBits(Emission emission) {
    Object found = canary();
    new Simulation().run(emission, left, right, found);
    assertArrayEquals(bits(defined()), bits(found), product.toString());
  }

  /** Every NaN is the same. */
  private static long[] bits(Object values) {
    return values instanceof double[] doubles
        ? Arrays.stream(doubles).mapToLong(Double::doubleToLongBits).toArray()
        : IntStream.range(0, ((float[]) values).length)
            .mapToLong(i -> Float.floatToIntBits(((float[]) values)[i]))
            .toArray();
  }
}

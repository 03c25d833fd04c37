package dev.jacobi.cpu.product;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.cpu.jvm.VectorSupport;
import dev.jacobi.cpu.jvm.Workers;
import dev.jacobi.cpu.product.NaiveProduct.Layout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProductTest {

  /** Warm products by width and threads: each takes seconds to become so. */
  private final Map<List<Integer>, Product> products = new HashMap<>();

  /** Whether this JVM, as busy as it is, has made vector code fast; if not, slow code is tested. */
  private boolean compiles = true;

  private static final int[] SIZES = {
    0, 1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 255, 256, 257
  };

  private static final int RANDOM_CASES = 400;
  private static final long BIG = 4_000_000;

  /** The product at a width, or in plain loops, on so many threads. */
  private Product product(int bits, int threads) throws InterruptedException {
    Product known = products.get(List.of(bits, threads));
    if (known != null) {
      return known;
    }
    VectorSupport here = VectorSupport.detect();
    assertTrue(here.isAvailable(), here.reason());
    VectorSupport support = bits == 0 ? VectorSupport.none("switched off") : VectorSupport.of(bits);
    Product product = new Product(support, Workers.of(threads));
    boolean warm = bits == here.bits() && compiles && product.warmUp();
    if (bits == here.bits()) {
      compiles = warm;
    }
    if (bits > 0 && !warm) {
      product.useCold();
    }
    products.put(List.of(bits, threads), product);
    return product;
  }

  /** All widths here; the widest first, for JDK 17 never makes a second one fast. */
  private IntStream widths() {
    return IntStream.of(512, 256, 128, 0).filter(bits -> bits <= VectorSupport.detect().bits());
  }

  @ParameterizedTest
  @Order(1)
  @MethodSource("widths")
  void everyWidthHasTheBitsOfPlainLoops(int bits) throws InterruptedException {
    Random random = new Random(bits + 1);
    Product[] products = {product(bits, 1), product(bits, 2)};
    boolean compiled = bits == 0 || (compiles && bits == VectorSupport.detect().bits());
    Layout[] layouts = Layout.values();
    for (int i = 0; i < RANDOM_CASES; i++) {
      int m = SIZES[random.nextInt(SIZES.length)];
      int n = SIZES[random.nextInt(SIZES.length)];
      int k = SIZES[random.nextInt(SIZES.length)];
      if ((long) m * n * k > (compiled ? BIG : BIG / 40)) {
        continue;
      }
      Layout left = layouts[random.nextInt(layouts.length)];
      Layout right = layouts[random.nextInt(layouts.length)];
      NaiveProduct.of(i % 2 == 0, m, n, k, left, right, i % 5 == 0, i).check(products[i / 2 % 2]);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void vectorsTimesMatricesHaveTheSameBits(boolean wide) throws InterruptedException {
    Product product = product(VectorSupport.detect().bits(), 2);
    for (Layout layout : Layout.values()) {
      for (int k : SIZES) {
        NaiveProduct.of(wide, 1, 203, k, Layout.DENSE, layout, true, k).check(product);
        NaiveProduct.of(wide, 203, 1, k, layout, Layout.DENSE, true, k).check(product);
        NaiveProduct.of(wide, k, 1, 203, layout, Layout.EVERY_OTHER, true, k).check(product);
        NaiveProduct.of(wide, 1, k, 203, Layout.EVERY_OTHER, layout, true, k).check(product);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anyNumberOfRowsTimesAVectorHasTheBitsOfOneAfterAnother(boolean wide)
      throws InterruptedException {
    Product product = product(0, 1);
    for (Layout layout : new Layout[] {Layout.DENSE, Layout.SLICE}) {
      for (int m = 0; m < 70; m++) {
        for (int seed = 0; seed < 4; seed++) {
          NaiveProduct.of(wide, m, 1, 21, layout, Layout.EVERY_OTHER, true, seed).check(product);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void blocksGoOnWhereTheLastEnded(boolean wide) throws InterruptedException {
    Product product = product(VectorSupport.detect().bits(), 2);
    for (Layout layout : Layout.values()) {
      NaiveProduct.of(wide, 150, 530, 70, layout, layout, false, 1).check(product);
      NaiveProduct.of(wide, 21, 37, 2500, layout, Layout.DENSE, false, 2).check(product);
      NaiveProduct.of(wide, 21, 70, 1025, Layout.DENSE, layout, false, 3).check(product);
    }
  }

  /** Few columns, of a matrix with dense columns: computed as the transpose. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void narrowResultsGoOnWhereTheLastStretchEnded(boolean wide) throws InterruptedException {
    Product product = product(VectorSupport.detect().bits(), 2);
    for (Layout layout : Layout.values()) {
      for (int seed = 0; seed < 4; seed++) {
        NaiveProduct.of(wide, 2100, 1 + seed, 40, Layout.TRANSPOSED, layout, true, seed)
            .check(product);
        NaiveProduct.of(wide, 1500, 7, 200, Layout.TRANSPOSED_SLICE, layout, false, seed)
            .check(product);
      }
    }
  }

  /** Rows of a power of two elements, which a cache would keep few of. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rowsThatCrowdACacheHaveTheSameBits(boolean wide) throws InterruptedException {
    Product product = product(VectorSupport.detect().bits(), 2);
    for (Layout layout : Layout.values()) {
      NaiveProduct.of(wide, 1024, 520, 9, Layout.TRANSPOSED, layout, false, 1).check(product);
      NaiveProduct.of(wide, 21, 1024, 9, layout, Layout.DENSE, true, 2).check(product);
    }
  }

  @Test
  void rowsTakenBlockByBlockGiveTheWholeProduct() throws InterruptedException {
    Product product = product(VectorSupport.detect().bits(), 2);
    int rows = 10_007;
    int columns = 29;
    NaiveProduct whole =
        NaiveProduct.of(true, columns, 1, rows, Layout.TRANSPOSED, Layout.DENSE, false, 1);
    Matrix x = whole.a().transposed();
    double[] g = new double[columns];
    for (int i = 0; i < rows; i += 300) {
      int count = Math.min(300, rows - i);
      product.multiply(
          columns,
          1,
          count,
          x.from(i, 0).transposed(),
          whole.b().from(i, 0),
          Matrix.dense(g, 1),
          i > 0);
    }
    double[] once = new double[columns];
    product.multiply(columns, 1, rows, whole.a(), whole.b(), Matrix.dense(once, 1), false);
    assertArrayEquals(once, g);
  }

  @Test
  void manyThreadsMayShareOneProduct() throws InterruptedException {
    Product product = product(VectorSupport.detect().bits(), 2);
    IntStream.range(0, 8)
        .mapToObj(
            i -> {
              Thread thread =
                  new Thread(
                      () -> {
                        for (int run = 0; run < 20; run++) {
                          NaiveProduct.of(
                                  run % 2 == 0,
                                  130 + i,
                                  140 - run,
                                  130,
                                  Layout.DENSE,
                                  Layout.SLICE,
                                  false,
                                  run)
                              .check(product);
                        }
                      });
              Throwable[] thrown = new Throwable[1];
              thread.setUncaughtExceptionHandler((who, what) -> thrown[0] = what);
              thread.start();
              return new Object[] {thread, thrown};
            })
        .toList()
        .forEach(
            pair -> {
              try {
                ((Thread) pair[0]).join();
              } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
              }
              Throwable thrown = ((Throwable[]) pair[1])[0];
              if (thrown != null) {
                throw new AssertionError(thrown);
              }
            });
  }

  @Test
  void memoryStaysFlat() throws InterruptedException {
    Product product = product(VectorSupport.detect().bits(), 2);
    NaiveProduct odd = NaiveProduct.of(true, 65, 33, 31, Layout.SLICE, Layout.DENSE, false, 1);
    long before = 0;
    for (int i = 0; i < 11_000; i++) {
      if (i == 1_000) {
        before = used();
      }
      product.multiply(odd.m(), odd.n(), odd.k(), odd.a(), odd.b(), odd.c(), false);
    }
    long growth = used() - before;
    assertTrue(growth < 8_000_000, growth + " bytes");
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anInterruptedThreadStops(int threads) throws InterruptedException {
    Product product = product(VectorSupport.detect().bits(), threads);
    double[] elements = new double[2000 * 2000];
    Matrix matrix = Matrix.dense(elements, 2000);
    Matrix result = Matrix.dense(new double[2000 * 2000], 2000);
    Thread.currentThread().interrupt();
    DiagnosticException thrown =
        assertThrows(
            DiagnosticException.class,
            () -> product.multiply(2000, 2000, 2000, matrix, matrix, result, false));
    assertEquals("run/interrupted", thrown.first().code());
    assertTrue(Thread.interrupted());
  }

  @Test
  void matricesThatDoNotGoTogetherAreRefused() throws InterruptedException {
    Product product = product(0, 1);
    Matrix doubles = Matrix.dense(new double[4], 2);
    Matrix floats = Matrix.dense(new float[4], 2);
    assertThrows(
        IllegalArgumentException.class,
        () -> product.multiply(2, 2, 2, doubles, floats, doubles, false));
    assertThrows(
        IllegalArgumentException.class,
        () -> product.multiply(2, 2, 2, doubles, doubles, doubles.transposed(), false));
    assertThrows(IllegalArgumentException.class, () -> new Matrix(new long[4], 0, 2, 1));
  }
}

package dev.jacobi.gpu.ptx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.kernel.Layout;
import dev.jacobi.core.kernel.Product;
import dev.jacobi.core.type.DType;
import dev.jacobi.gpu.ptx.ProductCase.Arrangement;
import dev.jacobi.gpu.ptx.ProductCase.Elements;
import dev.jacobi.gpu.ptx.ProductCase.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProductKernelsTest {

  private static final List<DType> TYPES = List.of(DType.F32, DType.F64);

  private static final int[] AWKWARD = {
    1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 257
  };

  private static Emission tiled(Product product, ProductTile tile) {
    return new Emission(
        List.of(
            TiledProduct.launch(
                product.dtype(),
                tile,
                new ProductPanel(product.left(), 1),
                new ProductPanel(product.right(), 2),
                product.result(),
                Target.SM_75)),
        List.of());
  }

  static Stream<Arguments> tiles() {
    List<Arguments> tiles = new ArrayList<>();
    for (DType dtype : TYPES) {
      Stream.concat(ProductTile.blocks(dtype).stream(), ProductTile.thin(dtype).stream())
          .forEach(tile -> tiles.add(Arguments.of(dtype, tile)));
    }
    return tiles.stream();
  }

  @ParameterizedTest
  @MethodSource("tiles")
  void everyTileIsExactAtItsEdges(DType dtype, ProductTile tile) {
    int terms = tile.terms();
    int[][] past = {{0, 0, 0}, {1, 1, 1}, {-1, -1, 0}, {4, -terms + 1, 4}, {0, terms - 4, 4}};
    for (int i = 0; i < past.length; i++) {
      int m = Math.max(tile.rows() + past[i][0], 1);
      int n = Math.max(tile.columns() + past[i][2], 1);
      Arrangement left = i % 2 == 0 ? Arrangement.DENSE : Arrangement.TRANSPOSED;
      Arrangement right = i % 4 < 2 ? Arrangement.DENSE : Arrangement.TRANSPOSED;
      Elements elements = Elements.values()[i % 3];
      Shape shape = Shape.of(m, terms + past[i][1], n, left, right);
      ProductCase question = ProductCase.of(dtype, shape, elements);
      question.assertSameBits(tiled(question.product(), tile));
    }
  }

  @ParameterizedTest
  @MethodSource("tiles")
  void everyTileReadsEveryArrangement(DType dtype, ProductTile tile) {
    int m = Math.min(tile.rows(), 16) + 4;
    int n = Math.min(tile.columns(), 16) + 4;
    int k = tile.terms() + 4;
    Arrangement[] all = Arrangement.values();
    for (int i = 0; i < all.length; i++) {
      Arrangement right = all[(3 * i + tile.columns()) % all.length];
      Shape shape = new Shape(1 + i % 2, m, k, n, all[i], right, Arrangement.DENSE);
      ProductCase question = ProductCase.of(dtype, shape, Elements.MIXED);
      question.assertSameBits(tiled(question.product(), tile));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void whatIsChosenIsExactForAwkwardSizes(DType dtype) {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 100; i++) {
      int m = AWKWARD[random.nextInt(AWKWARD.length)];
      int k = AWKWARD[random.nextInt(AWKWARD.length)];
      int n = AWKWARD[random.nextInt(AWKWARD.length)];
      if (m * k * n > 1 << 18) {
        continue;
      }
      int batch = m * k * n < 1 << 14 ? 1 + random.nextInt(5) : 1;
      Shape shape = new Shape(batch, m, k, n, any(random), any(random), anyResult(random));
      Elements elements = Elements.values()[random.nextInt(3)];
      ProductCase question = ProductCase.of(dtype, shape, elements);
      question.assertSameBits(ProductKernels.emit(question.product(), Target.SM_75));
    }
  }

  private static Arrangement any(SplittableRandom random) {
    return Arrangement.values()[random.nextInt(Arrangement.values().length)];
  }

  private static Arrangement anyResult(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> Arrangement.TRANSPOSED;
      case 1 -> Arrangement.ALIGNED_ROWS;
      case 2 -> Arrangement.ALIGNED_COLUMNS;
      default -> Arrangement.DENSE;
    };
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void manySmallProductsAreExact(DType dtype) {
    for (int[] size :
        new int[][] {{1, 20, 1}, {2, 2, 2}, {3, 3, 3}, {4, 16, 4}, {8, 1, 8}, {1, 7, 5}}) {
      for (Arrangement left : Arrangement.values()) {
        for (Elements elements : Elements.values()) {
          Shape shape =
              new Shape(
                  40,
                  size[0],
                  size[1],
                  size[2],
                  left,
                  Arrangement.TRANSPOSED,
                  Arrangement.TRANSPOSED);
          ProductCase question = ProductCase.of(dtype, shape, elements);
          question.assertSameBits(ProductKernels.emit(question.product(), Target.SM_75));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void sumsWithoutTermsAreZero(DType dtype) {
    for (int size : new int[] {1, 70}) {
      Product product =
          new Product(
              dtype,
              Layout.dense(0, new int[] {1, size, 0}),
              Layout.dense(1, new int[] {1, 0, size}),
              Layout.dense(2, new int[] {1, size, size}));
      ProductCase question = new ProductCase(product, dtype.array(1), dtype.array(1), size * size);
      question.assertSameBits(ProductKernels.emit(product, Target.SM_75));
    }
  }

  @Test
  void anEmptyResultTakesNoLaunch() {
    Product product =
        new Product(
            DType.F64,
            Layout.dense(0, new int[] {1, 0, 3}),
            Layout.dense(1, new int[] {1, 3, 4}),
            Layout.dense(2, new int[] {1, 0, 4}));
    assertEquals(List.of(), ProductKernels.emit(product, Target.SM_75).launches());
  }

  @Test
  void sizesAndStridesAreNoPartOfTheText() {
    ProductTile tile = ProductTile.blocks(DType.F32).get(0);
    Shape one = Shape.of(300, 200, 100, Arrangement.DENSE, Arrangement.DENSE);
    Shape other = Shape.of(24, 16, 8, Arrangement.ALIGNED_ROWS, Arrangement.DENSE);
    assertEquals(kernel(one, tile), kernel(other, tile));
  }

  private static Kernel kernel(Shape shape, ProductTile tile) {
    Product product = ProductCase.of(DType.F32, shape, Elements.MIXED).product();
    return tiled(product, tile).launches().get(0).kernel();
  }

  @ParameterizedTest
  @MethodSource("tiles")
  void everyRoundingIsNamedAndEverySumIsFused(DType dtype, ProductTile tile) {
    Shape shape = Shape.of(33, 17, 9, Arrangement.DENSE, Arrangement.TRANSPOSED);
    Product product = ProductCase.of(dtype, shape, Elements.MIXED).product();
    String text = tiled(product, tile).launches().get(0).kernel().text();
    String type = dtype == DType.F64 ? ".f64" : ".f32";
    List<String> arithmetic =
        text.lines()
            .map(String::strip)
            .filter(line -> line.contains(type + " "))
            .filter(line -> !line.matches("(@!?%p\\d+ )?(ld|st|mov|\\.reg).*"))
            .toList();
    assertTrue(arithmetic.size() >= 8, text);
    arithmetic.forEach(line -> assertTrue(line.startsWith("fma.rn" + type), line));
  }
}

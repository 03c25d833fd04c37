package dev.jacobi.gpu.ptx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.kernel.Layout;
import dev.jacobi.core.type.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("ptx-compile")
class ProductKernelsCompileTest {

  private static final int STATIC_SHARED_MEMORY = 48 * 1024;

  static Stream<Arguments> tiles() {
    List<Arguments> tiles = new ArrayList<>();
    for (DType dtype : List.of(DType.F32, DType.F64)) {
      Stream.concat(ProductTile.blocks(dtype).stream(), ProductTile.thin(dtype).stream())
          .forEach(
              tile -> {
                for (Target target : Target.values()) {
                  tiles.add(Arguments.of(dtype, tile, target));
                }
              });
    }
    return tiles.stream();
  }

  @ParameterizedTest
  @MethodSource("tiles")
  void everyTileCompilesWithoutSpills(DType dtype, ProductTile tile, Target target) {
    int registers = dtype == DType.F32 ? 128 : 255;
    for (int size : new int[] {256, 255}) {
      Layout rows = Layout.dense(0, new int[] {1, size, size});
      Layout columns = rows.permute(List.of(0, 2, 1));
      for (Layout left : List.of(rows, columns)) {
        for (Layout right : List.of(rows, columns)) {
          Launch launch =
              TiledProduct.launch(
                  dtype, tile, new ProductPanel(left, 1), new ProductPanel(right, 2), rows, target);
          Compiled compiled = Compiler.compile(launch.kernel().text(), target);
          assertTrue(compiled.succeeded(), compiled.log());
          assertEquals(0, compiled.spilled(), compiled.log());
          assertTrue(compiled.registers() <= registers, compiled.log());
          assertTrue(
              compiled.registers() * tile.threads() * tile.resident(dtype) <= 64 * 1024,
              compiled.log());
          assertTrue(compiled.shared() <= STATIC_SHARED_MEMORY, compiled.log());
        }
      }
    }
  }

  static Stream<Arguments> types() {
    return Stream.of(DType.F32, DType.F64)
        .flatMap(dtype -> Stream.of(Target.values()).map(target -> Arguments.of(dtype, target)));
  }

  @ParameterizedTest
  @MethodSource("types")
  void smallProductsTakeFewRegisters(DType dtype, Target target) {
    Layout matrices = Layout.dense(0, new int[] {1000, 3, 3});
    Launch launch =
        ElementProduct.launch(
            dtype, new ProductPanel(matrices, 1), new ProductPanel(matrices, 2), matrices, target);
    Compiled compiled = Compiler.compile(launch.kernel().text(), target);
    assertTrue(compiled.succeeded(), compiled.log());
    assertEquals(0, compiled.spilled(), compiled.log());
    assertTrue(compiled.registers() <= 64, compiled.log());
  }
}

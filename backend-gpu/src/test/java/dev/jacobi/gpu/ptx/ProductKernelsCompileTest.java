package dev.jacobi.gpu.ptx;

import dev.jacobi.core.kernel.*;
import dev.jacobi.core.type.DType;
import java.nio.file.*;
import java.util.*;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ptx-compile")
class ProductKernelsCompileTest {
  @Test
  void draft() throws Exception {
    for (DType dtype : List.of(DType.F32, DType.F64)) {
      List<ProductTile> tiles = new ArrayList<>(ProductTile.blocks(dtype));
      tiles.addAll(ProductTile.thin(dtype));
      for (ProductTile tile : tiles) {
        for (int mode = 0; mode < 4; mode++) {
          int s = mode < 2 ? 256 : 255;
          Layout dense = Layout.dense(0, new int[] {1, s, s});
          boolean t = mode % 2 == 1;
          Layout l = t ? dense.permute(List.of(0, 2, 1)) : dense;
          Launch launch =
              TiledProduct.launch(
                  dtype, tile, new ProductPanel(l, 1), new ProductPanel(l, 2), dense, Target.SM_75);
          Files.writeString(
              Path.of(
                  "/tmp/ptxproduct-"
                      + dtype
                      + "-"
                      + tile.rows()
                      + "x"
                      + tile.columns()
                      + "x"
                      + tile.terms()
                      + "-"
                      + mode
                      + ".ptx"),
              launch.kernel().text());
          for (int cc : new int[] {75, 90}) {
            Compiled c = Compiler.compile(launch.kernel().text(), cc);
            System.out.println(
                dtype
                    + " "
                    + tile.rows()
                    + "x"
                    + tile.columns()
                    + "x"
                    + tile.terms()
                    + " t"
                    + tile.threads()
                    + " mode "
                    + mode
                    + " sm"
                    + cc
                    + " "
                    + (c.succeeded()
                        ? c.registers() + " regs, spill " + c.spilled() + " shared " + c.shared()
                        : c.log()));
            if (!c.succeeded()) return;
          }
        }
      }
    }
  }
}

package dev.jacobi.cpu.product;

/** Room for the panels of one block of A and of B, and for tiles that C has no room for. */
final class Buffers {

  final Object left;
  final Object right;
  final Object tiles;
  final Object turned;

  Buffers(Tiling tiling) {
    int widest = Tiling.WIDTH * tiling.lanes();
    left = tiling.array(Tiling.ROWS * tiling.depth());
    right = tiling.array((Tiling.COLUMNS + widest) * tiling.depth());
    tiles = tiling.array(Tiling.ROWS * widest);
    turned = tiling.array(NarrowResult.STRETCH * tiling.lanes());
  }
}

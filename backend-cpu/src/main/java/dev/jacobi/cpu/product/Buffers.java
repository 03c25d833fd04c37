package dev.jacobi.cpu.product;

/** Room for the panels of one block of A and of B, and for a tile that C has no room for. */
final class Buffers {

  final Object left;
  final Object right;
  final Object tile;

  /** Never written to. */
  final Object zeros;

  Buffers(Tiling tiling) {
    int widest = Tiling.WIDTH * tiling.lanes();
    left = tiling.array(Tiling.ROWS * tiling.depth());
    right = tiling.array((Tiling.COLUMNS + widest) * tiling.depth());
    tile = tiling.array(tiling.height() * widest);
    zeros = tiling.array(Tiling.LONG * tiling.lanes());
  }
}

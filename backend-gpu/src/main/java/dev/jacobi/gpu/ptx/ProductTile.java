package dev.jacobi.gpu.ptx;

import dev.jacobi.core.type.DType;
import java.util.ArrayList;
import java.util.List;

/**
 * How a block of threads shares the work: it computes {@code rows × columns} elements of the
 * result, {@code terms} terms at a time from shared memory. A thread owns its elements over all
 * terms, so that every sum is in the defined order.
 *
 * @param rows of the result, for a block
 * @param columns of the result, for a block
 * @param terms that shared memory holds, twice
 * @param threadRows rows for a thread
 * @param threadColumns columns for a thread
 * @param laneColumns how many threads of a warp lie side by side: 8 of 4 × 8, or 1 of 32 × 1
 * @param threads of a block; those beyond the elements only load
 * @param vectors whether a thread's elements lie in groups of 16 bytes, read at once
 */
record ProductTile(
    int rows,
    int columns,
    int terms,
    int threadRows,
    int threadColumns,
    int laneColumns,
    int threads,
    boolean vectors) {

  /**
   * The multiprocessors that the choice is made for: those of an H200. A device with another count
   * computes the same bits.
   */
  private static final long PROCESSORS = 132;

  /** Clock ticks from asking global memory to having the answer, about. */
  private static final long LATENCY = 500;

  /** Bytes that a multiprocessor gets from the cache in a clock tick, about. */
  private static final long BYTES = 24;

  /** What there is for blocks of the result, the largest first. */
  static List<ProductTile> blocks(DType dtype) {
    return List.of(
        dtype == DType.F64
            ? new ProductTile(64, 128, 8, 8, 8, 8, 128, true)
            : new ProductTile(128, 128, 8, 8, 8, 8, 256, true),
        new ProductTile(64, 64, 16, 8, 4, 8, 128, true),
        new ProductTile(32, 32, 32, 4, 4, 8, 64, true),
        new ProductTile(16, 16, 8, 4, 2, 8, 32, true),
        new ProductTile(16, 16, 64, 2, 2, 8, 256, false));
  }

  /** What there is for results of few columns. */
  static List<ProductTile> thin(DType dtype) {
    boolean f64 = dtype == DType.F64;
    List<ProductTile> tiles = new ArrayList<>();
    for (int columns = 1; columns <= 8; columns *= 2) {
      tiles.add(new ProductTile(128, columns, f64 ? 16 : 32, 1, columns, 1, 128, true));
      int own = Math.max(columns / 4, 1);
      tiles.add(new ProductTile(32, columns, f64 ? 64 : 128, 1, own, 1, 128, false));
    }
    return tiles;
  }

  /** How many threads of a warp lie below each other. */
  int laneRows() {
    return 32 / laneColumns;
  }

  /** How many warps lie side by side. */
  int warpColumns() {
    return columns / (laneColumns * threadColumns);
  }

  /** How many warps compute; those beyond only load. */
  int warps() {
    return warpColumns() * (rows / (laneRows() * threadRows));
  }

  /** How many of a thread's rows are read from shared memory at once. */
  int rowGroup(int width) {
    return vectors && threadRows % width == 0 ? width : 1;
  }

  /** How many of a thread's columns are read from shared memory at once. */
  int columnGroup(int width) {
    return vectors && threadColumns % width == 0 ? width : 1;
  }

  /** How many blocks share a multiprocessor, so that one computes while another waits. */
  int resident(DType dtype) {
    return Math.max((dtype == DType.F64 ? 256 : 512) / threads, 1);
  }

  /**
   * About how many clock ticks a batch of products takes: what bounds a step of all sums is
   * arithmetic, reads of shared memory or reads of global memory, unless it is waiting for memory.
   */
  long clocks(DType dtype, long batch, ProductPanel left, ProductPanel right) {
    int size = dtype == DType.F64 ? 8 : 4;
    long arithmetic = Math.max((long) rows * columns * size / 512, 4);
    long shared = warps() * (reads(threadRows, size) + reads(threadColumns, size));
    long stored = (long) (rows + columns) * size / 128 + 1;
    long global = (left.bytes(rows, size) + right.bytes(columns, size)) / BYTES;
    long step = Math.max(arithmetic, Math.max(shared + stored, global));
    long blocks = batch * ceiling(left.outer(), rows) * ceiling(right.outer(), columns);
    long terms = left.terms();
    long busy = ceiling(blocks, PROCESSORS) * terms * step;
    long rounds = ceiling(blocks, PROCESSORS * resident(dtype));
    return Math.max(busy, rounds * ceiling(terms, terms()) * LATENCY) + LATENCY;
  }

  /** Accesses of shared memory for some elements of each thread: 16 bytes for all take two. */
  private long reads(int elements, int size) {
    int width = 16 / size;
    return vectors && elements % width == 0 ? 2L * elements / width : (long) elements * size / 4;
  }

  private static long ceiling(long x, long y) {
    return (x + y - 1) / y;
  }
}

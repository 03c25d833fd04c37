package dev.jacobi.core.kernel;

import java.util.List;

/** One act of a program: reads buffers, writes others. */
public sealed interface Step permits Loop, Product, Streamed, Scatter, Doubt, Defined {

  /** The buffers it reads. */
  List<Integer> reads();

  /** The buffers it writes, whole or in part. */
  List<Integer> writes();
}

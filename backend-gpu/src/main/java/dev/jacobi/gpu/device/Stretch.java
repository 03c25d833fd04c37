package dev.jacobi.gpu.device;

import dev.jacobi.core.kernel.Buffer;
import dev.jacobi.core.type.DType;
import java.util.ArrayList;
import java.util.List;

/**
 * Buffers that lie one behind the other, to be moved between host and device together.
 *
 * @param pieces in order
 * @param start where the first begins in the arena
 * @param bytes from there to the end of the last
 */
record Stretch(List<Piece> pieces, long start, long bytes) {

  /**
   * A buffer in it.
   *
   * @param buffer its number
   * @param dtype the type of its elements
   * @param offset where it begins, counted from the stretch
   * @param bytes how long it is
   */
  record Piece(int buffer, DType dtype, long offset, long bytes) {}

  /** Copies the list. */
  Stretch {
    pieces = List.copyOf(pieces);
  }

  /** What lies between the buffers. */
  List<Stretch> gaps() {
    List<Stretch> gaps = new ArrayList<>();
    for (int i = 1; i < pieces.size(); i++) {
      Piece before = pieces.get(i - 1);
      long end = before.offset() + before.bytes();
      if (end < pieces.get(i).offset()) {
        gaps.add(new Stretch(List.of(), start + end, pieces.get(i).offset() - end));
      }
    }
    return gaps;
  }

  /** One buffer. */
  static Stretch of(Buffer buffer, long start) {
    long bytes = (long) buffer.dtype().bytes() * buffer.size();
    return new Stretch(List.of(new Piece(buffer.id(), buffer.dtype(), 0, bytes)), start, bytes);
  }
}

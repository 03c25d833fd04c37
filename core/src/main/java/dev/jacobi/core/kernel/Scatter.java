package dev.jacobi.core.kernel;

import dev.jacobi.core.type.DType;
import java.util.List;

/**
 * Sums by place: outer × count × inner values become outer × extent × inner. The result at (o,
 * place, j) is 0, and then the values at (o, i, j) are added one after the other, for ascending i,
 * where position i names the place. Before that the first position that is outside is an error,
 * {@code index/range}; negative ones count from the end.
 *
 * @param dtype f64 or f32
 * @param count how many positions there are
 * @param extent how many places
 * @param axis the axis, as the error names it
 * @param positions the buffer of the positions, which are i64
 */
public record Scatter(
    DType dtype,
    int outer,
    int count,
    int extent,
    int inner,
    int axis,
    int values,
    int positions,
    int result)
    implements Step {

  /** The number of results. */
  public int elements() {
    return outer * extent * inner;
  }

  @Override
  public List<Integer> reads() {
    return List.of(values, positions);
  }

  @Override
  public List<Integer> writes() {
    return List.of(result);
  }

  @Override
  public String toString() {
    String space = outer + "*[" + count + " -> " + extent + "]*" + inner + " axis " + axis;
    String buffers = "@" + values + " at @" + positions + " -> @" + result;
    return "scatter " + dtype + " " + space + ": " + buffers + "\n";
  }
}

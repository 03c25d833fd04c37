package dev.jacobi.core.lower;

import dev.jacobi.core.graph.Normalization;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Body.Value;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Operations on single elements, doubles and truth values, recorded as a body: those of the
 * catalogue, and reductions of rows in the order in which the reference backend rounds them.
 * Additions of zeros that change no bit are left out.
 */
final class Numbers {

  private static final int BLOCK = 128;
  private static final int LANES = 8;

  private final Body.Builder code;
  private final BitSet neverMinusZero = new BitSet();
  private final Value[] lanes = new Value[LANES];

  /** The number of the value 0, once it is needed. */
  private int zero = -1;

  /** Operations for a body that has all its parameters. */
  Numbers(Body.Builder code) {
    this.code = code;
  }

  private Value zero() {
    return constant(0);
  }

  Value constant(double value) {
    Value result = code.constant(value);
    if (value == 0 && 1 / value > 0) {
      zero = result.number();
    }
    if (Double.doubleToRawLongBits(value) != Long.MIN_VALUE) {
      neverMinusZero.set(result.number());
    }
    return result;
  }

  Value truth(boolean value) {
    return code.truth(value);
  }

  /** An operation of the catalogue. */
  Value map(ScalarOp op, Value x, Value y, Value z) {
    return switch (op) {
      case ADD -> add(x, y);
      case SUB -> code.sub(x, y);
      case MUL -> times(x, y);
      case SQUARE -> times(x, x);
      default -> op.expand(code, x, y, z);
    };
  }

  /** x + y. */
  Value add(Value x, Value y) {
    if (isZero(y) && neverMinusZero.get(x.number())) {
      return x;
    }
    if (isZero(x) && neverMinusZero.get(y.number())) {
      return y;
    }
    Value sum = code.add(x, y);
    if (neverMinusZero.get(x.number()) || neverMinusZero.get(y.number())) {
      neverMinusZero.set(sum.number());
    }
    return sum;
  }

  private Value times(Value x, Value y) {
    Value product = code.mul(x, y);
    if (x.equals(y)) {
      neverMinusZero.set(product.number());
    }
    return product;
  }

  /** x·y + sum, rounded once. */
  Value fma(Value x, Value y, Value sum) {
    return code.fma(x, y, sum);
  }

  private boolean isZero(Value value) {
    return value.number() == zero;
  }

  /** A truth value as 0 or 1. */
  Value number(Value truth) {
    return code.select(truth, constant(1), zero());
  }

  /** Whether a number is not 0; a NaN is not. */
  Value isNotZero(Value x) {
    return code.not(code.eq(x, zero()));
  }

  /** The reduction of a row. */
  Value reduce(Reduction reduction, Value[] row) {
    return switch (reduction) {
      case SUM -> sum(row);
      case PROD -> product(row);
      case MAX, AMAX -> largest(row[0], row);
      case MIN, AMIN -> smallest(row);
      case NORM -> norm(row);
      case LOGSUMEXP -> logSumExp(row);
      case ANY -> any(row);
      case ALL -> all(row);
    };
  }

  /**
   * The sum by the tree of the reference: lanes within blocks, joined in pairs. That lanes begin at
   * 0 shows only when all elements are −0, so one 0 is added at the end.
   */
  Value sum(Value[] row) {
    if (row.length == 0) {
      return zero();
    }
    int count = (row.length + BLOCK - 1) / BLOCK;
    Value[] sums = new Value[count];
    for (int i = 0; i < count; i++) {
      sums[i] = block(row, i * BLOCK, Math.min(BLOCK, row.length - i * BLOCK));
    }
    return add(pairwise(sums, count), zero());
  }

  private Value block(Value[] row, int start, int length) {
    int count = Math.min(LANES, length);
    for (int lane = 0; lane < count; lane++) {
      Value sum = row[start + lane];
      for (int i = lane + LANES; i < length; i += LANES) {
        sum = add(sum, row[start + i]);
      }
      lanes[lane] = sum;
    }
    return pairwise(lanes, count);
  }

  /** Joins neighbours, an odd last one carried along; lanes that are missing would add 0. */
  private Value pairwise(Value[] sums, int count) {
    for (int left = count; left > 1; left = (left + 1) / 2) {
      for (int i = 0; i + 1 < left; i += 2) {
        sums[i / 2] = add(sums[i], sums[i + 1]);
      }
      if (left % 2 == 1) {
        sums[left / 2] = sums[left - 1];
      }
    }
    return sums[0];
  }

  private Value product(Value[] row) {
    Value result = row.length == 0 ? constant(1) : row[0];
    for (int i = 1; i < row.length; i++) {
      result = times(result, row[i]);
    }
    return result;
  }

  private Value largest(Value first, Value[] row) {
    Value result = first;
    for (Value x : row) {
      result = x.equals(result) ? result : code.max(result, x);
    }
    return result;
  }

  private Value smallest(Value[] row) {
    Value result = row[0];
    for (Value x : row) {
      result = x.equals(result) ? result : code.min(result, x);
    }
    return result;
  }

  private Value any(Value[] row) {
    Value result = row.length == 0 ? truth(false) : row[0];
    for (int i = 1; i < row.length; i++) {
      result = code.or(result, row[i]);
    }
    return result;
  }

  private Value all(Value[] row) {
    Value result = row.length == 0 ? truth(true) : row[0];
    for (int i = 1; i < row.length; i++) {
      result = code.and(result, row[i]);
    }
    return result;
  }

  private Value norm(Value[] row) {
    return code.sqrt(sum(Arrays.stream(row).map(x -> times(x, x)).toArray(Value[]::new)));
  }

  private Value logSumExp(Value[] row) {
    Value infinity = constant(Double.POSITIVE_INFINITY);
    Value largest = largest(constant(Double.NEGATIVE_INFINITY), row);
    Value infinite = code.eq(code.abs(largest), infinity);
    Value shift = code.select(infinite, zero(), largest);
    return add(shift, apply(ScalarOp.LOG, sum(powers(shifted(row, shift)))));
  }

  /** The normalised row. */
  Value[] normalize(Normalization normalization, Value[] row) {
    Value[] shifted = shifted(row, largest(constant(Double.NEGATIVE_INFINITY), row));
    Value[] powers = powers(shifted);
    Value sum = sum(powers);
    Value[] result = new Value[row.length];
    for (int i = 0; i < row.length; i++) {
      result[i] =
          switch (normalization) {
            case SOFTMAX -> code.div(powers[i], sum);
            case LOG_SOFTMAX -> code.sub(shifted[i], apply(ScalarOp.LOG, sum));
          };
    }
    return result;
  }

  private Value[] shifted(Value[] row, Value shift) {
    return Arrays.stream(row).map(x -> code.sub(x, shift)).toArray(Value[]::new);
  }

  private Value[] powers(Value[] row) {
    return Arrays.stream(row).map(x -> apply(ScalarOp.EXP, x)).toArray(Value[]::new);
  }

  private Value apply(ScalarOp op, Value x) {
    return map(op, x, x, x);
  }

  /** The body with the given results. */
  Body build(List<Value> results) {
    return code.build(results.toArray(new Value[0]));
  }
}

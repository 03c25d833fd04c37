package dev.jacobi.core.primitive;

import static dev.jacobi.core.primitive.Lane.F32;
import static dev.jacobi.core.primitive.Lane.F64;
import static dev.jacobi.core.primitive.Lane.I64;
import static dev.jacobi.core.primitive.Lane.TRUTH;

import java.util.List;
import java.util.Optional;

/**
 * The operations that every backend has, each as one instruction or a few. Floating-point results
 * are those of IEEE 754, rounded to nearest even, and of {@link Math} where it has the operation; a
 * NaN is a NaN whatever its bits.
 */
public enum Primitive {
  /** x + y. */
  ADD(Kind.FLOAT, 2),
  /** x − y. */
  SUB(Kind.FLOAT, 2),
  /** x·y. */
  MUL(Kind.FLOAT, 2),
  /** x/y. */
  DIV(Kind.FLOAT, 2),
  /** x·y + z, rounded once. */
  FMA(Kind.FLOAT, 3),
  /** √x. */
  SQRT(Kind.FLOAT, 1),
  /** −x: the sign bit flipped. */
  NEG(Kind.FLOAT, 1),
  /** |x|: the sign bit cleared. */
  ABS(Kind.FLOAT, 1),
  /** As {@link Math#min(double, double)}: NaN if either is, and −0 below 0. */
  MIN(Kind.FLOAT, 2),
  /** As {@link Math#max(double, double)}: NaN if either is, and −0 below 0. */
  MAX(Kind.FLOAT, 2),
  /** x − y·trunc(x/y), exactly, as Java's {@code %}. */
  REM(Kind.FLOAT, 2),
  /** How many quarter turns the angle x has, modulo 4: {@link QuarterTurns#count}. */
  QUARTERS(F64, F64),
  /** What the angle x has beside quarter turns: {@link QuarterTurns#rest}. */
  ANGLE(F64, F64),
  /** What that lacks: {@link QuarterTurns#low}. */
  ANGLE_LOW(F64, F64),
  /** x &lt; y; false with a NaN. */
  LT(Kind.COMPARISON, 2),
  /** x ≤ y; false with a NaN. */
  LE(Kind.COMPARISON, 2),
  /** x = y; false with a NaN. */
  EQ(Kind.COMPARISON, 2),
  /** Both. */
  AND(TRUTH, TRUTH, TRUTH),
  /** Either. */
  OR(TRUTH, TRUTH, TRUTH),
  /** The other truth value. */
  NOT(TRUTH, TRUTH),
  /** The second operand where the first is true, else the third. */
  SELECT(Kind.CHOICE, 3),
  /** The bits of a double. */
  BITS(I64, F64),
  /** The double of some bits. */
  FROM_BITS(F64, I64),
  /** x + y, wrapping. */
  IADD(I64, I64, I64),
  /** x − y, wrapping. */
  ISUB(I64, I64, I64),
  /** x·y, wrapping. */
  IMUL(I64, I64, I64),
  /** Bitwise and. */
  IAND(I64, I64, I64),
  /** Bitwise or. */
  IOR(I64, I64, I64),
  /** Bitwise exclusive or. */
  IXOR(I64, I64, I64),
  /** x shifted left by y, a constant from 0 to 63. */
  SHL(I64, I64, I64),
  /** x shifted right by y, a constant from 0 to 63; the sign moves in. */
  SHR(I64, I64, I64),
  /** x shifted right by y, a constant from 0 to 63; zeros move in. */
  USHR(I64, I64, I64),
  /** x &lt; y, of integers. */
  ILT(TRUTH, I64, I64),
  /** x = y, of integers. */
  IEQ(TRUTH, I64, I64),
  /** A float as a double, exactly. */
  WIDEN(F64, F32),
  /** A double rounded to a float. */
  NARROW(F32, F64);

  private enum Kind {
    FLOAT,
    COMPARISON,
    CHOICE,
    FIXED
  }

  private final Kind kind;
  private final int arity;
  private final Lane result;
  private final List<Lane> operands;

  Primitive(Kind kind, int arity) {
    this.kind = kind;
    this.arity = arity;
    this.result = TRUTH;
    this.operands = List.of();
  }

  Primitive(Lane result, Lane... operands) {
    this.kind = Kind.FIXED;
    this.arity = operands.length;
    this.result = result;
    this.operands = List.of(operands);
  }

  /** The number of operands. */
  public int arity() {
    return arity;
  }

  /** Whether the second operand must be a constant from 0 to 63. */
  public boolean isShift() {
    return this == SHL || this == SHR || this == USHR;
  }

  /** The lane of the result, or nothing when the operands do not fit. */
  public Optional<Lane> result(List<Lane> lanes) {
    if (lanes.size() != arity) {
      return Optional.empty();
    }
    Lane last = lanes.get(arity - 1);
    boolean alike = true;
    for (int i = 0; i < arity; i++) {
      alike &= lanes.get(i) == last;
    }
    boolean isFloat = last == F64 || last == F32;
    return switch (kind) {
      case FLOAT -> alike && isFloat ? Optional.of(last) : Optional.empty();
      case COMPARISON -> alike && isFloat ? Optional.of(TRUTH) : Optional.empty();
      case CHOICE ->
          lanes.get(0) == TRUTH && lanes.get(1) == last ? Optional.of(last) : Optional.empty();
      case FIXED -> lanes.equals(operands) ? Optional.of(result) : Optional.empty();
    };
  }
}

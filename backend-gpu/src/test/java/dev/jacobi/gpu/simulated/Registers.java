package dev.jacobi.gpu.simulated;

/**
 * The registers of a warp: each register is a row of 32 lanes in the file of its kind, a predicate
 * one word of 32 bits. Row 0 of each file is scratch. A register is known to be written, lane by
 * lane, in {@code written}.
 */
final class Registers {

  /** The threads of a warp. */
  static final int LANES = 32;

  final double[] doubles;
  final float[] floats;
  final long[] longs;
  final int[] words;
  final int[] predicates;

  /** For each register's id the lanes in which it has a value. */
  final int[] written;

  Registers(Allotment allotment) {
    doubles = new double[allotment.rows(Kind.F64) * LANES];
    floats = new float[allotment.rows(Kind.F32) * LANES];
    longs = new long[allotment.rows(Kind.B64) * LANES];
    words = new int[allotment.rows(Kind.B32) * LANES];
    predicates = new int[allotment.rows(Kind.PREDICATE)];
    written = new int[allotment.count()];
  }

  /** The bits of one lane of a register. */
  long bits(Register register, int lane) {
    int at = register.at() + lane;
    return switch (register.kind()) {
      case F64 -> Double.doubleToRawLongBits(doubles[at]);
      case F32 -> Float.floatToRawIntBits(floats[at]) & 0xffffffffL;
      case B64 -> longs[at];
      case B32 -> words[at] & 0xffffffffL;
      case PREDICATE -> predicates[register.at()] >>> lane & 1;
    };
  }

  /** Gives one lane of a register bits. */
  void put(Register register, int lane, long bits) {
    int at = register.at() + lane;
    switch (register.kind()) {
      case F64 -> doubles[at] = Double.longBitsToDouble(bits);
      case F32 -> floats[at] = Float.intBitsToFloat((int) bits);
      case B64 -> longs[at] = bits;
      case B32 -> words[at] = (int) bits;
      case PREDICATE -> {
        int others = predicates[register.at()] & ~(1 << lane);
        predicates[register.at()] = others | (int) (bits & 1) << lane;
      }
    }
  }

  /** Gives all lanes of a register bits. */
  void putAll(Register register, long bits) {
    for (int lane = 0; lane < LANES; lane++) {
      put(register, lane, bits);
    }
    written[register.id()] = -1;
  }

  /** Moves some lanes of the scratch row of a kind to a register. */
  void takeScratch(Register register, int lanes) {
    int to = register.at();
    switch (register.kind()) {
      case F64 -> {
        for (int m = lanes; m != 0; m &= m - 1) {
          int lane = Integer.numberOfTrailingZeros(m);
          doubles[to + lane] = doubles[lane];
        }
      }
      case F32 -> {
        for (int m = lanes; m != 0; m &= m - 1) {
          int lane = Integer.numberOfTrailingZeros(m);
          floats[to + lane] = floats[lane];
        }
      }
      case B64 -> {
        for (int m = lanes; m != 0; m &= m - 1) {
          int lane = Integer.numberOfTrailingZeros(m);
          longs[to + lane] = longs[lane];
        }
      }
      case B32 -> {
        for (int m = lanes; m != 0; m &= m - 1) {
          int lane = Integer.numberOfTrailingZeros(m);
          words[to + lane] = words[lane];
        }
      }
      case PREDICATE -> predicates[to] = predicates[to] & ~lanes | predicates[0] & lanes;
    }
  }
}

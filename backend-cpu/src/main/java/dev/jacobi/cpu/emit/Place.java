package dev.jacobi.cpu.emit;

import dev.jacobi.core.primitive.Lane;

/**
 * An array in which a value is kept.
 *
 * @param cell what its elements are
 * @param isScratch whether it is among the scratch arrays, and not among the operands
 * @param index which one
 */
record Place(Cell cell, boolean isScratch, int index) {

  /** The elements of an array. Truth values may be kept as numbers, 1 or 0. */
  enum Cell {
    DOUBLE("[D", Double.BYTES),
    FLOAT("[F", Float.BYTES),
    LONG("[J", Long.BYTES),
    BOOLEAN("[Z", 1);

    private final String descriptor;
    private final int bytes;

    Cell(String descriptor, int bytes) {
      this.descriptor = descriptor;
      this.bytes = bytes;
    }

    /** Bytes of an element. */
    int bytes() {
      return bytes;
    }

    /** The type of the array, as class files write it. */
    String descriptor() {
      return descriptor;
    }

    /** A new array. */
    Object room(int length) {
      return switch (this) {
        case DOUBLE -> new double[length];
        case FLOAT -> new float[length];
        case LONG -> new long[length];
        case BOOLEAN -> new boolean[length];
      };
    }

    /** How a lane is passed in and out. */
    static Cell of(Lane lane) {
      return switch (lane) {
        case F64 -> DOUBLE;
        case F32 -> FLOAT;
        case I64 -> LONG;
        case TRUTH -> BOOLEAN;
      };
    }
  }
}

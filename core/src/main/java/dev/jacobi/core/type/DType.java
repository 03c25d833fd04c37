package dev.jacobi.core.type;

import dev.jacobi.core.primitive.Lane;
import java.util.Arrays;
import java.util.Optional;

/** The element types a tensor can have. The order is the order of promotion. */
public enum DType {
  /** Truth values; what comparisons give and {@code where} takes. */
  BOOL("bool", 1, Lane.TRUTH),
  /** 64-bit two's-complement integers: indices and labels. They carry no derivative. */
  I64("i64", 8, Lane.I64),
  /** IEEE 754 binary32. */
  F32("f32", 4, Lane.F32),
  /** IEEE 754 binary64. */
  F64("f64", 8, Lane.F64);

  private final String text;
  private final int bytes;
  private final Lane lane;

  DType(String text, int bytes, Lane lane) {
    this.text = text;
    this.bytes = bytes;
    this.lane = lane;
  }

  /** What an element is while kernels compute with it. */
  public Lane lane() {
    return lane;
  }

  /** The bytes of an element. */
  public int bytes() {
    return bytes;
  }

  /** Whether values of this type carry derivatives. */
  public boolean isFloat() {
    return this == F32 || this == F64;
  }

  /** The wider of the two types: {@code bool < i64 < f32 < f64}. */
  public DType promote(DType other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** A new array of zeros, of the kind that holds elements of this type. */
  public Object array(int length) {
    return switch (this) {
      case BOOL -> new boolean[length];
      case I64 -> new long[length];
      case F32 -> new float[length];
      case F64 -> new double[length];
    };
  }

  /** The type with the given name in the language, such as {@code f64}. */
  public static Optional<DType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.text.equals(name)).findFirst();
  }

  @Override
  public String toString() {
    return text;
  }
}

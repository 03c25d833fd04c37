package dev.jacobi.gpu.simulated;

import java.math.BigInteger;
import java.util.Locale;

/** Numbers as PTX writes them. */
final class Literal {

  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(64);

  private Literal() {}

  /** The bits of a number for a register of a kind; what does not fit is rejected. */
  static long bits(String text, Kind kind, int line) {
    return switch (kind) {
      case F64 -> Double.doubleToRawLongBits(real(text, 'd', line));
      case F32 -> Float.floatToRawIntBits(single(text, line)) & 0xffffffffL;
      case B64 -> whole(text, line);
      case B32 -> {
        long value = whole(text, line);
        if (value != (int) value && value != (value & 0xffffffffL)) {
          throw new Rejection(line, text + " does not fit 32 bits");
        }
        yield value & 0xffffffffL;
      }
      case PREDICATE -> whole(text, line) == 0 ? 0 : 1;
    };
  }

  /** A whole number of up to 64 bits. */
  static long whole(String text, int line) {
    boolean negative = text.startsWith("-");
    String digits = negative ? text.substring(1) : text;
    if (digits.endsWith("U")) {
      digits = digits.substring(0, digits.length() - 1);
    }
    String lower = digits.toLowerCase(Locale.ROOT);
    boolean isHexadecimal = lower.startsWith("0x");
    boolean isFloat = lower.matches("0[df][0-9a-f]{8,}") || lower.matches(".*[.].*|[0-9]+e.*");
    if (isFloat) {
      throw new Rejection(line, text + " is no whole number");
    }
    BigInteger value =
        isHexadecimal ? new BigInteger(lower.substring(2), 16) : new BigInteger(lower);
    if (value.compareTo(LIMIT) >= 0) {
      throw new Rejection(line, text + " does not fit 64 bits");
    }
    return negative ? -value.longValue() : value.longValue();
  }

  private static float single(String text, int line) {
    return (float) real(text, 'f', line);
  }

  private static double real(String text, char letter, int line) {
    boolean negative = text.startsWith("-");
    String digits = (negative ? text.substring(1) : text).toLowerCase(Locale.ROOT);
    double value;
    if (digits.matches("0" + letter + "[0-9a-f]{8,}")) {
      long bits = Long.parseUnsignedLong(digits.substring(2), 16);
      value = letter == 'd' ? Double.longBitsToDouble(bits) : Float.intBitsToFloat((int) bits);
    } else if (digits.matches("[0-9]+([.][0-9]*(e[+-]?[0-9]+)?|e[+-]?[0-9]+)")) {
      value = letter == 'd' ? Double.parseDouble(digits) : (float) Double.parseDouble(digits);
    } else {
      throw new Rejection(line, text + " is no ." + (letter == 'd' ? "f64" : "f32") + " number");
    }
    return negative ? -value : value;
  }
}

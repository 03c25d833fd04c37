package dev.jacobi.gpu.simulated;

import static dev.jacobi.gpu.simulated.Registers.LANES;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/** Rows that apply a function of numbers to each lane. */
final class Lanes {

  /** Of two floats. */
  interface FloatBinary {
    float apply(float x, float y);
  }

  /** Of one float. */
  interface FloatUnary {
    float apply(float x);
  }

  /** Of three words. */
  interface WordTernary {
    int apply(int x, int y, int z);
  }

  /** Of three numbers of 64 bits. */
  interface LongTernary {
    long apply(long x, long y, long z);
  }

  private static final float NOT_A_NUMBER = Float.intBitsToFloat(0x7fffffff);

  private Lanes() {}

  /** A result as devices give it: of all NaNs there is one. */
  static double canonical(double x) {
    return Double.isNaN(x) ? Double.NaN : x;
  }

  /** A result as devices give it: of all NaNs there is one. */
  static float canonical(float x) {
    return Float.isNaN(x) ? NOT_A_NUMBER : x;
  }

  static Row doubles(DoubleUnaryOperator f) {
    return (r, to, a, b, c) -> {
      double[] d = r.doubles;
      for (int i = 0; i < LANES; i++) {
        d[to + i] = canonical(f.applyAsDouble(d[a + i]));
      }
    };
  }

  static Row doubles(DoubleBinaryOperator f) {
    return (r, to, a, b, c) -> {
      double[] d = r.doubles;
      for (int i = 0; i < LANES; i++) {
        d[to + i] = canonical(f.applyAsDouble(d[a + i], d[b + i]));
      }
    };
  }

  static Row floats(FloatUnary f) {
    return (r, to, a, b, c) -> {
      float[] d = r.floats;
      for (int i = 0; i < LANES; i++) {
        d[to + i] = canonical(f.apply(d[a + i]));
      }
    };
  }

  static Row floats(FloatBinary f) {
    return (r, to, a, b, c) -> {
      float[] d = r.floats;
      for (int i = 0; i < LANES; i++) {
        d[to + i] = canonical(f.apply(d[a + i], d[b + i]));
      }
    };
  }

  static Row words(IntUnaryOperator f) {
    return (r, to, a, b, c) -> {
      int[] d = r.words;
      for (int i = 0; i < LANES; i++) {
        d[to + i] = f.applyAsInt(d[a + i]);
      }
    };
  }

  static Row words(IntBinaryOperator f) {
    return (r, to, a, b, c) -> {
      int[] d = r.words;
      for (int i = 0; i < LANES; i++) {
        d[to + i] = f.applyAsInt(d[a + i], d[b + i]);
      }
    };
  }

  static Row words(WordTernary f) {
    return (r, to, a, b, c) -> {
      int[] d = r.words;
      for (int i = 0; i < LANES; i++) {
        d[to + i] = f.apply(d[a + i], d[b + i], d[c + i]);
      }
    };
  }

  static Row longs(LongUnaryOperator f) {
    return (r, to, a, b, c) -> {
      long[] d = r.longs;
      for (int i = 0; i < LANES; i++) {
        d[to + i] = f.applyAsLong(d[a + i]);
      }
    };
  }

  static Row longs(LongBinaryOperator f) {
    return (r, to, a, b, c) -> {
      long[] d = r.longs;
      for (int i = 0; i < LANES; i++) {
        d[to + i] = f.applyAsLong(d[a + i], d[b + i]);
      }
    };
  }

  static Row longs(LongTernary f) {
    return (r, to, a, b, c) -> {
      long[] d = r.longs;
      for (int i = 0; i < LANES; i++) {
        d[to + i] = f.apply(d[a + i], d[b + i], d[c + i]);
      }
    };
  }

  /** A number of 64 bits, shifted or cut by words. */
  static Row longByWords(LongTernary f) {
    return (r, to, a, b, c) -> {
      long[] d = r.longs;
      int[] w = r.words;
      for (int i = 0; i < LANES; i++) {
        d[to + i] = f.apply(d[a + i], w[b + i] & 0xffffffffL, w[c + i] & 0xffffffffL);
      }
    };
  }

  /** A number of 64 bits of two words and one of 64 bits: wide products. */
  static Row longOfWords(LongTernary f) {
    return (r, to, a, b, c) -> {
      long[] d = r.longs;
      int[] w = r.words;
      for (int i = 0; i < LANES; i++) {
        d[to + i] = f.apply(w[a + i], w[b + i], d[c + i]);
      }
    };
  }

  /** A word of a number of 64 bits. */
  static Row wordOfLong(LongUnaryOperator f) {
    return (r, to, a, b, c) -> {
      for (int i = 0; i < LANES; i++) {
        r.words[to + i] = (int) f.applyAsLong(r.longs[a + i]);
      }
    };
  }
}

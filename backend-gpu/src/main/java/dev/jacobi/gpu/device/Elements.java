package dev.jacobi.gpu.device;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/** Elements between the host's storage and bytes as devices lay them out; a truth is a byte. */
final class Elements {

  private Elements() {}

  /** Copies elements from storage to the bytes that begin at a place. */
  static void write(Object storage, int from, ByteBuffer bytes, int at, int count) {
    ByteBuffer place =
        at == 0 ? bytes : bytes.duplicate().position(at).slice().order(bytes.order());
    if (storage instanceof double[] array) {
      place.asDoubleBuffer().put(0, array, from, count);
    } else if (storage instanceof float[] array) {
      place.asFloatBuffer().put(0, array, from, count);
    } else if (storage instanceof long[] array) {
      place.asLongBuffer().put(0, array, from, count);
    } else if (storage instanceof DoubleBuffer buffer) {
      place.asDoubleBuffer().put(0, buffer, from, count);
    } else if (storage instanceof FloatBuffer buffer) {
      place.asFloatBuffer().put(0, buffer, from, count);
    } else if (storage instanceof LongBuffer buffer) {
      place.asLongBuffer().put(0, buffer, from, count);
    } else {
      boolean[] truths = (boolean[]) storage;
      for (int i = 0; i < count; i++) {
        place.put(i, (byte) (truths[from + i] ? 1 : 0));
      }
    }
  }

  /** Copies elements to storage from the bytes that begin at a place. */
  static void read(ByteBuffer bytes, int at, Object storage, int to, int count) {
    ByteBuffer place =
        at == 0 ? bytes : bytes.duplicate().position(at).slice().order(bytes.order());
    if (storage instanceof double[] array) {
      place.asDoubleBuffer().get(0, array, to, count);
    } else if (storage instanceof float[] array) {
      place.asFloatBuffer().get(0, array, to, count);
    } else if (storage instanceof long[] array) {
      place.asLongBuffer().get(0, array, to, count);
    } else if (storage instanceof DoubleBuffer buffer) {
      buffer.put(to, place.asDoubleBuffer(), 0, count);
    } else if (storage instanceof FloatBuffer buffer) {
      buffer.put(to, place.asFloatBuffer(), 0, count);
    } else if (storage instanceof LongBuffer buffer) {
      buffer.put(to, place.asLongBuffer(), 0, count);
    } else {
      boolean[] truths = (boolean[]) storage;
      for (int i = 0; i < count; i++) {
        truths[to + i] = place.get(i) != 0;
      }
    }
  }
}

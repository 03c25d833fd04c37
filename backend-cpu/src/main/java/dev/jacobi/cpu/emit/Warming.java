package dev.jacobi.cpu.emit;

import dev.jacobi.core.backend.tile.Code;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Lane;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Runs code on made-up data until the JIT compiler has done its part, so that no caller meets it
 * before. Code over vectors is some ten times slower than the interpreter until then, and
 * allocates.
 */
final class Warming {

  private static final int MARGIN = 8;
  private static final int BATCH = 8;
  private static final int TIMES = 16;
  private static final long STEADY = 100_000_000;
  private static final int IMPATIENT = 1_500;

  private final Body body;
  private final Object[] operands;
  private final int[] offsets;

  /** Data for a body. */
  Warming(Body body) {
    this.body = body;
    int parameters = body.parameters().size();
    this.operands = new Object[parameters + body.results().size()];
    this.offsets = new int[operands.length];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < operands.length; i++) {
      operands[i] = i < parameters ? filled(body.lane(i), random) : room(i - parameters);
    }
  }

  private Object room(int result) {
    return Place.Cell.of(body.lane(body.results().get(result))).room(Code.TILE + MARGIN);
  }

  private static Object filled(Lane lane, SplittableRandom random) {
    return switch (lane) {
      case F64 -> random.doubles(Code.TILE + MARGIN, 0.25, 2).toArray();
      case I64 -> random.longs(Code.TILE + MARGIN).toArray();
      case F32 -> {
        float[] values = new float[Code.TILE + MARGIN];
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) random.nextDouble(0.25, 2);
        }
        yield values;
      }
      case TRUTH -> {
        boolean[] values = new boolean[Code.TILE + MARGIN];
        for (int i = 0; i < values.length; i++) {
          values[i] = random.nextBoolean();
        }
        yield values;
      }
    };
  }

  /**
   * Warms code until it is faster than other code and gets no faster.
   *
   * @return why it is not to be used, or nothing when it is
   */
  Optional<String> warm(Code code, Code other, Duration patience) {
    long now = System.nanoTime();
    long end = now + patience.toNanos();
    long changed = now;
    Object[] scratch = code.scratch();
    long limit = best(other, other.scratch(), TIMES);
    long best = Long.MAX_VALUE;
    int runs = 0;
    while (now - changed < STEADY) {
      long time = best(code, scratch, BATCH);
      runs += BATCH;
      vary(code, scratch, runs);
      now = System.nanoTime();
      changed = time < limit && time > best - best / 10 ? changed : now;
      best = Math.min(best, time);
      if (now > end) {
        return Optional.of("no faster after " + patience.toSeconds() + " s");
      }
      if (runs > IMPATIENT && !pause()) {
        return Optional.of("interrupted");
      }
    }
    return agrees(code, other) ? Optional.empty() : Optional.of("other bits");
  }

  /** Other counts and offsets, so that compiled code is ready for them too. */
  private void vary(Code code, Object[] scratch, int run) {
    int[] odd = new int[offsets.length];
    Arrays.setAll(odd, i -> (run / BATCH + i) % MARGIN);
    code.run(operands, odd, Code.GRAIN * (1 + run / BATCH % (Code.TILE / Code.GRAIN)), scratch);
  }

  /** Leaves the processor to the JIT compiler for a moment. */
  private static boolean pause() {
    try {
      Thread.sleep(1);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private long best(Code code, Object[] scratch, int times) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      code.run(operands, offsets, Code.TILE, scratch);
      best = Math.min(best, System.nanoTime() - start);
    }
    return best;
  }

  private boolean agrees(Code code, Code other) {
    Object[] expected = results(other);
    Object[] actual = results(code);
    return Arrays.deepEquals(expected, actual);
  }

  private Object[] results(Code code) {
    int parameters = body.parameters().size();
    Object[] all = operands.clone();
    for (int i = parameters; i < all.length; i++) {
      all[i] = room(i - parameters);
    }
    code.run(all, offsets, Code.TILE, code.scratch());
    return Arrays.copyOfRange(all, parameters, all.length);
  }
}

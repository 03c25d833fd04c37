package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.definition.Evaluation;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.primitive.Sweep;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every function of one operand at floats, all 2³² of them in the long run. Two things are held:
 * the f32 result is the f64 one of the widened operand, rounded once; and the f64 one is within the
 * ulps that the catalogue claims. So the f32 result is within 0.5 + u·2⁻²⁹ ulps of the exact value,
 * u being that claim.
 *
 * <p>Exact values are double words; where these do not decide, as next to a zero, decimals do.
 * Where they know nothing, as at poles and outside of the domain, one in {@value #SPARSE} is judged
 * in decimals, and {@code SpecialValuesTest} says what holds.
 *
 * <p>With {@code -Djacobi.sweep=exp} the long run is one of a single function.
 */
class FloatSweepTest {
  private static final long ALL = 1L << 32;
  private static final int BLOCK = 1 << 12;
  private static final int SPARSE = 1 << 14;

  /** A prime: every so many floats are looked at in the everyday run. */
  private static final long STRIDE = 200_003;

  /** Of so many floats at least one is known: a bit less than a quarter lies from 0 to 1. */
  private static final int KNOWN = 5;

  static Stream<ScalarOp> functions() {
    return Stream.of(ScalarOp.values())
        .filter(op -> op.arity() == 1 && op.code().isPresent() && Estimates.of(op).isPresent());
  }

  static Stream<ScalarOp> chosen() {
    String name = System.getProperty("jacobi.sweep", "");
    return functions().filter(op -> name.isEmpty() || op.text().equals(name));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void floatsAreRoundedOnceFromDoublesWithinTheirUlps(ScalarOp op) {
    long checked = new Judge(op).checked(STRIDE);
    assertTrue(checked > ALL / STRIDE / KNOWN, op + " is known at " + checked + " points only");
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("chosen")
  void allFloatsAreRoundedOnceFromDoublesWithinTheirUlps(ScalarOp op) {
    assertTrue(new Judge(op).checked(1) > ALL / KNOWN, op::text);
  }

  /** The claims for numbers of either sign. */
  private record Judge(ScalarOp op, AccuracyClaim claim, AccuracyClaim below) {

    Judge(ScalarOp op) {
      this(
          op,
          claim(op, "").orElseThrow(),
          claim(op, " of negatives").or(() -> claim(op, "")).orElseThrow());
    }

    private static java.util.Optional<AccuracyClaim> claim(ScalarOp op, String suffix) {
      String name = op.text() + suffix;
      return SpecialAccuracyTest.claims().filter(c -> c.name().equals(name)).findFirst();
    }

    /** How many of the points judged were finite and known. */
    long checked(long stride) {
      long blocks = (ALL / stride + BLOCK - 1) / BLOCK;
      return LongStream.range(0, blocks).parallel().map(block -> block(block, stride)).sum();
    }

    private long block(long block, long stride) {
      long first = block * BLOCK;
      int count = (int) Math.min(BLOCK, (ALL + stride - 1) / stride - first);
      float[] x = new float[count];
      double[] wide = new double[count];
      for (int i = 0; i < count; i++) {
        x[i] = Float.intBitsToFloat((int) ((first + i) * stride));
        wide[i] = x[i];
      }
      double[] found = new double[count];
      Sweep sweep = op.code().orElseThrow().sweep(count);
      sweep.run(new double[][] {wide}, new int[1], found, 0, count);
      Tensor operand = Tensor.wrap(Shape.of(count), x);
      float[] single = Evaluation.of(new Op.Map(op), List.of(operand), operand.type()).floats();
      long known = 0;
      for (int i = 0; i < count; i++) {
        if (single[i] != (float) found[i]) {
          assertEquals((float) found[i], single[i], op + " of " + x[i]);
        }
        known += isKnown(found[i], wide[i]) ? 1 : 0;
      }
      return known;
    }

    private boolean isKnown(double found, double x) {
      AccuracyClaim judge = x < 0 ? below : claim;
      double error = judge.quickError(found, x, 0);
      if (!Double.isNaN(error)) {
        return true;
      }
      boolean finite = Double.isFinite(found) && found != 0;
      boolean drawn = Float.floatToRawIntBits((float) x) * 0x9E3779B1 >>> 18 == 0;
      if (Double.isFinite(x) && (finite || drawn)) {
        double exact = judge.error(x, 0);
        assertTrue(exact <= judge.ulps(), () -> op + " of " + x + " is off by " + exact + " ulps");
      }
      return finite;
    }
  }
}

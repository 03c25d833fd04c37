package dev.jacobi.benchmarks.peers;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Fused multiply-adds as fast as the processor makes them: twelve chains in registers. */
final class FmaPeak {

  private static final int CHAINS = 12;

  private FmaPeak() {}

  /** So many in f64, rounded down to whole vectors of all chains. */
  static double doubles(long fmas) {
    long turns = fmas / (CHAINS * DoubleVector.SPECIES_PREFERRED.length());
    DoubleVector m = DoubleVector.broadcast(DoubleVector.SPECIES_PREFERRED, 0.999999);
    DoubleVector c = m.sub(0.9);
    DoubleVector a0 = m;
    DoubleVector a1 = m;
    DoubleVector a2 = m;
    DoubleVector a3 = m;
    DoubleVector a4 = m;
    DoubleVector a5 = m;
    DoubleVector a6 = m;
    DoubleVector a7 = m;
    DoubleVector a8 = m;
    DoubleVector a9 = m;
    DoubleVector a10 = m;
    DoubleVector a11 = m;
    for (int i = 0; i < turns; i++) {
      a0 = a0.fma(m, c);
      a1 = a1.fma(m, c);
      a2 = a2.fma(m, c);
      a3 = a3.fma(m, c);
      a4 = a4.fma(m, c);
      a5 = a5.fma(m, c);
      a6 = a6.fma(m, c);
      a7 = a7.fma(m, c);
      a8 = a8.fma(m, c);
      a9 = a9.fma(m, c);
      a10 = a10.fma(m, c);
      a11 = a11.fma(m, c);
    }
    DoubleVector low = a0.add(a1).add(a2).add(a3).add(a4).add(a5);
    DoubleVector high = a6.add(a7).add(a8).add(a9).add(a10).add(a11);
    return low.add(high).reduceLanes(VectorOperators.ADD);
  }

  /** So many in f32, rounded down to whole vectors of all chains. */
  static float floats(long fmas) {
    long turns = fmas / (CHAINS * FloatVector.SPECIES_PREFERRED.length());
    FloatVector m = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 0.9999f);
    FloatVector c = m.sub(0.9f);
    FloatVector a0 = m;
    FloatVector a1 = m;
    FloatVector a2 = m;
    FloatVector a3 = m;
    FloatVector a4 = m;
    FloatVector a5 = m;
    FloatVector a6 = m;
    FloatVector a7 = m;
    FloatVector a8 = m;
    FloatVector a9 = m;
    FloatVector a10 = m;
    FloatVector a11 = m;
    for (int i = 0; i < turns; i++) {
      a0 = a0.fma(m, c);
      a1 = a1.fma(m, c);
      a2 = a2.fma(m, c);
      a3 = a3.fma(m, c);
      a4 = a4.fma(m, c);
      a5 = a5.fma(m, c);
      a6 = a6.fma(m, c);
      a7 = a7.fma(m, c);
      a8 = a8.fma(m, c);
      a9 = a9.fma(m, c);
      a10 = a10.fma(m, c);
      a11 = a11.fma(m, c);
    }
    FloatVector low = a0.add(a1).add(a2).add(a3).add(a4).add(a5);
    FloatVector high = a6.add(a7).add(a8).add(a9).add(a10).add(a11);
    return low.add(high).reduceLanes(VectorOperators.ADD);
  }
}

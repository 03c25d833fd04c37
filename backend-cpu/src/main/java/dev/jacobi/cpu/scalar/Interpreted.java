package dev.jacobi.cpu.scalar;

import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Lane;

/** A body that is evaluated instruction by instruction. */
final class Interpreted extends Segment {

  private final Body body;

  Interpreted(Body body) {
    this.body = body;
  }

  @Override
  double run(double[] in, double[] out, int at, double[] unused) {
    double[] d = new double[body.size()];
    long[] k = new long[body.size()];
    for (int i = 0; i < body.parameters().size(); i++) {
      switch (body.lane(i)) {
        case F64 -> d[i] = in[i];
        case F32 -> d[i] = (float) in[i];
        case I64 -> k[i] = Double.doubleToRawLongBits(in[i]);
        case TRUTH -> k[i] = (int) in[i];
      }
    }
    body.evaluate(d, k);
    for (int j = 1; j < body.results().size(); j++) {
      out[at + j - 1] = result(j, d, k);
    }
    return result(0, d, k);
  }

  private double result(int index, double[] d, long[] k) {
    int value = body.results().get(index);
    Lane lane = body.lane(value);
    return lane == Lane.F64 || lane == Lane.F32
        ? d[value]
        : lane == Lane.I64 ? Double.longBitsToDouble(k[value]) : k[value];
  }
}

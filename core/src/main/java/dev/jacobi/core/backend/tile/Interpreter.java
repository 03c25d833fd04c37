package dev.jacobi.core.backend.tile;

import dev.jacobi.core.primitive.Body;

/** Temporary. */
public final class Interpreter implements Code {
  private final Body body;

  private Interpreter(Body body) {
    this.body = body;
  }

  public static Interpreter of(Body body) {
    return new Interpreter(body);
  }

  @Override
  public void run(Object[] arrays, int[] offsets, int count, Object[] scratch) {
    double[] d = new double[body.size()];
    long[] k = new long[body.size()];
    int p = body.parameters().size();
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < p; j++) {
        int at = offsets[j] + i;
        Object a = arrays[j];
        if (a instanceof double[] x) d[j] = x[at];
        else if (a instanceof float[] x) d[j] = x[at];
        else if (a instanceof long[] x) k[j] = x[at];
        else k[j] = ((boolean[]) a)[at] ? 1 : 0;
      }
      body.evaluate(d, k);
      for (int j = 0; j < body.results().size(); j++) {
        int r = body.results().get(j);
        Object a = arrays[p + j];
        int at = offsets[p + j] + i;
        if (a instanceof double[] x) x[at] = d[r];
        else if (a instanceof float[] x) x[at] = (float) d[r];
        else if (a instanceof long[] x) x[at] = k[r];
        else ((boolean[]) a)[at] = k[r] != 0;
      }
    }
  }

  @Override
  public Object[] scratch() {
    return new Object[0];
  }

  @Override
  public String description() {
    return "temporary";
  }
}

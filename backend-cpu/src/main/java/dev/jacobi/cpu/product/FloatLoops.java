package dev.jacobi.cpu.product;

import java.util.Arrays;

/**
 * The product of floats in plain loops: what small products use, matrix-vector products, and all
 * where there are no vectors. {@link DoubleLoops} is the same for doubles.
 */
final class FloatLoops implements Loops {

  @Override
  public void multiply(int m, int n, int k, Matrix a, Matrix b, Matrix c, boolean accumulate) {
    float[] left = (float[]) a.elements();
    float[] right = (float[]) b.elements();
    float[] sums = (float[]) c.elements();
    boolean byRows = b.column() == 1 && n >= BY_ROWS;
    for (int i = 0; i < m; i++) {
      int at = a.at(i, 0);
      int to = c.at(i, 0);
      if (!accumulate) {
        Arrays.fill(sums, to, to + n, 0);
      }
      if (byRows) {
        for (int p = 0; p < k; p++) {
          add(left[at + p * a.column()], right, b.at(p, 0), sums, to, n);
        }
      } else {
        row(n, k, left, at, a.column(), right, b, sums, to);
      }
    }
  }

  private static void row(
      int n, int k, float[] a, int at, int step, float[] right, Matrix b, float[] sums, int to) {
    int j = 0;
    for (; j + 4 <= n; j += 4) {
      four(k, a, at, step, right, b.at(0, j), b.row(), b.column(), sums, to + j);
    }
    for (; j < n; j++) {
      sums[to + j] = chain(k, sums[to + j], a, at, step, right, b.at(0, j), b.row());
    }
  }

  private static void four(
      int k,
      float[] a,
      int aAt,
      int aStep,
      float[] b,
      int bAt,
      int bStep,
      int across,
      float[] sums,
      int to) {
    float sum0 = sums[to];
    float sum1 = sums[to + 1];
    float sum2 = sums[to + 2];
    float sum3 = sums[to + 3];
    for (int p = 0; p < k; p++) {
      float factor = a[aAt + p * aStep];
      int at = bAt + p * bStep;
      sum0 = Math.fma(factor, b[at], sum0);
      sum1 = Math.fma(factor, b[at + across], sum1);
      sum2 = Math.fma(factor, b[at + 2 * across], sum2);
      sum3 = Math.fma(factor, b[at + 3 * across], sum3);
    }
    sums[to] = sum0;
    sums[to + 1] = sum1;
    sums[to + 2] = sum2;
    sums[to + 3] = sum3;
  }

  private static void add(float factor, float[] from, int at, float[] to, int start, int count) {
    for (int j = 0; j < count; j++) {
      to[start + j] = Math.fma(factor, from[at + j], to[start + j]);
    }
  }

  private static float chain(
      int k, float start, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep) {
    float sum = start;
    for (int p = 0; p < k; p++) {
      sum = Math.fma(a[aAt + p * aStep], b[bAt + p * bStep], sum);
    }
    return sum;
  }

  @Override
  public void timesVector(int m, int k, Matrix a, Matrix x, Matrix y, boolean accumulate) {
    float[] left = (float[]) a.elements();
    float[] right = (float[]) x.elements();
    float[] sums = (float[]) y.elements();
    if (!accumulate) {
      for (int i = 0; i < m; i++) {
        sums[y.at(i, 0)] = 0;
      }
    }
    int stretch = Loops.stretch(m);
    int row = stretch * a.row();
    int step = stretch * y.row();
    for (int i = 0; i < stretch; i++) {
      chains(k, left, a.at(i, 0), row, right, x.start(), x.row(), sums, y.at(i, 0), step);
    }
    int i = HEIGHT * stretch;
    for (; i + HEIGHT <= m; i += HEIGHT) {
      chains(k, left, a.at(i, 0), a.row(), right, x.start(), x.row(), sums, y.at(i, 0), y.row());
    }
    if (i < m) {
      multiply(m - i, 1, k, a.from(i, 0), x, y.from(i, 0), accumulate);
    }
  }

  /** Eight rows of A, each dense, times a vector: eight chains of sums side by side. */
  private static void chains(
      int k,
      float[] a,
      int at,
      int row,
      float[] x,
      int xAt,
      int xStep,
      float[] y,
      int to,
      int step) {
    float y0 = y[to];
    float y1 = y[to + step];
    float y2 = y[to + 2 * step];
    float y3 = y[to + 3 * step];
    float y4 = y[to + 4 * step];
    float y5 = y[to + 5 * step];
    float y6 = y[to + 6 * step];
    float y7 = y[to + 7 * step];
    int a1 = at + row;
    int a2 = a1 + row;
    int a3 = a2 + row;
    int a4 = a3 + row;
    int a5 = a4 + row;
    int a6 = a5 + row;
    int a7 = a6 + row;
    for (int p = 0; p < k; p++) {
      float factor = x[xAt + p * xStep];
      y0 = Math.fma(a[at + p], factor, y0);
      y1 = Math.fma(a[a1 + p], factor, y1);
      y2 = Math.fma(a[a2 + p], factor, y2);
      y3 = Math.fma(a[a3 + p], factor, y3);
      y4 = Math.fma(a[a4 + p], factor, y4);
      y5 = Math.fma(a[a5 + p], factor, y5);
      y6 = Math.fma(a[a6 + p], factor, y6);
      y7 = Math.fma(a[a7 + p], factor, y7);
    }
    y[to] = y0;
    y[to + step] = y1;
    y[to + 2 * step] = y2;
    y[to + 3 * step] = y3;
    y[to + 4 * step] = y4;
    y[to + 5 * step] = y5;
    y[to + 6 * step] = y6;
    y[to + 7 * step] = y7;
  }

  @Override
  public void gather(
      int width,
      int k,
      Object from,
      int at,
      int across,
      int along,
      Object to,
      int start,
      int pitch) {
    float[] source = (float[]) from;
    float[] target = (float[]) to;
    int i = 0;
    for (; i + 4 <= width && along == 1; i += 4) {
      interleave(k, source, at + i * across, across, target, start + i, pitch);
    }
    for (; i + 4 <= width; i += 4) {
      int first = at + i * across;
      for (int p = 0, next = start + i; p < k; p++, next += pitch, first += along) {
        target[next] = source[first];
        target[next + 1] = source[first + across];
        target[next + 2] = source[first + 2 * across];
        target[next + 3] = source[first + 3 * across];
      }
    }
    for (; i < width; i++) {
      int first = at + i * across;
      for (int p = 0; p < k; p++) {
        target[start + i + p * pitch] = source[first + p * along];
      }
    }
  }

  /** Copies four dense rows of length {@code k} to be four columns. */
  private static void interleave(
      int k, float[] source, int at, int row, float[] target, int to, int pitch) {
    int at1 = at + row;
    int at2 = at1 + row;
    int at3 = at2 + row;
    int next = to;
    for (int p = 0; p < k; p++) {
      target[next] = source[at + p];
      target[next + 1] = source[at1 + p];
      target[next + 2] = source[at2 + p];
      target[next + 3] = source[at3 + p];
      next += pitch;
    }
  }
}

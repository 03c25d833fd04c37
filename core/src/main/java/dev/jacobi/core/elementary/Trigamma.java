package dev.jacobi.core.elementary;

import dev.jacobi.core.primitive.Primitives;

/**
 * ψ′, the second derivative of log Γ: from 1 to 2 a polynomial; from 2 on the asymptotic formula
 * (Abramowitz and Stegun 1964, 6.4.12) with a polynomial in 1/x² in place of its divergent series;
 * below 1 one step of the recurrence, and below 0 the reflection formula (6.4.7). Own coefficients,
 * minimax by Remez's algorithm with 60 digits.
 */
public final class Trigamma {

  private static final double LARGE = 2;

  /** ψ′(1 + z) by z − ½ for z from 0 to 1, within 2⁻⁵⁸: the first coefficient, and the others. */
  private static final double MIDDLE = 0.9348022005446793;

  private static final double MIDDLE_LOW = -1.9976546865184462e-17;
  private static final double[] CENTRE = {
    -0.8287966442343199,
    0.7045455170012188,
    -0.5790416377779066,
    0.4630645251014648,
    -0.3621493650207815,
    0.27808081333051893,
    -0.21030987327616288,
    0.15705320188201366,
    -0.11604071828231288,
    0.0849687907919528,
    -0.06174051835766066,
    0.044566628488034145,
    -0.03198432274836671,
    0.022842013377580354,
    -0.01625942476347739,
    0.01151374306043095,
    -0.008020621553611773,
    0.0056547679793721465,
    -0.0043868867183995885,
    0.0030421672754567105,
    -0.0010706662367406606,
    0.0007899381575876687,
    -0.0020843784484722767,
    0.001418278915620228
  };

  /** x³(ψ′(x) − 1/x − 1/(2x²)) by 1/x² for x from 2, within 2⁻⁵⁸ of ψ′(x) over x³. */
  private static final double[] ASYMPTOTIC = {
    0.1666666666666621,
    -0.0333333333300258,
    0.023809522963100592,
    -0.03333322199558962,
    0.07574865640235602,
    -0.2526326744776448,
    1.1479816103817104,
    -6.540053800598616,
    41.94568811598976,
    -270.7049672581461,
    1606.5460892508193,
    -8239.348585276044,
    34987.36872177564,
    -118910.39159544454,
    312707.3087127442,
    -609942.3182387882,
    827848.5811739814,
    -696268.1613925082,
    272820.009508471
  };

  /** (π/sin(πr))² − 1/r² by r² for r up to ½, within 2⁻⁵⁶ of 7. */
  private static final double[] COSECANT = {
    3.289868133696453,
    6.493939402267007,
    10.173430619784922,
    14.057082994630555,
    18.01790180836328,
    22.00543663079062,
    26.00097059291481,
    30.012178315841716,
    33.843147009551245,
    39.521352031958514,
    31.263822694571555,
    100.90708898740215,
    -149.66105561889486,
    549.4651318907693,
    -712.5102682777003,
    668.9566387972667
  };

  private Trigamma() {}

  /** ψ′(x): ∞ at 0 and the negative integers, NaN at −∞. Error 1.3 ulps. */
  public static <V> V trigamma(Primitives<V> p, V x) {
    V zero = p.constant(0);
    V one = p.constant(1);
    V infinite = p.constant(Double.POSITIVE_INFINITY);
    V size = p.abs(x);
    V negative = p.lt(x, zero);
    V small = p.lt(size, one);
    V large = p.le(p.constant(LARGE), size);
    Sum<V> inverse = Sum.inverse(p, size);
    Sum<V> square = square(p, inverse);
    Sum<V> most = Sum.select(p, large, asymptotic(p, inverse), centre(p, size, small));
    V half = p.select(negative, p.constant(-0.5), p.constant(0.5));
    V few = p.sub(p.select(small, one, zero), p.select(negative, one, zero));
    V factor = p.select(large, half, few);
    Sum<V> sum = Sum.of(p, most.high(), p.mul(factor, square.high()));
    V low = p.add(sum.low(), p.fma(factor, square.low(), most.low()));
    V above = p.add(sum.high(), low);
    V fraction = Rounding.fraction(p, size);
    Sum<V> pole = square(p, Sum.inverse(p, fraction));
    V rest = Polynomial.halves(p, p.mul(fraction, fraction), COSECANT);
    V below = p.add(pole.high(), p.add(pole.low(), p.sub(rest, above)));
    V value = p.select(negative, below, above);
    V highest = p.select(negative, pole.high(), square.high());
    V bounded = p.select(p.eq(highest, infinite), infinite, value);
    return p.select(p.eq(x, infinite), zero, bounded);
  }

  private static <V> Sum<V> square(Primitives<V> p, Sum<V> x) {
    Sum<V> square = Sum.product(p, x.high(), x.high());
    return new Sum<>(square.high(), p.fma(p.add(x.high(), x.high()), x.low(), square.low()));
  }

  /** ψ′(1 + z), z being x up to 1 and x − 1 beyond. */
  private static <V> Sum<V> centre(Primitives<V> p, V size, V small) {
    V z = p.select(small, size, p.sub(size, p.constant(1)));
    V distance = p.sub(z, p.constant(0.5));
    V rest = p.mul(distance, Polynomial.halves(p, distance, CENTRE));
    Sum<V> sum = Sum.ordered(p, p.constant(MIDDLE), rest);
    return new Sum<>(sum.high(), p.add(sum.low(), p.constant(MIDDLE_LOW)));
  }

  /** ψ′(x) − 1/(2x²) for large x. */
  private static <V> Sum<V> asymptotic(Primitives<V> p, Sum<V> inverse) {
    V square = p.mul(inverse.high(), inverse.high());
    V series = Polynomial.halves(p, square, ASYMPTOTIC);
    V cube = p.mul(square, inverse.high());
    return new Sum<>(inverse.high(), p.fma(cube, series, inverse.low()));
  }
}

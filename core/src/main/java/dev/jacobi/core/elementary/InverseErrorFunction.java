package dev.jacobi.core.elementary;

import dev.jacobi.core.primitive.Primitives;

/**
 * The inverse of the error function: over x a polynomial in w = −log(1 − x²) or, towards the ends,
 * in √w (M. Giles, "Approximating the erfinv function", 2011, with own coefficients).
 */
public final class InverseErrorFunction {

  private static final double MIDDLE_FROM = 5.5;
  private static final double END_FROM = 15.0625;

  /** By w − 2.75 for w up to 5.5, within 2⁻⁵⁵: the first coefficients, and the others. */
  private static final double CENTRE = 1.5627896112343589;

  private static final double CENTRE_SLOPE = 0.24433025901507646;
  private static final double[] CENTRE_BEND = {
    -0.005035975750000246,
    -0.0010385819182151413,
    0.0002090662677472961,
    -9.486052875837693e-06,
    -2.5688350055571636e-06,
    4.829529918495389e-07,
    -8.219303940106353e-09,
    -8.285169009083213e-09,
    1.1138649238153657e-09,
    3.3371385316356035e-11,
    -2.5644920663046277e-11,
    2.2794798774906633e-12,
    2.4697028627098235e-13,
    -7.396347072640767e-14,
    3.5135141945614318e-15,
    1.1342458008367136e-15,
    -1.9588530802763565e-16,
    -5.519110480594729e-18,
    4.056886047775986e-18,
    -8.128022287630135e-20,
    -4.0545278071290444e-20
  };

  /** By √w − 3.125 for w from 5.5 to 15.0625, within 2⁻⁵⁴. */
  private static final double[] MIDDLE = {
    2.958320150240462,
    1.0037186917979248,
    0.007047884417816467,
    -0.00530101060847201,
    0.0037944200146952578,
    -0.0025198826922371255,
    0.0012606698948918681,
    -0.0003286621632173188,
    -8.955341306689856e-05,
    0.00013610478481318957,
    -5.8851677153582775e-05,
    2.185077955211597e-06,
    1.1397819599991787e-05,
    -6.274770246250052e-06,
    9.081977195369167e-07,
    7.572422281965604e-07,
    -5.650593315267093e-07,
    1.218940059410261e-07,
    6.09340572886963e-08,
    -3.522351944728597e-08
  };

  /** By √w − 5 for w from 15.0625 to 37, within 2⁻⁵⁴. */
  private static final double[] END = {
    4.849906401408584,
    1.0103004648645468,
    -0.0001387193183918833,
    -0.00021503011989911741,
    7.599527837456174e-05,
    -1.9681769713643605e-05,
    4.526050003282149e-06,
    -9.930354812347706e-07,
    2.290642791986309e-07,
    -6.753629258194295e-08,
    2.8989413683386508e-08,
    -1.5291830020071433e-08,
    7.865241006674658e-09,
    -3.4327441931144203e-09,
    1.2777282732264373e-09,
    -4.5901140955107344e-10,
    8.760181173754527e-11,
    4.777110935257093e-11,
    -2.3935065720776485e-11
  };

  private InverseErrorFunction() {}

  /** The number whose erf is x: ±∞ at ±1, NaN beyond. Error 1.75 ulps. */
  public static <V> V erfinv(Primitives<V> p, V x) {
    V size = p.abs(x);
    V one = p.constant(1);
    Sum<V> log = Logarithms.sum(p, p.fma(p.neg(x), x, one)).normal(p);
    V w = p.neg(log.high());
    V root = p.sqrt(w);
    V far = p.sub(root, p.constant(5));
    // What the root lacks, with 1/(2·root) as it is about there.
    V lost = p.sub(p.fma(p.neg(root), root, w), log.low());
    V exact = p.fma(lost, p.fma(far, p.constant(-0.02), p.constant(0.1)), far);
    Sum<V> centre = centre(p, w);
    V middle = Polynomial.horner(p, p.sub(root, p.constant(3.125)), MIDDLE);
    V end = Polynomial.horner(p, exact, END);
    V outer = p.select(p.lt(w, p.constant(END_FROM)), middle, end);
    V central = p.lt(w, p.constant(MIDDLE_FROM));
    Sum<V> ratio = Sum.select(p, central, centre, new Sum<>(outer, p.constant(0)));
    V value = p.fma(size, ratio.high(), p.mul(size, ratio.low()));
    V infinite = p.constant(Double.POSITIVE_INFINITY);
    V beyond = p.select(p.eq(size, one), infinite, p.constant(Double.NaN));
    return Signs.copy(p, p.select(p.lt(size, one), value, beyond), x);
  }

  private static <V> Sum<V> centre(Primitives<V> p, V w) {
    V middle = p.constant(2.75);
    V distance = p.sub(w, middle);
    // Where the distance is rounded w is small, and the slope about 0.24.
    V lost = p.sub(w, p.add(distance, middle));
    V linear = p.fma(lost, p.constant(-0.087), p.constant(CENTRE_SLOPE));
    V slope = p.fma(Polynomial.horner(p, distance, CENTRE_BEND), distance, linear);
    V first = p.constant(CENTRE);
    V high = p.fma(slope, distance, first);
    return new Sum<>(high, p.fma(slope, distance, p.sub(first, high)));
  }
}

package dev.jacobi.core.op;

import static dev.jacobi.core.op.Definition.binary;
import static dev.jacobi.core.op.Definition.outside;
import static dev.jacobi.core.op.Definition.ternary;
import static dev.jacobi.core.op.Definition.unary;
import static dev.jacobi.core.op.Notation.COMPARE;
import static dev.jacobi.core.op.Notation.MINUS;
import static dev.jacobi.core.op.Notation.PRODUCT;
import static dev.jacobi.core.op.Notation.SUM;
import static dev.jacobi.core.op.Rules.clipped;
import static dev.jacobi.core.op.Rules.extremum;
import static dev.jacobi.core.op.Rules.powerByBase;
import static dev.jacobi.core.op.Rules.powerByExponent;
import static dev.jacobi.core.op.ScalarKind.ARITHMETIC;
import static dev.jacobi.core.op.ScalarKind.CHOICE;
import static dev.jacobi.core.op.ScalarKind.COMPARISON;
import static dev.jacobi.core.op.ScalarKind.LOGICAL;
import static dev.jacobi.core.op.ScalarKind.PREDICATE;

import dev.jacobi.core.elementary.Choices;
import dev.jacobi.core.elementary.Digamma;
import dev.jacobi.core.elementary.ErrorFunctions;
import dev.jacobi.core.elementary.Exponential;
import dev.jacobi.core.elementary.Hyperbolic;
import dev.jacobi.core.elementary.Integers;
import dev.jacobi.core.elementary.InverseErrorFunction;
import dev.jacobi.core.elementary.InverseTrigonometry;
import dev.jacobi.core.elementary.LogGamma;
import dev.jacobi.core.elementary.Logarithms;
import dev.jacobi.core.elementary.Powers;
import dev.jacobi.core.elementary.Rounding;
import dev.jacobi.core.elementary.Trigamma;
import dev.jacobi.core.elementary.Trigonometry;
import dev.jacobi.core.primitive.Expansion;
import dev.jacobi.core.primitive.Function;
import dev.jacobi.core.primitive.Primitives;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * The catalogue of element-wise operations. Each constant holds everything there is to know of one
 * operation: its name, how it is written, its value, where its operands lie, its accuracy, what
 * holds at awkward points, and its derivative, written once as a formula over {@link Algebra}; that
 * of one operand stands with its kin, such as {@link CircularRules}.
 *
 * <p>Invariant: nothing outside this file lists operations, except where a backend switches over
 * them exhaustively.
 */
public enum ScalarOp {
  ADD(
      binary("add", Primitives::add)
          .integers((x, y, z) -> Math.addExact(x, y), Primitives::iadd, Integers::sumOverflows)
          .infix("+", SUM)
          .ulps(0.5)
          .on(-4, 4)
          .on(-4, 4)) {
    @Override
    public <T> T timesPartial(Algebra<T> a, int i, T v, List<T> x, T y) {
      return v;
    }
  },
  SUB(
      binary("subtract", Primitives::sub)
          .integers(
              (x, y, z) -> Math.subtractExact(x, y),
              Primitives::isub,
              Integers::differenceOverflows)
          .infix("-", SUM)
          .ulps(0.5)
          .on(-4, 4)
          .on(-4, 4)) {
    @Override
    public <T> T timesPartial(Algebra<T> a, int i, T v, List<T> x, T y) {
      return i == 0 ? v : a.negate(v);
    }
  },
  MUL(
      binary("multiply", Primitives::mul)
          .integers(
              (x, y, z) -> Math.multiplyExact(x, y), Primitives::imul, Integers::productOverflows)
          .infix("*", PRODUCT)
          .ulps(0.5)
          .on(-4, 4)
          .on(-4, 4)) {
    @Override
    public <T> T timesPartial(Algebra<T> a, int i, T v, List<T> x, T y) {
      return a.times(v, x.get(1 - i));
    }
  },
  MULTIPLY_NO_NAN(
      binary("multiply_no_nan", Choices::multiplyNoNan)
          .ulps(0.5)
          .on(-4, 4)
          .on(-4, 4, 0.0)
          .convention(
              "0 where y is 0, also where x is inf or nan, and so is its derivative by x; the name is TensorFlow's")) {
    @Override
    public <T> T timesPartial(Algebra<T> a, int i, T v, List<T> x, T y) {
      T product = a.times(v, x.get(1 - i));
      return i == 0 ? a.guarded(a.apply(EQ, x.get(1), a.integer(0)), false, product) : product;
    }
  },
  DIV(
      binary("divide", Primitives::div)
          .infix("/", PRODUCT)
          .ulps(0.5)
          .on(-4, 4)
          .on(0.5, 4)
          .convention("1/0 is inf and 0/0 is nan, as IEEE 754 has it")) {
    @Override
    public <T> T timesPartial(Algebra<T> a, int i, T v, List<T> x, T y) {
      T quotient = a.div(v, x.get(1));
      return i == 0 ? quotient : a.negate(a.times(quotient, y));
    }
  },
  NEG(
      unary("negative", Primitives::neg)
          .integers((x, y, z) -> Math.negateExact(x), Integers::negative)
          .prefix("-", MINUS)
          .ulps(0.5)
          .on(-4, 4)
          .partial(Rules::negative)),
  POW(
      binary("pow", Powers::pow)
          .power()
          .ulps(0.75)
          .on(0.2, 4, 0.0)
          .on(-3, 3, 0.0)
          .convention(
              "x^0 is 1 with derivative 0 for every x; at base 0 the derivative by the exponent is 0 for y >= 0 and -inf for y < 0; a negative base has a real power only for whole exponents, and its derivative by the exponent is nan; integers become floating-point numbers first, but for x^2")) {
    @Override
    public <T> T timesPartial(Algebra<T> a, int i, T v, List<T> x, T y) {
      return i == 0 ? powerByBase(a, v, x) : powerByExponent(a, v, x, y);
    }
  },
  SQUARE(
      unary("square", Powers::square)
          .integers((x, y, z) -> Math.multiplyExact(x, x), Integers::square)
          .suffix("^2")
          .ulps(0.5)
          .on(-4, 4)
          .partial(PowerRules::square)),
  ABS(
      unary("abs", Primitives::abs)
          .integers((x, y, z) -> Math.absExact(x), Integers::abs)
          .ulps(0)
          .on(-4, 4, 0.0)
          .convention("abs'(0) = 0")
          .partial(Rules::abs)),
  SIGN(
      unary("sign", Choices::sign)
          .integers((x, y, z) -> Long.signum(x), Integers::sign)
          .ulps(0)
          .on(-4, 4, 0.0)
          .convention("derivative 0 everywhere")
          .partial(Rules::flat)),
  MAXIMUM(
      binary("maximum", Primitives::max)
          .integers((x, y, z) -> Math.max(x, y), Integers::max)
          .ulps(0)
          .on(-4, 4)
          .on(-4, 4)
          .convention(
              "a tie gives half of the derivative to each side; with nan on either side both get all of it")) {
    @Override
    public <T> T timesPartial(Algebra<T> a, int i, T v, List<T> x, T y) {
      return extremum(a, i, v, x, LT);
    }
  },
  MINIMUM(
      binary("minimum", Primitives::min)
          .integers((x, y, z) -> Math.min(x, y), Integers::min)
          .ulps(0)
          .on(-4, 4)
          .on(-4, 4)
          .convention(
              "a tie gives half of the derivative to each side; with nan on either side both get all of it")) {
    @Override
    public <T> T timesPartial(Algebra<T> a, int i, T v, List<T> x, T y) {
      return extremum(a, i, v, x, GT);
    }
  },
  CLIP(
      ternary("clip", Choices::clip)
          .integers((x, low, high) -> Math.min(Math.max(x, low), high), Integers::clip)
          .ulps(0)
          .on(-4, 4, -1.0, 1.0)
          .on(-1.5, -0.5)
          .on(0.5, 1.5)
          .convention(
              "derivative 1 at both bounds, 0 outside; with low > high the result is high; nan stays nan with derivative 0")
          .aliases("clamp")) {
    @Override
    public <T> T timesPartial(Algebra<T> a, int i, T v, List<T> x, T y) {
      return clipped(a, i, v, x);
    }
  },
  FLOOR(
      unary("floor", Rounding::floor)
          .ulps(0)
          .on(-4, 4, 0.0, 1.0)
          .convention("derivative 0 everywhere")
          .partial(Rules::flat)),
  CEIL(
      unary("ceil", Rounding::ceil)
          .ulps(0)
          .on(-4, 4, 0.0, 1.0)
          .convention("derivative 0 everywhere")
          .partial(Rules::flat)),
  ROUND(
      unary("round", Rounding::round)
          .ulps(0)
          .on(-4, 4, 0.5, 1.5)
          .convention("halves round to even; derivative 0 everywhere")
          .partial(Rules::flat)),
  TRUNC(
      unary("trunc", Rounding::trunc)
          .ulps(0)
          .on(-4, 4, 0.0, 1.0)
          .convention("derivative 0 everywhere")
          .partial(Rules::flat)),
  FMOD(
      binary("fmod", Primitives::rem)
          .ulps(0)
          .on(0.1, 0.9)
          .on(1, 2)
          .convention(
              "the result has the sign of x; derivative by y is -trunc(x/y); integers become floating-point numbers first")) {
    @Override
    public <T> T timesPartial(Algebra<T> a, int i, T v, List<T> x, T y) {
      return i == 0 ? v : a.negate(a.times(v, a.apply(TRUNC, a.div(x.get(0), x.get(1)))));
    }
  },
  REMAINDER(
      binary("remainder", Rounding::remainder)
          .ulps(0)
          .on(0.1, 0.9)
          .on(1, 2)
          .convention(
              "the result has the sign of y; derivative by y is -floor(x/y); integers become floating-point numbers first")) {
    @Override
    public <T> T timesPartial(Algebra<T> a, int i, T v, List<T> x, T y) {
      return i == 0 ? v : a.negate(a.times(v, a.apply(FLOOR, a.div(x.get(0), x.get(1)))));
    }
  },
  SQRT(
      unary("sqrt", Primitives::sqrt)
          .ulps(0.5)
          .on(0.1, 10, 0.0)
          .convention("sqrt'(0) = inf, so that a zero seed there gives nan; nan below 0")
          .partial(PowerRules::sqrt)),
  RSQRT(
      unary("rsqrt", Powers::rsqrt)
          .ulps(1.5)
          .on(0.1, 10, 0.0)
          .convention("1/sqrt(x); inf at 0")
          .partial(PowerRules::rsqrt)),
  CBRT(
      unary("cbrt", Powers::cbrt)
          .ulps(0.6)
          .on(-8, 8, 0.0)
          .convention("cbrt'(0) = inf")
          .partial(PowerRules::cbrt)),
  EXP(unary("exp", Exponential::exp).ulps(0.9).on(-4, 4).partial(ExponentialRules::exp)),
  EXPM1(unary("expm1", Exponential::expm1).ulps(1).on(-4, 4).partial(ExponentialRules::expm1)),
  LOG(
      unary("log", Logarithms::log)
          .ulps(0.9)
          .on(0.1, 10, 0.0)
          .convention(
              "log(0) = -inf with derivative inf; nan below 0, where the derivative is still 1/x")
          .aliases("ln")
          .partial(ExponentialRules::log)),
  LOG1P(
      unary("log1p", Logarithms::log1p)
          .ulps(0.9)
          .on(-0.9, 10, -1.0)
          .convention("log1p(-1) = -inf with derivative inf")
          .partial(ExponentialRules::log1p)),
  LOG2(
      unary("log2", Logarithms::log2)
          .ulps(0.95)
          .on(0.1, 10, 0.0)
          .convention("as log")
          .partial(ExponentialRules::log2)),
  LOG10(
      unary("log10", Logarithms::log10)
          .ulps(0.95)
          .on(0.1, 10, 0.0)
          .convention("as log")
          .partial(ExponentialRules::log10)),
  XLOGY(
      binary("xlogy", Logarithms::xlogy)
          .ulps(0.8)
          .on(0.1, 4, 0.0)
          .on(0.1, 4, 0.0)
          .convention(
              "0 where x is 0 and y is not nan; the derivative by x is 0 where x is 0 and y <= 0")) {
    @Override
    public <T> T timesPartial(Algebra<T> a, int i, T v, List<T> x, T y) {
      if (i == 1) {
        return a.div(a.times(v, x.get(0)), x.get(1));
      }
      T zero = a.integer(0);
      T flat = a.apply(AND, a.apply(EQ, x.get(0), zero), a.apply(LE, x.get(1), zero));
      return a.guarded(flat, false, a.times(v, a.apply(LOG, x.get(1))));
    }
  },
  SIN(unary("sin", Trigonometry::sin).ulps(0.8).on(-4, 4).partial(CircularRules::sin)),
  COS(unary("cos", Trigonometry::cos).ulps(0.8).on(-4, 4).partial(CircularRules::cos)),
  TAN(unary("tan", Trigonometry::tan).ulps(1).on(-1.5, 1.5).partial(CircularRules::tan)),
  ASIN(
      unary("asin", InverseTrigonometry::asin)
          .ulps(1.25)
          .on(-0.99, 0.99, -1.0, 1.0)
          .convention("derivative inf at -1 and 1")
          .aliases("arcsin")
          .partial(CircularRules::asin)),
  ACOS(
      unary("acos", InverseTrigonometry::acos)
          .ulps(1.25)
          .on(-0.99, 0.99, -1.0, 1.0)
          .convention("derivative -inf at -1 and 1")
          .aliases("arccos")
          .partial(CircularRules::acos)),
  ATAN(
      unary("atan", InverseTrigonometry::atan)
          .ulps(0.97)
          .on(-4, 4)
          .aliases("arctan")
          .partial(CircularRules::atan)),
  ASEC(
      unary("asec", InverseTrigonometry::asec)
          .ulps(1.5)
          .on(1.1, 10, -1.0, 1.0)
          .convention("acos(1/x); derivative inf at -1 and 1, nan between")
          .aliases("arcsec")
          .partial(CircularRules::asec)),
  ACSC(
      unary("acsc", InverseTrigonometry::acsc)
          .ulps(1.75)
          .on(1.1, 10, -1.0, 1.0)
          .convention("asin(1/x); derivative -inf at -1 and 1, nan between")
          .aliases("arccsc")
          .partial(CircularRules::acsc)),
  ACOT(
      unary("acot", InverseTrigonometry::acot)
          .ulps(1.6)
          .on(0.2, 4, 0.0)
          .convention("atan(1/x), so that it jumps at 0, where it is pi/2 and its derivative -1")
          .aliases("arccot")
          .partial(CircularRules::acot)),
  ATAN2(
      binary("atan2", InverseTrigonometry::atan2)
          .ulps(0.97)
          .on(-4, 4)
          .on(0.2, 4)
          .convention("both derivatives are nan at the origin")
          .aliases("arctan2")) {
    @Override
    public <T> T timesPartial(Algebra<T> a, int i, T v, List<T> x, T y) {
      // Not by the sum of squares, which overflows and underflows where the derivative does not.
      T length = a.apply(HYPOT, x.get(0), x.get(1));
      T other = a.div(a.div(x.get(1 - i), length), length);
      return i == 0 ? a.times(v, other) : a.negate(a.times(v, other));
    }
  },
  SINH(unary("sinh", Hyperbolic::sinh).ulps(0.9).on(-4, 4).partial(HyperbolicRules::sinh)),
  COSH(unary("cosh", Hyperbolic::cosh).ulps(0.9).on(-4, 4).partial(HyperbolicRules::cosh)),
  TANH(unary("tanh", Hyperbolic::tanh).ulps(0.9).on(-4, 4).partial(HyperbolicRules::tanh)),
  ASINH(
      unary("asinh", Hyperbolic::asinh)
          .ulps(1.1)
          .on(-4, 4)
          .aliases("arcsinh")
          .partial(HyperbolicRules::asinh)),
  ACOSH(
      unary("acosh", Hyperbolic::acosh)
          .ulps(1.85)
          .on(1.1, 10, 1.0)
          .convention("derivative inf at 1")
          .aliases("arccosh")
          .partial(HyperbolicRules::acosh)),
  ATANH(
      unary("atanh", Hyperbolic::atanh)
          .ulps(0.9)
          .on(-0.95, 0.95, -1.0, 1.0)
          .convention("derivative inf at -1 and 1")
          .aliases("arctanh")
          .partial(HyperbolicRules::atanh)),
  SECH(unary("sech", Hyperbolic::sech).ulps(1.9).on(-4, 4).partial(HyperbolicRules::sech)),
  CSCH(
      unary("csch", Hyperbolic::csch)
          .ulps(1.9)
          .on(0.2, 4, 0.0)
          .convention("inf at 0 with derivative -inf")
          .partial(HyperbolicRules::csch)),
  COTH(
      unary("coth", Hyperbolic::coth)
          .ulps(1.5)
          .on(0.2, 4, 0.0)
          .convention("inf at 0 with derivative -inf")
          .partial(HyperbolicRules::coth)),
  ASECH(
      unary("asech", Hyperbolic::asech)
          .ulps(2)
          .on(0.05, 0.95, 0.0, 1.0)
          .convention("acosh(1/x); inf at 0; derivative -inf at 0 and 1")
          .aliases("arcsech")
          .partial(HyperbolicRules::asech)),
  ACSCH(
      unary("acsch", Hyperbolic::acsch)
          .ulps(2)
          .on(0.2, 4, 0.0)
          .convention("asinh(1/x); inf at 0 with derivative -inf")
          .aliases("arccsch")
          .partial(HyperbolicRules::acsch)),
  ACOTH(
      unary("acoth", Hyperbolic::acoth)
          .ulps(0.9)
          .on(1.1, 10, -1.0, 1.0)
          .convention(
              "atanh(1/x); derivative -inf at -1 and 1; nan between, where the derivative is still 1/(1 - x^2)")
          .aliases("arccoth")
          .partial(HyperbolicRules::acoth)),
  HYPOT(
      binary("hypot", Powers::hypot)
          .ulps(1)
          .on(0.2, 4)
          .on(0.2, 4)
          .convention("both derivatives are nan at the origin")) {
    @Override
    public <T> T timesPartial(Algebra<T> a, int i, T v, List<T> x, T y) {
      return a.times(v, a.div(x.get(i), y));
    }
  },
  ERF(unary("erf", ErrorFunctions::erf).ulps(1.2).on(-3, 3).partial(SpecialRules::erf)),
  ERFC(unary("erfc", ErrorFunctions::erfc).ulps(1.75).on(-3, 3).partial(SpecialRules::erfc)),
  GAUSSIAN(
      unary("gaussian", ErrorFunctions::gaussian)
          .ulps(0.95)
          .on(-3, 3)
          .convention("exp(-x^2), also where rounding x^2 would cost digits")
          .partial(SpecialRules::gaussian)),
  ERFINV(
      unary("erfinv", InverseErrorFunction::erfinv)
          .ulps(2)
          .on(-0.95, 0.95, -1.0, 1.0)
          .convention("derivative inf at -1 and 1")
          .partial(SpecialRules::erfinv)),
  LGAMMA(
      unary("lgamma", LogGamma::lgamma)
          .ulps(2)
          .on(0.2, 10)
          .convention(
              "log of the absolute value of gamma; inf at 0 and the negative integers; below 0 the ulps are those of the larger of the result and 1")
          .partial(SpecialRules::lgamma)),
  DIGAMMA(
      unary("digamma", Digamma::digamma)
          .ulps(2)
          .on(0.2, 10)
          .convention(
              "nan at the negative integers, -inf at 0; below 0 the ulps are those of the larger of the result and 1")
          .partial(SpecialRules::digamma)),
  TRIGAMMA(
      unary("trigamma", Trigamma::trigamma)
          .ulps(1.5)
          .on(0.2, 10)
          .convention("the derivative of digamma; inf at 0 and the negative integers")
          .partial(SpecialRules::trigamma)),
  POLYGAMMA(
      outside("polygamma", Polygamma::polygamma)
          .ulps(4)
          .on(1, 1)
          .on(0.3, 8)
          .convention(
              "polygamma(n, x) is the derivative of digamma of order n, a whole number from 0; it has no derivative by n; orders 0 and 1 are digamma and trigamma, others are computed an element at a time")) {
    @Override
    public <T> T timesPartial(Algebra<T> a, int i, T v, List<T> x, T y) {
      if (isOrder(i)) {
        throw Diagnostic.error(
                "derivative/order",
                "polygamma has no derivative by its order",
                "make the order a constant, or stop_gradient(...) it")
            .exception();
      }
      return a.times(v, a.apply(POLYGAMMA, a.plus(x.get(0), a.integer(1)), x.get(1)));
    }

    @Override
    public boolean isOrder(int i) {
      return i == 0;
    }
  },
  SIGMOID(
      unary("sigmoid", Exponential::sigmoid)
          .ulps(0.9)
          .on(-4, 4)
          .convention("0 and 1 at -1000 and 1000, with derivative 0")
          .partial(ExponentialRules::sigmoid)),
  SOFTPLUS(
      unary("softplus", Logarithms::softplus)
          .ulps(0.95)
          .on(-4, 4)
          .convention("0 and x at -1000 and 1000, with derivatives 0 and 1")
          .partial(ExponentialRules::softplus)),
  RELU(
      unary("relu", Choices::relu)
          .integers((x, y, z) -> Math.max(x, 0), Integers::relu)
          .ulps(0)
          .on(-4, 4, 0.0)
          .convention("relu'(0) = 0")
          .partial(Rules::relu)),
  LT(
      binary("less", Primitives::lt)
          .kind(COMPARISON)
          .integers((x, y, z) -> x < y ? 1 : 0, Primitives::ilt)
          .infix("<", COMPARE)
          .ulps(0)
          .on(-4, 4)
          .on(-4, 4)
          .convention("false where an operand is nan")),
  LE(
      binary("less_equal", Primitives::le)
          .kind(COMPARISON)
          .integers((x, y, z) -> x <= y ? 1 : 0, Integers::lessEqual)
          .infix("<=", COMPARE)
          .ulps(0)
          .on(-4, 4)
          .on(-4, 4)
          .convention("false where an operand is nan")),
  GT(
      binary("greater", Choices::greater)
          .kind(COMPARISON)
          .integers((x, y, z) -> x > y ? 1 : 0, Integers::greater)
          .infix(">", COMPARE)
          .ulps(0)
          .on(-4, 4)
          .on(-4, 4)
          .convention("false where an operand is nan")),
  GE(
      binary("greater_equal", Choices::greaterEqual)
          .kind(COMPARISON)
          .integers((x, y, z) -> x >= y ? 1 : 0, Integers::greaterEqual)
          .infix(">=", COMPARE)
          .ulps(0)
          .on(-4, 4)
          .on(-4, 4)
          .convention("false where an operand is nan")),
  EQ(
      binary("equal", Primitives::eq)
          .kind(COMPARISON)
          .integers((x, y, z) -> x == y ? 1 : 0, Primitives::ieq)
          .infix("==", COMPARE)
          .ulps(0)
          .on(-4, 4)
          .on(-4, 4)
          .convention("false where an operand is nan")),
  NE(
      binary("not_equal", Choices::notEqual)
          .kind(COMPARISON)
          .integers((x, y, z) -> x != y ? 1 : 0, Integers::notEqual)
          .infix("!=", COMPARE)
          .ulps(0)
          .on(-4, 4)
          .on(-4, 4)
          .convention("true where an operand is nan")),
  AND(
      binary("logical_and", Primitives::and)
          .kind(LOGICAL)
          .infix("and", Notation.AND)
          .ulps(0)
          .on(0, 1)
          .on(0, 1)),
  OR(
      binary("logical_or", Primitives::or)
          .kind(LOGICAL)
          .infix("or", Notation.OR)
          .ulps(0)
          .on(0, 1)
          .on(0, 1)),
  NOT(
      unary("logical_not", Primitives::not)
          .kind(LOGICAL)
          .prefix("not ", Notation.NOT)
          .ulps(0)
          .on(0, 1)),
  ISNAN(unary("isnan", Choices::isNan).kind(PREDICATE).ulps(0).on(-4, 4)),
  WHERE(
      ternary("where", Primitives::select)
          .kind(CHOICE)
          .integers((c, x, y) -> c != 0 ? x : y, Primitives::select)
          .ulps(0)
          .on(0, 1)
          .on(-4, 4)
          .on(-4, 4)
          .convention(
              "lets nothing of the operand not chosen through, neither value nor derivative")) {
    @Override
    public <T> T timesPartial(Algebra<T> a, int i, T v, List<T> x, T y) {
      return a.guarded(x.get(0), i == 1, v);
    }
  };

  /** Does not change once its constant is made. */
  private final Definition definition;

  private final Optional<Function> code;
  private final ScalarFunction function;

  ScalarOp(Definition definition) {
    this.definition = definition;
    this.code = definition.code();
    this.function = code.<ScalarFunction>map(f -> f::value).orElse(definition.outside());
  }

  /**
   * The derivative rule: {@code v·∂y/∂xᵢ}, linear in {@code v}. With a tangent for {@code v} this
   * is a step of forward mode, with an adjoint a step of reverse mode.
   *
   * @param a the carrier's operations
   * @param i which operand to differentiate by, from 0
   * @param v the factor: the tangent of operand {@code i}, or the adjoint of the result
   * @param x the operands
   * @param y the result
   * @throws AssertionError when the result is a truth value, which has no derivative
   */
  public <T> T timesPartial(Algebra<T> a, int i, T v, List<T> x, T y) {
    return definition.partial().times(a, v, x.get(0), y);
  }

  /** Whether an operand is a whole number that only says which function is meant. */
  public boolean isOrder(int i) {
    return false;
  }

  /** What holds where the formula does not say it: ties, ends of the domain, NaN. May be empty. */
  public String convention() {
    return definition.convention();
  }

  /** The function's name in the language. */
  public String text() {
    return definition.text();
  }

  /** Further names of the function in the language. */
  public List<String> aliases() {
    return definition.aliases();
  }

  /** Which element types it takes and gives. */
  public ScalarKind kind() {
    return definition.kind();
  }

  /** How it is written. */
  public Notation notation() {
    return definition.notation();
  }

  /** The number of operands. */
  public int arity() {
    return definition.arity();
  }

  /**
   * The value over any carrier: numbers for numbers, truth values where the kind says so. Empty for
   * a function that no straight-line code computes; backends then call {@link #function()}.
   */
  public Optional<Expansion> expansion() {
    return definition.expansion();
  }

  /**
   * The value written over a carrier of doubles and truth values: what is short or about truth
   * values in place, else as a call.
   *
   * @throws AssertionError when there is no expansion
   */
  public <V> V expand(Primitives<V> p, V x, V y, V z) {
    return definition.expand(code, p, x, y, z);
  }

  /** The expansion recorded for doubles; truth values are 0 and 1. */
  public Optional<Function> code() {
    return code;
  }

  /** The value in double precision; truth values are 0 and 1. */
  public ScalarFunction function() {
    return function;
  }

  /**
   * The value for 64-bit integers, without rounding; an overflow is an {@link ArithmeticException}.
   * Empty for operations that take no integers.
   */
  public Optional<IntegerFunction> integerFunction() {
    return definition.integerFunction();
  }

  /** The largest error of the value, in units in the last place of the exact result. */
  public double ulps() {
    return definition.ulps();
  }

  /** Where each operand is meant to lie. */
  public List<Domain> domains() {
    return definition.domains();
  }

  /** Whether the result can carry a derivative. */
  public boolean isDifferentiable() {
    return kind() == ARITHMETIC || kind() == ScalarKind.FLOAT || kind() == CHOICE;
  }

  /** The element type of the result for operands of the (common) element type. */
  public DType resultType(DType operands) {
    return kind().isTruth() ? DType.BOOL : operands;
  }
}

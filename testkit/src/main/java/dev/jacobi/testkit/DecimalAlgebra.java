package dev.jacobi.testkit;

import dev.jacobi.core.op.Algebra;
import dev.jacobi.core.op.NamedConstant;
import dev.jacobi.core.op.ScalarOp;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * Operations of the catalogue, and so derivative rules, in decimal arithmetic of any precision.
 * Truth values are 0 and 1. What is not a real number throws {@link ArithmeticException}.
 */
public final class DecimalAlgebra implements Algebra<BigDecimal> {

  private final MathContext mc;

  /** Decimals of a precision. */
  public DecimalAlgebra(MathContext mc) {
    this.mc = mc;
  }

  @Override
  public BigDecimal integer(long value) {
    return BigDecimal.valueOf(value);
  }

  @Override
  public BigDecimal constant(NamedConstant value) {
    if (value != NamedConstant.PI) {
      throw new ArithmeticException(value + " is no decimal");
    }
    return Decimals.pi(mc);
  }

  @Override
  public BigDecimal apply(ScalarOp op, List<BigDecimal> x) {
    BigDecimal first = x.get(0);
    return switch (x.size()) {
      case 1 -> unary(op, first);
      case 2 -> binary(op, first, x.get(1));
      default -> ternary(op, first, x.get(1), x.get(2));
    };
  }

  private BigDecimal unary(ScalarOp op, BigDecimal x) {
    return switch (op) {
      case NEG -> x.negate();
      case SQUARE -> x.multiply(x, mc);
      case ABS -> x.abs();
      case SIGN -> integer(x.signum());
      case RELU -> x.max(BigDecimal.ZERO);
      case FLOOR -> x.setScale(0, RoundingMode.FLOOR);
      case CEIL -> x.setScale(0, RoundingMode.CEILING);
      case ROUND -> x.setScale(0, RoundingMode.HALF_EVEN);
      case TRUNC -> x.setScale(0, RoundingMode.DOWN);
      case NOT -> truth(x.signum() == 0);
      case ISNAN -> truth(false);
      default -> transcendental(op, x);
    };
  }

  private BigDecimal transcendental(ScalarOp op, BigDecimal x) {
    return switch (op) {
      case SQRT -> Decimals.sqrt(x, mc);
      case RSQRT -> Decimals.rsqrt(x, mc);
      case CBRT -> Decimals.cbrt(x, mc);
      case EXP -> Decimals.exp(x, mc);
      case EXPM1 -> Decimals.expm1(x, mc);
      case LOG -> Decimals.log(x, mc);
      case LOG1P -> Decimals.log1p(x, mc);
      case LOG2 -> Decimals.log2(x, mc);
      case LOG10 -> Decimals.log10(x, mc);
      case SIN -> Decimals.sin(x, mc);
      case COS -> Decimals.cos(x, mc);
      case TAN -> Decimals.tan(x, mc);
      case ASIN -> Decimals.asin(x, mc);
      case ACOS -> Decimals.acos(x, mc);
      case ATAN -> Decimals.atan(x, mc);
      case SINH -> Decimals.sinh(x, mc);
      case COSH -> Decimals.cosh(x, mc);
      case TANH -> Decimals.tanh(x, mc);
      case ASINH -> Decimals.asinh(x, mc);
      case ACOSH -> Decimals.acosh(x, mc);
      case ATANH -> Decimals.atanh(x, mc);
      case SECH, CSCH, COTH, ASEC, ACSC, ACOT, ASECH, ACSCH, ACOTH ->
          DecimalReciprocals.value(op, x, mc);
      case ERF -> Decimals.erf(x, mc);
      case ERFC -> Decimals.erfc(x, mc);
      case GAUSSIAN -> Decimals.exp(x.multiply(x).negate(), mc);
      case ERFINV -> Decimals.erfinv(x, mc);
      case LGAMMA -> Decimals.lgamma(x, mc);
      case DIGAMMA -> Decimals.digamma(x, mc);
      case TRIGAMMA -> Decimals.polygamma(1, x, mc);
      case SIGMOID -> Decimals.sigmoid(x, mc);
      case SOFTPLUS -> Decimals.softplus(x, mc);
      default -> throw unknown(op);
    };
  }

  private BigDecimal binary(ScalarOp op, BigDecimal x, BigDecimal y) {
    return switch (op) {
      case ADD -> x.add(y, mc);
      case SUB -> x.subtract(y, mc);
      case MUL, MULTIPLY_NO_NAN -> x.multiply(y, mc);
      case DIV -> x.divide(y, mc);
      case POW -> Decimals.pow(x, y, mc);
      case XLOGY -> x.signum() == 0 ? BigDecimal.ZERO : x.multiply(Decimals.log(y, mc), mc);
      case ATAN2 -> Decimals.atan2(x, y, mc);
      case HYPOT -> Decimals.hypot(x, y, mc);
      case POLYGAMMA -> Decimals.polygamma(x.intValueExact(), y, mc);
      case FMOD -> x.remainder(y);
      case REMAINDER -> {
        BigDecimal rest = x.remainder(y);
        yield rest.signum() * y.signum() < 0 ? rest.add(y) : rest;
      }
      case MAXIMUM -> x.max(y);
      case MINIMUM -> x.min(y);
      case LT -> truth(x.compareTo(y) < 0);
      case LE -> truth(x.compareTo(y) <= 0);
      case GT -> truth(x.compareTo(y) > 0);
      case GE -> truth(x.compareTo(y) >= 0);
      case EQ -> truth(x.compareTo(y) == 0);
      case NE -> truth(x.compareTo(y) != 0);
      case AND -> truth(x.signum() != 0 && y.signum() != 0);
      case OR -> truth(x.signum() != 0 || y.signum() != 0);
      default -> throw unknown(op);
    };
  }

  private static BigDecimal ternary(ScalarOp op, BigDecimal x, BigDecimal y, BigDecimal z) {
    return switch (op) {
      case CLIP -> x.max(y).min(z);
      case WHERE -> x.signum() != 0 ? y : z;
      default -> throw unknown(op);
    };
  }

  private static BigDecimal truth(boolean value) {
    return value ? BigDecimal.ONE : BigDecimal.ZERO;
  }

  private static AssertionError unknown(ScalarOp op) {
    return new AssertionError(op + " has no decimal value: add it to DecimalAlgebra");
  }
}

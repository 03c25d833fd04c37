package dev.jacobi.core.check;

import dev.jacobi.core.check.Report.Row;
import dev.jacobi.core.check.Report.Verdict;
import dev.jacobi.core.check.Report.Witness;
import dev.jacobi.core.check.Route.Answer;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Tensor;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** One result of an answer beside the baseline's. An element is excused or judged, never both. */
final class Comparison {

  /** So many of the worst elements of a result are judged against their rounding bound. */
  private static final int JUDGED = 8;

  /** An estimate of its own error above this part of the result says nothing. */
  private static final double USELESS = 1e-3;

  private final Answer baseline;
  private final Answer answer;
  private final String name;
  private final Tensor expected;
  private final Tensor found;
  private final Tensor home;
  private double ofBound;
  private boolean useless;
  private boolean kink;
  private boolean open;
  private boolean outOfRange;
  private OptionalInt witness = OptionalInt.empty();

  /**
   * A comparison of the result of a name.
   *
   * @param own what the same route answered on the first backend, whose bits it must have
   */
  Comparison(Answer baseline, Answer answer, Answer own, String name) {
    this.baseline = baseline;
    this.answer = answer;
    this.name = name;
    this.expected = result(baseline, name);
    this.found = result(answer, name);
    this.home = result(own, name);
  }

  /** The line of the table. */
  Row row(Route route, String backend) {
    if (expected.sameBits(found)) {
      return new Row(route.name(), backend, name, 0, 0, 0, 0, Verdict.SAME_BITS, Optional.empty());
    }
    List<Integer> sorted = worstFirst(expected, found);
    int judged = 0;
    for (int i = 0; i < sorted.size() && judged < JUDGED; i++) {
      if (!isExcused(route, sorted.get(i))) {
        judge(sorted.get(i));
        judged++;
      }
    }
    double a = expected.getDouble(sorted.get(0));
    double b = found.getDouble(sorted.get(0));
    double absolute = Math.abs(a - b);
    Verdict verdict = verdict(route);
    return new Row(
        route.name(),
        backend,
        name,
        ulps(a, b, expected.dtype()),
        absolute,
        absolute / Math.max(Math.abs(a), Math.abs(b)),
        open ? Double.NaN : ofBound,
        verdict,
        verdict == Verdict.DIFFERS ? Optional.of(witness()) : Optional.empty());
  }

  private boolean isExcused(Route route, int element) {
    double stated = expected.getDouble(element);
    double other = found.getDouble(element);
    boolean finite = Double.isFinite(stated) && Double.isFinite(other);
    double difference = difference(expected, found, element);
    if (difference != 0 && !finite) {
      boolean undefined = answer.estimates() && !name.equals(Question.VALUE);
      if (undefined || (route.isOfReals() && isAsAtHome(element))) {
        open = true;
        return true;
      }
    }
    boolean mayBeFar = answer.estimates() || route.isOfReals();
    boolean far = mayBeFar && !(difference == 0 || difference / bound(element) <= 1);
    if (far && route.isOfReals() && answer.leavesRange(name) && isAsAtHome(element)) {
      open = true;
      outOfRange = true;
      return true;
    }
    if (far
        && answer.estimates()
        && answer.kinks().at(name, element).filter(k -> k.admits(stated)).isPresent()) {
      kink = true;
      return true;
    }
    return false;
  }

  /** Whether the first backend gave the same number. */
  private boolean isAsAtHome(int element) {
    return difference(home, found, element) == 0;
  }

  private void judge(int element) {
    double difference = difference(expected, found, element);
    double bound = bound(element);
    double fraction = difference == 0 ? 0 : difference / bound;
    if (!(fraction <= 1) && witness.isEmpty()) {
      witness = OptionalInt.of(element);
    }
    // Math.max keeps a NaN, which says that the bound is not known.
    ofBound = Math.max(ofBound, fraction);
    double size = Math.max(Math.abs(expected.getDouble(element)), 1e-8);
    useless |= answer.estimates() && !(bound <= USELESS * size);
  }

  private double bound(int element) {
    return baseline.bound(name, element) + answer.bound(name, element);
  }

  private Verdict verdict(Route route) {
    Verdict ofReals = outOfRange ? Verdict.OUT_OF_RANGE : Verdict.NOT_REAL;
    Verdict excuse = route.isOfReals() ? ofReals : Verdict.NOT_JUDGED;
    if (useless) {
      return open ? excuse : Verdict.INCONCLUSIVE;
    }
    if (!(ofBound <= 1)) {
      return Verdict.DIFFERS;
    }
    if (open) {
      return excuse;
    }
    if (kink) {
      return Verdict.KINK;
    }
    return answer.estimates() ? Verdict.WITHIN_ESTIMATE : Verdict.WITHIN_ROUNDING;
  }

  private Witness witness() {
    int element = witness.orElseThrow();
    return new Witness(place(element), text(expected, element), text(found, element));
  }

  /** The index of an element, of which the position in row-major order is given. */
  private String place(int element) {
    StringBuilder place = new StringBuilder();
    int rest = element;
    for (int axis = expected.shape().rank() - 1; axis >= 0; axis--) {
      int size = expected.shape().size(axis);
      place.insert(0, rest % size).insert(0, axis == 0 ? "[" : ", ");
      rest /= size;
    }
    return place.isEmpty() ? "" : place.append(']').toString();
  }

  private static String text(Tensor tensor, int element) {
    return switch (tensor.dtype()) {
      case F64 -> Double.toString(tensor.getDouble(element));
      case F32 -> Float.toString((float) tensor.getDouble(element));
      case I64 -> Long.toString(tensor.getLong(element));
      case BOOL -> Boolean.toString(tensor.getDouble(element) != 0);
    };
  }

  private static Tensor result(Answer answer, String name) {
    Tensor found = answer.results().get(name);
    if (found == null) {
      throw new AssertionError("no result " + name);
    }
    return found;
  }

  /** The elements that differ most, worst first; one of them not a number is worst of all. */
  private static List<Integer> worstFirst(Tensor a, Tensor b) {
    return IntStream.range(0, a.size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -difference(a, b, i)))
        .toList();
  }

  private static double difference(Tensor a, Tensor b, int element) {
    double x = a.getDouble(element);
    double y = b.getDouble(element);
    if (x == y || (Double.isNaN(x) && Double.isNaN(y))) {
      return 0;
    }
    double difference = Math.abs(x - y);
    return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
  }

  /** How many numbers of the type lie between both. */
  static double ulps(double a, double b, DType dtype) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Double.isNaN(a) && Double.isNaN(b) ? 0 : Double.POSITIVE_INFINITY;
    }
    if (dtype == DType.F32) {
      return Math.abs((double) ordered((float) a) - ordered((float) b));
    }
    return Math.abs(
        BigInteger.valueOf(ordered(a)).subtract(BigInteger.valueOf(ordered(b))).doubleValue());
  }

  private static long ordered(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits < 0 ? Long.MIN_VALUE - bits : bits;
  }

  private static int ordered(float value) {
    int bits = Float.floatToIntBits(value);
    return bits < 0 ? Integer.MIN_VALUE - bits : bits;
  }
}

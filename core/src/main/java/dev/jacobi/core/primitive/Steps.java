package dev.jacobi.core.primitive;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * A body laid out flat for being evaluated: for each step a primitive and the places of its result
 * and its operands, in a table of doubles or in one of integers and truth values. Constants stand
 * in their places from the start; the place of a value is used again once nothing needs it. What
 * the steps do is what the primitives mean: every other way to run a body must give the same bits.
 */
final class Steps {

  private final int parameters;
  private final Primitive[] primitives;
  private final Lane[] lanes;
  private final int[] places;
  private final double[] doubles;
  private final long[] integers;
  private final int constantDoubles;
  private final int constantIntegers;
  private final int result;

  private Steps(Layout layout, Body body) {
    this.parameters = body.parameters().size();
    this.primitives = layout.primitives;
    this.lanes = layout.lanes;
    this.places = layout.places;
    this.constantDoubles = layout.doubles.constants;
    this.constantIntegers = layout.integers.constants;
    this.doubles = new double[layout.doubles.size];
    this.integers = new long[layout.integers.size];
    this.result = layout.place[body.results().get(0)];
    for (int value = parameters; value < body.size(); value++) {
      if (body.instruction(value) instanceof Instruction.Constant constant) {
        if (isDouble(constant.lane())) {
          doubles[layout.place[value]] = constant.toDouble();
        } else {
          integers[layout.place[value]] = constant.bits();
        }
      }
    }
  }

  /** The layout of a body without calls. */
  static Steps of(Body body) {
    return new Steps(new Layout(body), body);
  }

  private static boolean isDouble(Lane lane) {
    return lane == Lane.F64 || lane == Lane.F32;
  }

  /** Places of one table: constants first, then those that change hands. */
  private static final class Table {

    private final Deque<Integer> free = new ArrayDeque<>();
    private int constants;
    private int size;

    int constant() {
      constants++;
      return size++;
    }

    int take() {
      return free.isEmpty() ? size++ : free.pop();
    }
  }

  private static final class Layout {

    private final Body body;
    private final Table doubles = new Table();
    private final Table integers = new Table();
    private final int[] place;
    private final int[] lastUse;
    private final Primitive[] primitives;
    private final Lane[] lanes;
    private final int[] places;

    Layout(Body body) {
      this.body = body;
      this.place = new int[body.size()];
      this.lastUse = new int[body.size()];
      int first = body.parameters().size();
      int count = 0;
      for (int value = first; value < body.size(); value++) {
        boolean constant = body.instruction(value) instanceof Instruction.Constant;
        if (constant) {
          place[value] = table(value).constant();
        }
        count += constant ? 0 : isRounded(body.instruction(value)) ? 2 : 1;
        for (int operand : body.instruction(value).operands()) {
          lastUse[operand] = value;
        }
      }
      body.results().forEach(value -> lastUse[value] = body.size());
      for (int value = 0; value < first; value++) {
        place[value] = doubles.take();
      }
      primitives = new Primitive[count];
      lanes = new Lane[count];
      places = new int[4 * count];
      int step = 0;
      for (int value = first; value < body.size(); value++) {
        if (body.instruction(value) instanceof Instruction.Apply apply) {
          lay(step++, value, apply);
          if (isRounded(apply)) {
            primitives[step] = Primitive.NARROW;
            lanes[step] = Lane.F32;
            Arrays.fill(places, 4 * step, 4 * step + 4, place[value]);
            step++;
          }
        }
      }
    }

    private Table table(int value) {
      return isDouble(body.lane(value)) ? doubles : integers;
    }

    /** Whether a step in doubles is to be followed by one that rounds to a float. */
    private static boolean isRounded(Instruction instruction) {
      return instruction instanceof Instruction.Apply apply
          && apply.lane() == Lane.F32
          && switch (apply.primitive()) {
            case ADD, SUB, MUL, DIV, SQRT -> true;
            default -> false;
          };
    }

    private void lay(int step, int value, Instruction.Apply apply) {
      List<Integer> operands = apply.operands();
      primitives[step] = apply.primitive();
      lanes[step] = apply.lane();
      for (int i = 0; i < 3; i++) {
        places[4 * step + 1 + i] = place[operands.get(i < operands.size() ? i : 0)];
      }
      operands.stream().distinct().filter(x -> isFreed(x, value)).forEach(this::free);
      place[value] = table(value).take();
      places[4 * step] = place[value];
    }

    private boolean isFreed(int operand, int value) {
      boolean constant =
          operand >= body.parameters().size()
              && body.instruction(operand) instanceof Instruction.Constant;
      return !constant && lastUse[operand] == value;
    }

    private void free(int value) {
      table(value).free.push(place[value]);
    }
  }

  int count() {
    return primitives.length;
  }

  int parameters() {
    return parameters;
  }

  Primitive primitive(int step) {
    return primitives[step];
  }

  /** The lane of the result. */
  Lane lane(int step) {
    return lanes[step];
  }

  /** The place of the result (0) or of an operand (1 to 3). */
  int place(int step, int which) {
    return places[4 * step + which];
  }

  /** The double table with its constants, which come first, in place. */
  double[] doubles() {
    return doubles.clone();
  }

  int constantDoubles() {
    return constantDoubles;
  }

  /** The table of integers and truth values with its constants, which come first, in place. */
  long[] integers() {
    return integers.clone();
  }

  int constantIntegers() {
    return constantIntegers;
  }

  /** The place of parameter i. */
  int parameter(int i) {
    return constantDoubles + i;
  }

  int result() {
    return result;
  }

  /** The value for one point. */
  double value(double x, double y, double z) {
    double[] d = Arrays.copyOf(doubles, doubles.length);
    long[] k = integers.length == 0 ? integers : Arrays.copyOf(integers, integers.length);
    int at = constantDoubles;
    d[at] = x;
    if (parameters > 1) {
      d[at + 1] = y;
    }
    if (parameters > 2) {
      d[at + 2] = z;
    }
    for (int i = 0; i < primitives.length; i++) {
      int place = 4 * i;
      step(
          primitives[i],
          lanes[i],
          places[place],
          places[place + 1],
          places[place + 2],
          places[place + 3],
          d,
          k);
    }
    return d[result];
  }

  /** Computes one primitive: what it means. */
  static void step(
      Primitive primitive, Lane lane, int to, int x, int y, int z, double[] d, long[] k) {
    switch (primitive) {
      case ADD -> d[to] = d[x] + d[y];
      case SUB -> d[to] = d[x] - d[y];
      case MUL -> d[to] = d[x] * d[y];
      case DIV -> d[to] = d[x] / d[y];
      case FMA ->
          d[to] =
              lane == Lane.F32
                  ? Math.fma((float) d[x], (float) d[y], (float) d[z])
                  : Math.fma(d[x], d[y], d[z]);
      case SQRT -> d[to] = Math.sqrt(d[x]);
      case NEG -> d[to] = -d[x];
      case ABS -> d[to] = Math.abs(d[x]);
      case MIN -> d[to] = Math.min(d[x], d[y]);
      case MAX -> d[to] = Math.max(d[x], d[y]);
      case REM -> d[to] = d[x] % d[y];
      case QUARTERS -> d[to] = QuarterTurns.count(d[x]);
      case ANGLE -> d[to] = QuarterTurns.rest(d[x]);
      case ANGLE_LOW -> d[to] = QuarterTurns.low(d[x]);
      case LT -> k[to] = d[x] < d[y] ? 1 : 0;
      case LE -> k[to] = d[x] <= d[y] ? 1 : 0;
      case EQ -> k[to] = d[x] == d[y] ? 1 : 0;
      case AND, IAND -> k[to] = k[x] & k[y];
      case OR, IOR -> k[to] = k[x] | k[y];
      case NOT -> k[to] = 1 - k[x];
      case SELECT -> {
        if (isDouble(lane)) {
          d[to] = k[x] != 0 ? d[y] : d[z];
        } else {
          k[to] = k[x] != 0 ? k[y] : k[z];
        }
      }
      case BITS -> k[to] = Double.doubleToRawLongBits(d[x]);
      case FROM_BITS -> d[to] = Double.longBitsToDouble(k[x]);
      case IADD -> k[to] = k[x] + k[y];
      case ISUB -> k[to] = k[x] - k[y];
      case IMUL -> k[to] = k[x] * k[y];
      case IXOR -> k[to] = k[x] ^ k[y];
      case SHL -> k[to] = k[x] << k[y];
      case SHR -> k[to] = k[x] >> k[y];
      case USHR -> k[to] = k[x] >>> k[y];
      case ILT -> k[to] = k[x] < k[y] ? 1 : 0;
      case IEQ -> k[to] = k[x] == k[y] ? 1 : 0;
      case WIDEN -> d[to] = d[x];
      case NARROW -> d[to] = (float) d[x];
    }
    if (lane == Lane.F32) {
      d[to] = (float) d[to];
    }
  }
}

package dev.jacobi.cpu.emit;

import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Body.Value;
import dev.jacobi.core.primitive.Function;
import dev.jacobi.core.primitive.Instruction;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.primitive.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random bodies over all primitives. The bits of NaNs are nobody's promise: only numbers are asked
 * for their bits.
 */
final class Bodies {

  static final double[] AWKWARD = {
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    2.0,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    3e-310,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN,
    1e300,
    -1e-300,
    Math.PI,
    0x1p52,
    0x1p63,
    -0x1.fffffep127,
    0x1p-149,
    1e-42
  };

  private final Random random;
  private final Body.Builder code = new Body.Builder();
  private final List<Value> values = new ArrayList<>();

  private Bodies(long seed) {
    this.random = new Random(seed);
  }

  /** A body of about so many instructions. */
  static Body random(long seed, int length) {
    return new Bodies(seed).body(length);
  }

  private Body body(int length) {
    for (Lane lane : Lane.values()) {
      for (int i = 0; i < 2; i++) {
        values.add(code.parameter(lane));
      }
    }
    for (Lane lane : Lane.values()) {
      values.add(constant(lane));
    }
    for (int i = 0; i < length; i++) {
      values.add(step());
    }
    List<Value> results = new ArrayList<>();
    for (Lane lane : Lane.values()) {
      results.add(pick(lane));
      results.add(pick(lane));
    }
    results.add(values.get(values.size() - 1));
    results.add(random.nextInt(4) == 0 ? constant(Lane.F64) : pick(Lane.F64));
    return code.build(results.toArray(new Value[0]));
  }

  private Value step() {
    if (random.nextInt(25) == 0) {
      return constant(Lane.values()[random.nextInt(4)]);
    }
    if (random.nextInt(12) == 0) {
      return code.call(function(random.nextInt(3)), List.of(pick(Lane.F64), pick(Lane.F64)));
    }
    if (random.nextInt(6) == 0) {
      return random.nextBoolean() ? polynomial() : choice();
    }
    Primitive primitive = Primitive.values()[random.nextInt(Primitive.values().length)];
    return apply(primitive, random.nextBoolean() ? Lane.F64 : Lane.F32);
  }

  private Value apply(Primitive primitive, Lane real) {
    return switch (primitive) {
      case ADD, SUB, MUL, DIV, MIN, MAX, REM, LT, LE, EQ ->
          code.apply(primitive, List.of(pick(real), pick(real)));
      case FMA -> code.fma(pick(real), pick(real), pick(real));
      case SQRT, NEG, ABS -> code.apply(primitive, List.of(pick(real)));
      case AND, OR -> code.apply(primitive, List.of(pick(Lane.TRUTH), pick(Lane.TRUTH)));
      case NOT -> code.not(pick(Lane.TRUTH));
      case SELECT -> {
        Lane lane = Lane.values()[random.nextInt(4)];
        yield code.select(pick(Lane.TRUTH), pick(lane), pick(lane));
      }
      case BITS -> {
        Value x = pick(Lane.F64);
        yield code.bits(code.select(code.eq(x, x), x, code.constant(1.0)));
      }
      case FROM_BITS -> code.fromBits(pick(Lane.I64));
      case IADD, ISUB, IMUL, IAND, IOR, IXOR, ILT, IEQ ->
          code.apply(primitive, List.of(pick(Lane.I64), pick(Lane.I64)));
      case SHL, SHR, USHR ->
          code.apply(primitive, List.of(pick(Lane.I64), code.integer(random.nextInt(64))));
      case WIDEN -> code.apply(primitive, List.of(pick(Lane.F32)));
      case QUARTERS, ANGLE, ANGLE_LOW, NARROW -> code.apply(primitive, List.of(pick(Lane.F64)));
    };
  }

  private Value polynomial() {
    Value x = pick(Lane.F64);
    Value p = pick(Lane.F64);
    for (int i = random.nextInt(12); i >= 0; i--) {
      Value c = code.constant(random.nextGaussian());
      p = random.nextBoolean() ? code.fma(p, x, c) : code.fma(x, p, c);
    }
    return p;
  }

  /** A choice by a comparison that may have no other use. */
  private Value choice() {
    Lane lane = random.nextBoolean() ? Lane.F64 : Lane.F32;
    Value x = pick(lane);
    Value y = random.nextInt(4) == 0 ? constant(lane) : pick(lane);
    Primitive[] comparisons = {Primitive.LT, Primitive.LE, Primitive.EQ};
    Value comparison = code.apply(comparisons[random.nextInt(3)], List.of(x, y));
    return code.select(comparison, pick(Lane.F64), pick(Lane.F64));
  }

  /** Functions that call one another. */
  private static Function function(int which) {
    Body.Builder code = new Body.Builder();
    Value x = code.parameter(Lane.F64);
    Value y = code.parameter(Lane.F64);
    Value z = code.fma(x, y, code.constant(0.25));
    if (which == 1) {
      z = code.select(code.lt(x, y), code.sub(z, x), code.sqrt(code.abs(y)));
    } else if (which == 2) {
      z = code.sub(code.call(function(1), List.of(y, x)), z);
    }
    return new Function("f" + which, code.build(z));
  }

  /** A value of a lane, more often a late one. */
  private Value pick(Lane lane) {
    List<Value> known = values.stream().filter(value -> value.lane() == lane).toList();
    int back = (int) (known.size() * random.nextDouble() * random.nextDouble());
    return known.get(known.size() - 1 - back);
  }

  private Value constant(Lane lane) {
    double value = AWKWARD[random.nextInt(AWKWARD.length)];
    return switch (lane) {
      case F64 -> code.constant(value);
      case F32 -> code.single((float) value);
      case I64 -> code.integer(random.nextLong() >> random.nextInt(64));
      case TRUTH -> code.truth(random.nextBoolean());
    };
  }

  /** The results of a body for one point, instruction by instruction. */
  static List<Object> evaluate(Body body, List<?> arguments) {
    List<Object> values = new ArrayList<>(arguments);
    for (Instruction instruction : body.instructions()) {
      List<Object> operands =
          instruction.operands().stream().map(values::get).map(Object.class::cast).toList();
      if (instruction instanceof Instruction.Constant constant) {
        values.add(
            switch (constant.lane()) {
              case F64 -> (Object) constant.toDouble();
              case F32 -> (Object) (float) constant.toDouble();
              case I64 -> (Object) constant.bits();
              case TRUTH -> (Object) (constant.bits() != 0);
            });
      } else if (instruction instanceof Instruction.Call call) {
        values.add(evaluate(call.function().body(), operands).get(0));
      } else if (instruction instanceof Instruction.Apply apply) {
        values.add(Definition.apply(apply.primitive(), operands));
      }
    }
    return body.results().stream().map(values::get).toList();
  }
}

package dev.jacobi.cpu.scalar;

import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Expansion;
import dev.jacobi.core.primitive.Function;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.primitive.Primitive;
import dev.jacobi.core.primitive.Primitives;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Bodies of any primitives in any order, from a seed; operands are mostly recent values. */
final class RandomBody {

  /** A function that calls another. */
  private static final Function OUTER;

  static {
    Function inner = Function.of("inner", 2, new Inner());
    OUTER = Function.of("outer", 1, new Outer(inner));
  }

  private record Inner() implements Expansion {
    @Override
    public <V> V apply(Primitives<V> p, V x, V y, V z) {
      return p.select(p.lt(x, y), p.fma(x, y, p.constant(0.1)), p.sqrt(p.abs(p.sub(x, y))));
    }
  }

  private record Outer(Function inner) implements Expansion {
    @Override
    public <V> V apply(Primitives<V> p, V x, V y, V z) {
      V number = p.select(p.eq(x, x), x, p.constant(7));
      V bits = p.ushr(p.iadd(p.bits(number), p.integer(12345)), 3);
      return p.add(p.call(inner, List.of(x, p.constant(2))), p.fromBits(bits));
    }
  }

  private final RandomGenerator random;
  private final Body.Builder code = new Body.Builder();
  private final Map<Lane, List<Body.Value>> values = new EnumMap<>(Lane.class);

  private RandomBody(RandomGenerator random) {
    this.random = random;
    for (Lane lane : Lane.values()) {
      values.put(lane, new ArrayList<>());
    }
  }

  /** A body of about so many instructions with parameters and results of all lanes. */
  static Body of(RandomGenerator random, int size, int parameters, int results) {
    RandomBody made = new RandomBody(random);
    for (int i = 0; i < parameters; i++) {
      made.keep(made.code.parameter(i < 2 ? Lane.F64 : made.lane()));
    }
    made.keep(made.code.constant(0.75));
    made.keep(made.code.single(0.75f));
    made.keep(made.code.integer(77));
    made.keep(made.code.truth(true));
    for (int i = 0; i < size; i++) {
      made.step();
    }
    Body.Value[] chosen = new Body.Value[results];
    for (int i = 0; i < results; i++) {
      chosen[i] = made.pick(i == 0 ? Lane.F64 : made.lane());
    }
    return made.code.build(chosen);
  }

  private Lane lane() {
    return Lane.values()[random.nextInt(4)];
  }

  private void keep(Body.Value value) {
    values.get(value.lane()).add(value);
  }

  private Body.Value pick(Lane lane) {
    List<Body.Value> of = values.get(lane);
    int back = random.nextInt(3) > 0 ? Math.min(of.size(), 8) : of.size();
    return of.get(of.size() - 1 - random.nextInt(back));
  }

  private void step() {
    int which = random.nextInt(Primitive.values().length + 3);
    if (which >= Primitive.values().length) {
      keep(
          switch (random.nextInt(3)) {
            case 0 -> code.constant(random.nextDouble(-3, 3));
            case 1 -> code.integer(random.nextInt(100));
            default -> code.call(OUTER, List.of(pick(Lane.F64)));
          });
      return;
    }
    Primitive primitive = Primitive.values()[which];
    switch (primitive) {
      case SHL, SHR, USHR ->
          keep(code.apply(primitive, List.of(pick(Lane.I64), code.integer(random.nextInt(64)))));
      case SELECT -> {
        Lane lane = lane();
        keep(code.select(pick(Lane.TRUTH), pick(lane), pick(lane)));
      }
      default -> apply(primitive, random.nextBoolean() ? Lane.F64 : Lane.F32);
    }
  }

  private void apply(Primitive primitive, Lane real) {
    if (primitive == Primitive.BITS) {
      // The bits of a NaN are anyone's.
      Body.Value x = pick(Lane.F64);
      keep(code.bits(code.select(code.eq(x, x), x, code.constant(1.0))));
      return;
    }
    for (Lane lane : List.of(real, Lane.TRUTH, Lane.I64, Lane.F64, Lane.F32)) {
      List<Lane> lanes = Collections.nCopies(primitive.arity(), lane);
      if (primitive.result(lanes).isPresent()) {
        keep(code.apply(primitive, lanes.stream().map(this::pick).toList()));
        return;
      }
    }
    throw new AssertionError(primitive);
  }
}

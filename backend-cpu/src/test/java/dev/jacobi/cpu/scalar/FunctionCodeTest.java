package dev.jacobi.cpu.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Function;
import dev.jacobi.core.primitive.Lane;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FunctionCodeTest {

  private static Segment compiled(Function function) {
    Body.Builder code = new Body.Builder();
    List<Body.Value> operands =
        Stream.generate(() -> code.parameter(Lane.F64)).limit(function.arity()).toList();
    return Segments.of(code.build(code.call(function, operands)));
  }

  private static void check(Function function, Random random, int points) {
    Segment compiled = compiled(function);
    for (int i = 0; i < points; i++) {
      double x = SegmentsTest.number(random);
      double y = SegmentsTest.number(random);
      double z = SegmentsTest.number(random);
      double wanted = function.value(x, y, z);
      assertEquals(wanted, compiled.at(x, y, z), () -> x + ", " + y + ", " + z + ": " + function);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyOperationOfTheCatalogueHasTheBitsOfItsDefinition() {
    return Arrays.stream(ScalarOp.values())
        .flatMap(op -> op.code().stream())
        .map(f -> dynamicTest(f.name(), () -> check(f, new Random(4), 2_000)));
  }

  @Test
  void choicesWithinChoicesHaveTheBitsOfTheirDefinition() {
    Random random = new Random(9);
    for (int i = 0; i < 300; i++) {
      check(new Choices(random).function(2 + i % 6), random, 20);
    }
  }

  /** Functions that choose, with sides of any lane and size, which share some values. */
  private static final class Choices {

    private final Random random;
    private final Body.Builder code = new Body.Builder();
    private final Body.Value[] shared = new Body.Value[4];

    Choices(Random random) {
      this.random = random;
    }

    Function function(int levels) {
      shared[0] = code.parameter(Lane.F64);
      shared[1] = code.parameter(Lane.F64);
      shared[2] = code.sub(shared[0], shared[1]);
      shared[3] = code.div(shared[0], code.add(shared[1], code.constant(2.5)));
      return new Function("choices", code.build(real(levels)));
    }

    private Body.Value real(int levels) {
      if (levels == 0) {
        return random.nextInt(4) == 0
            ? code.constant((double) random.nextInt(3))
            : shared[random.nextInt(4)];
      }
      Body.Value x = real(levels - 1);
      Body.Value y = real(levels - 1 - random.nextInt(levels));
      return switch (random.nextInt(7)) {
        case 0 -> code.fma(x, y, code.constant(random.nextDouble()));
        case 1 -> code.add(code.sqrt(code.abs(x)), y);
        case 2 -> code.fromBits(code.select(truth(levels - 1), whole(x), whole(y)));
        case 3 -> code.select(code.select(truth(levels - 1), code.lt(x, y), code.le(y, x)), x, y);
        default -> code.select(truth(levels - 1), x, y);
      };
    }

    private Body.Value whole(Body.Value x) {
      Body.Value number = code.select(code.eq(x, x), x, code.constant(1.5));
      return code.iadd(code.bits(number), code.integer(3));
    }

    private Body.Value truth(int levels) {
      return code.lt(real(levels / 2), shared[random.nextInt(4)]);
    }
  }
}

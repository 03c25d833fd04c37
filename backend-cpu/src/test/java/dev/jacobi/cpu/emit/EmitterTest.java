package dev.jacobi.cpu.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.backend.tile.Code;
import dev.jacobi.core.backend.tile.Interpreter;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Instruction;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.primitive.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of a body gives the bits that its primitives are defined by. */
class EmitterTest {

  private static final int[] COUNTS = {16, 32, 48, 128, 144, 256, 400, 512};

  private static List<Code> forms(Body body, int width, int weight) {
    List<Code> forms = new ArrayList<>();
    forms.add(Interpreter.of(body));
    forms.add(emit(body, new Form(0, true, width, weight)));
    for (int bits : new int[] {128, 256, 512}) {
      forms.add(emit(body, new Form(bits, true, width, weight)));
      forms.add(emit(body, new Form(bits, false, width, weight)));
    }
    return forms;
  }

  private static Code emit(Body body, Form form) {
    return Emitter.emit(body, form).orElseThrow();
  }

  private static void check(Body body, long seed) {
    Random random = new Random(seed);
    Trial trial = new Trial(body, COUNTS[random.nextInt(COUNTS.length)], seed);
    for (Code code : forms(body, 128 << random.nextInt(3), 5 + random.nextInt(60))) {
      assertEquals("", trial.complaint(code), () -> "seed " + seed + ": " + body);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 40, 150, 600})
  void randomBodiesGiveTheBitsOfTheDefinition(int length) {
    for (int i = 0; i < 12_000 / (length + 100); i++) {
      check(Bodies.random(1000L * length + i, length), i);
    }
  }

  @ParameterizedTest
  @EnumSource(Primitive.class)
  void onePrimitiveAtATimeGivesTheBitsOfTheDefinition(Primitive primitive) {
    int bodies = 0;
    for (Lane first : Lane.values()) {
      for (Lane last : Lane.values()) {
        List<Lane> lanes =
            new ArrayList<>(List.of(first, last, last).subList(0, primitive.arity()));
        boolean shifts =
            primitive == Primitive.SHL || primitive == Primitive.SHR || primitive == Primitive.USHR;
        if (primitive.result(lanes).isPresent()) {
          for (int seed = 0; seed < 12; seed++) {
            check(single(primitive, lanes, shifts ? 7 * seed % 64 : -1), seed);
          }
          bodies++;
        }
      }
    }
    assertTrue(bodies > 0, "no lanes fit");
  }

  private static Body single(Primitive primitive, List<Lane> lanes, int shift) {
    Body.Builder code = new Body.Builder();
    List<Body.Value> operands = new ArrayList<>();
    for (Lane lane : shift < 0 ? lanes : lanes.subList(0, 1)) {
      operands.add(code.parameter(lane));
    }
    if (shift >= 0) {
      operands.add(code.integer(shift));
    }
    if (primitive == Primitive.BITS) {
      Body.Value x = operands.get(0);
      operands.set(0, code.select(code.eq(x, x), x, code.constant(1.0)));
    }
    return code.build(code.apply(primitive, operands));
  }

  @Test
  void resultsMayBeParametersConstantsAndEachOther() {
    Body.Builder code = new Body.Builder();
    Body.Value x = code.parameter(Lane.F64);
    Body.Value truth = code.lt(x, code.constant(0.5));
    Body.Value sum = code.add(x, x);
    Body body = code.build(x, sum, code.constant(3.5), truth, sum, truth, code.truth(true));
    check(body, 1);
    check(body, 2);
  }

  @Test
  void stagesAreShortAndOfOneGroup() {
    for (int seed = 0; seed < 20; seed++) {
      Body body = Bodies.random(seed, 400).inlined();
      for (Form form : List.of(Form.SCALAR, Form.vector(256))) {
        int values = 0;
        for (Stage stage : Plan.of(body, form).stages()) {
          assertTrue(stage.values().size() <= form.weight());
          values += stage.values().size();
        }
        long expected =
            body.instructions().stream()
                .filter(instruction -> !(instruction instanceof Instruction.Constant))
                .count();
        assertEquals(expected, values, "everything is computed once");
      }
    }
  }

  @Test
  void bodiesTooLongForAClassAreLeftToTheInterpreter() {
    Body.Builder code = new Body.Builder();
    Body.Value sum = code.parameter(Lane.F64);
    for (int i = 0; i < 100_000; i++) {
      sum = code.fma(sum, code.constant((double) i), code.constant(i + 0.5));
    }
    assertTrue(Emitter.emit(code.build(sum), Form.vector(256)).isEmpty());
  }
}

package dev.jacobi.cpu.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.backend.tile.Code;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Lane;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TieredCodeTest {

  private static final Duration LONG = Duration.ofMinutes(3);
  private static final Policy POLICY =
      new Policy(List.of(Form.vector(256), Form.SCALAR), 1L << 28, Duration.ofMinutes(1));

  /** Small, with something of everything. */
  private static Body body(double constant) {
    Body.Builder code = new Body.Builder();
    Body.Value x = code.parameter(Lane.F64);
    Body.Value y = code.parameter(Lane.F64);
    Body.Value z = code.fma(x, y, code.constant(constant));
    for (int i = 0; i < 12; i++) {
      z = code.fma(z, x, code.constant(0.25 * i));
    }
    Body.Value bits = code.fromBits(code.shl(code.bits(z), 1));
    return code.build(z, code.select(code.lt(x, z), bits, code.sqrt(y)));
  }

  @Test
  void compiledCodeGivesTheBitsOfTheDefinition() throws InterruptedException {
    Body body = body(1.5);
    TieredCode code = new Compiler(POLICY).code(body);
    Trial trial = new Trial(body, 496, 1);
    assertEquals("", trial.complaint(code));
    assertTrue(code.description().startsWith("interpreter"), code.description());
    assertTrue(code.settle(LONG));
    assertTrue(code.description().startsWith("256-bit vectors"), code.description());
    for (int seed = 0; seed < 10; seed++) {
      assertEquals("", new Trial(body, 16 + 48 * seed, seed).complaint(code));
    }
  }

  @Test
  void scratchMadeBeforeIsGoodAfter() throws InterruptedException {
    TieredCode code = new Compiler(POLICY).code(body(2.5));
    Object[] scratch = code.scratch();
    Object[] arrays = new Object[4];
    Arrays.setAll(arrays, i -> new double[Code.TILE]);
    code.run(arrays, new int[4], Code.TILE, scratch);
    double before = ((double[]) arrays[2])[7];
    assertTrue(code.settle(LONG));
    ((double[]) arrays[2])[7] = -1;
    code.run(arrays, new int[4], Code.TILE, scratch);
    assertEquals(before, ((double[]) arrays[2])[7]);
  }

  @Test
  void whatIsHotIsCompiledUnasked() throws InterruptedException {
    Body body = body(3.5);
    TieredCode code = new Compiler(new Policy(POLICY.forms(), 1, LONG)).code(body);
    assertFalse(code.description().contains("compiled"));
    assertEquals("", new Trial(body, 16, 1).complaint(code));
    assertTrue(code.settle(LONG));
    assertTrue(code.description().startsWith("256-bit vectors"), code.description());
  }

  @Test
  void equalBodiesShareTheirCode() {
    Compiler compiler = new Compiler(Policy.INTERPRET);
    assertSame(compiler.code(body(1)), compiler.code(body(1)));
    assertNotSame(compiler.code(body(1)), compiler.code(body(2)));
  }

  @Test
  void whatIsNotCompiledSaysWhy() throws InterruptedException {
    Body.Builder code = new Body.Builder();
    Body.Value x = code.parameter(Lane.F64);
    Body.Value sum = x;
    for (int i = 0; i < 30_000; i++) {
      sum = code.fma(sum, x, x);
    }
    TieredCode tiered = new Compiler(POLICY).code(code.build(sum));
    assertTrue(tiered.settle(LONG));
    String description = tiered.description();
    assertTrue(
        description.endsWith("256-bit vectors: too long; plain loops: too long"), description);
    assertTrue(description.startsWith("interpreter"), description);
  }
}

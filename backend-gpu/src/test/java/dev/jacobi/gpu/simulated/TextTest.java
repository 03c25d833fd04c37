package dev.jacobi.gpu.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.gpu.driver.DriverFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no PTX, or none that Jacobi may emit, is refused, and the line is named. */
class TextTest {

  private static final int FIRST_LINE_OF_BODY = 18;

  private static String refusal(String ptx) {
    Bench bench = new Bench();
    DriverFailure failure = assertThrows(DriverFailure.class, () -> bench.driver().load(ptx));
    assertEquals(218, failure.code());
    assertEquals(1, bench.driver().complaints().size());
    return String.valueOf(failure.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "add.f64 %d0, %d1, %d2;add.f64 does not say how it rounds: add.rn.f64",
        "mul.f32 %f0, %f1, %f2;mul.f32 does not say how it rounds: mul.rn.f32",
        "sqrt.f64 %d0, %d1;sqrt.f64 does not say how it rounds: sqrt.rn.f64",
        "fma.f32 %f0, %f1, %f2, %f3;fma.f32 does not say how it rounds: fma.rn.f32",
        "div.f64 %d0, %d1, %d2;div.f64 does not say how it rounds: div.rn.f64",
        "cvt.f32.f64 %f0, %d1;cvt.f32.f64 does not say how it rounds: cvt.rn.f32.f64",
        "cvt.s32.f64 %r0, %d1;cvt.s32.f64 does not say how it rounds: cvt.rni.s32.f64",
        "cvt.f64.s32 %d1, %r1;cvt.f64.s32 does not say how it rounds: cvt.rn.f64.s32",
        "div.approx.f32 %f0, %f1, %f2;div.approx.f32 has other bits than the definition",
        "add.rn.ftz.f32 %f0, %f1, %f2;add.rn.ftz.f32 has other bits than the definition",
        "ex2.f64 %d0, %d1;unknown instruction ex2.f64",
        "add.rn.sat.f64 %d0, %d1, %d2;unknown instruction add.rn.sat.f64",
        "and.u32 %r0, %r1, %r2;unknown instruction and.u32",
        "ld.global.v3.f32 {%f0}, [%rd0];unknown instruction ld.global.v3.f32",
        "st.global.nc.f64 [%rd0], %d0;unknown instruction st.global.nc.f64",
        "min.NaN.f64 %d0, %d1, %d2;unknown instruction min.NaN.f64",
        "min.NaN.f32 %f0, %f1, %f2;min.NaN.f32 needs .target sm_80",
        "add.rn.f64 %d0, %d1, %d99;%d99 is not declared as a register",
        "add.rn.f64 %d0, %d1, %f1;%f1 is a register of kind F32, not F64",
        "add.rn.f64 %f0, %d1, %d1;%f0 is a register of kind F32, not F64",
        "add.s32 %r0, %r1, %rd1;%rd1 is a register of kind B64, not B32",
        "shl.b64 %rd0, %rd1, %rd2;%rd2 is a register of kind B64, not B32",
        "mul.wide.s32 %r0, %r1, %r2;%r0 is a register of kind B32, not B64",
        "setp.lt.f64 %r0, %d1, %d2;%r0 is a register of kind B32, not PREDICATE",
        "ld.global.f64 %f0, [%rd0];%f0 is a register of kind F32, not .f64",
        "ld.global.u64 %r0, [%rd0];%r0 is a register of kind B32, not .u64",
        "ld.global.f64 %d0, [%r0];%r0 cannot hold an address",
        "ld.global.f64 %d0, %rd0;%rd0 is no address",
        "ld.global.v4.f64 {%d0, %d1, %d2, %d3}, [%rd0];at most 16 bytes",
        "ld.global.v2.f64 {%d0}, [%rd0];needs 2 registers",
        "ld.global.f64 %d0, [%rd0-8];expected ']', found '-'",
        "ld.param.f64 %d0, [c];[c] is no parameter",
        "ld.param.u32 %r0, [a];a and %r0 differ in size",
        "add.rn.f64 %d0, %d1;add.rn.f64 has 3 operands, not 2",
        "add.rn.f64 %d0, %d1, 0f3f800000;0f3f800000 is no .f64 number",
        "add.rn.f64 %d0, %d1, 1;1 is no .f64 number",
        "add.s32 %r0, %r1, 0x100000000;0x100000000 does not fit 32 bits",
        "add.s64 %rd0, %rd1, 0d3ff0000000000000;0d3ff0000000000000 is no whole number",
        "add.s32 %r0, %r1, 1.0;1.0 is no whole number",
        "mov.u32 %r0, %clock;%clock is not declared",
        "mov.b64 %d0, %f0;",
        "bra $nowhere;there is no label $nowhere",
        "bra %r1;%r1 is no label",
        "call.uni (%d0), f, (%d1);there is no function f",
        "bar.sync 1;only barrier 0 is of use",
        "@%p0 bar.sync 0;a barrier hangs on a predicate",
        "@%r0 bra $x;%r0 is a register of kind B32, not PREDICATE",
        "shfl.sync.down.b32 %d0, %r1, 1, 31, -1;%d0 is a register of kind F64, not B32",
        "shfl.down.b32 %r0, %r1, 1, 31;unknown instruction shfl.down.b32",
      })
  void theMistakeIsNamedWithItsLine(String instruction, String message) {
    String refusal = refusal(Bench.kernel(instruction + ";"));

    assertTrue(refusal.contains("line " + FIRST_LINE_OF_BODY + ": "), refusal);
    assertTrue(refusal.contains(message == null ? "" : message), refusal);
  }

  @Test
  void aMissingSemicolonIsNoticed() {
    assertTrue(refusal(Bench.kernel("neg.f64 %d0, %d1\nneg.f64 %d1, %d2;")).contains("line 18"));
  }

  @Test
  void aRegisterIsDeclaredOnce() {
    String refusal = refusal(Bench.kernel(".reg .f64 %d<3>;"));

    assertTrue(refusal.contains("%d0 is declared twice"), refusal);
  }

  @Test
  void aLabelStandsOnce() {
    assertTrue(refusal(Bench.kernel("$x:\n$x:")).contains("$x stands twice"));
  }

  @Test
  void theHeaderIsWanted() {
    assertTrue(refusal(".visible .entry k() { ret; }").contains("expected '.version'"));
  }

  @Test
  void anEntryMustNotRunPastItsEnd() {
    assertTrue(refusal(Bench.HEADER + ".entry k() { $x: }").contains("may run past its end"));
  }

  @Test
  void aFunctionMustNotCallItself() {
    String text = Bench.HEADER + ".func f() {\ncall.uni f, ();\nret;\n}";

    assertTrue(refusal(text).contains("f calls itself"));
  }

  @Test
  void sharedMemoryHasALimit() {
    String body = ".shared .align 8 .b8 s[49160];\nmov.u32 %r0, s;";

    assertTrue(refusal(Bench.kernel(body)).contains("49160 bytes of shared memory are too many"));
  }

  @Test
  void aTargetBeyondTheDeviceIsRefused() {
    String text = Bench.kernel("").replace("sm_75", "sm_90");

    assertTrue(refusal(text).contains("the device has not the capability 90"));
  }
}

package dev.jacobi.gpu.simulated;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.gpu.ptx.Compiled;
import dev.jacobi.gpu.ptx.Compiler;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the simulated device takes for PTX, NVIDIA's compiler takes for PTX. */
@Tag("ptx-compile")
class CompilerAgreementTest {

  private static String register(Kind kind, int number) {
    return switch (kind) {
      case F64 -> "%d" + number;
      case F32 -> "%f" + number;
      case B64 -> "%rd" + number;
      case B32 -> "%r" + number;
      case PREDICATE -> "%p" + number % 8;
    };
  }

  private static void assertCompiles(String ptx) {
    Compiled compiled = Compiler.compile(ptx, 80);
    assertTrue(compiled.succeeded(), compiled.log());
    LoadedModule.Image.of(ptx);
  }

  @Test
  void everyOperationIsAnInstruction() {
    StringBuilder body = new StringBuilder();
    for (Operation operation : Opcodes.operations()) {
      body.append(operation.opcode()).append(' ').append(register(operation.result(), 20));
      for (int i = 0; i < operation.operands().size(); i++) {
        body.append(", ").append(register(operation.operands().get(i), 10 + i));
      }
      body.append(";\n");
    }
    String ptx = Bench.kernel(body.toString());
    assertCompiles(ptx.replace(".version 6.3\n.target sm_75", ".version 7.0\n.target sm_80"));
  }

  @Test
  void everyLoadAndStoreIsAnInstruction() {
    StringBuilder body = new StringBuilder(".shared .align 16 .b8 s[64];\n");
    List<String> types =
        List.of("b8", "u8", "s8", "b16", "u16", "s16", "b32", "u32", "s32", "f32", "b64", "f64");
    for (String type : types) {
      Kind kind = Kind.of("." + type).orElse(Kind.B32);
      String one = register(kind, 20);
      String two = "{" + one + ", " + register(kind, 21) + "}";
      for (String cache : List.of("", ".ca", ".cg", ".cs", ".nc")) {
        body.append(
            String.format(Locale.ROOT, "ld.global%s.%s %s, [%%rd0+16];\n", cache, type, one));
        body.append(
            String.format(Locale.ROOT, "ld.global%s.v2.%s %s, [%%rd0];\n", cache, type, two));
      }
      for (String cache : List.of("", ".wb", ".cg", ".cs", ".wt")) {
        body.append(String.format(Locale.ROOT, "st.global%s.%s [%%rd0], %s;\n", cache, type, one));
      }
      body.append(String.format(Locale.ROOT, "ld.shared.v2.%s %s, [s+16];\n", type, two));
      body.append(String.format(Locale.ROOT, "st.shared.v2.%s [s], %s;\n", type, two));
      body.append(String.format(Locale.ROOT, "ld.const.%s %s, [c+8];\n", type, one));
    }
    assertCompiles(
        Bench.kernel(".const .align 8 .f64 c[2] = {1.0, 0d4000000000000000};", body.toString()));
  }

  @Test
  void theProgramsOfTheTestsArePtx() {
    assertCompiles(Bench.kernel(ProgramTest.SUM));
    assertCompiles(Bench.kernel(ProgramTest.PRODUCT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ld.global.b32 %f0, [%rd0];",
        "ld.global.b64 %d0, [%rd0];",
        "ld.global.u8 %rd5, [%rd0];",
        "ld.global.v4.f32 {%f0, %f1, %f2, %f3}, [%rd0+-16];",
        "st.global.v2.f64 [%rd0], {%d0, 0d3ff0000000000000};",
        "st.global.u8 [%rd0], 1;",
        "shfl.sync.down.b32 %r5, %r6, 1, 31, -1;",
        "shfl.sync.bfly.b32 %f5|%p0, %f6, %r7, 0x1f, 0xffffffff;",
        "vote.sync.ballot.b32 %r5, %p0, -1;",
        "vote.sync.all.pred %p1, %p0, -1;",
        "mov.b64 {%r5, %r6}, %d0;",
        "mov.b64 %d0, {%r5, %r6};",
        "mov.b64 {%f5, %f6}, %rd5;",
        "mov.u32 %r5, %nctaid.z;",
        "mov.u32 %r5, %laneid;",
        "add.s32 %r5, %r6, 0xffffffff;",
        "add.s64 %rd5, %rd6, -1;",
        "add.rn.f64 %d0, %d1, 1.5;",
        "bar.sync 0;",
        "mov.b64 %rd5, 0d4034000000000000;",
        "and.b32 %r5, %r6, 0f3f800000;",
        "st.global.b64 [%rd0], 0d4034000000000000;",
        "or.b64 %d0, %d1, %rd5;",
        "and.b32 %r5, %f1, %f2;",
        "selp.b64 %d0, %d1, %rd5, %p0;",
        "not.b32 %f5, %f6;",
        "mov.pred %p0, 1;",
        "and.pred %p0, %p1, 0;",
        "@!%p0 bra.uni $x;\n$x:",
        ".pragma \"nounroll\";",
        "{\n.reg .f64 %inner;\nneg.f64 %inner, %d0;\n}",
      })
  void everyOtherFormIsAnInstruction(String form) {
    assertCompiles(Bench.kernel(form));
  }
}

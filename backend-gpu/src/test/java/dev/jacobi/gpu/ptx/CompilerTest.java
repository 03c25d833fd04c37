package dev.jacobi.gpu.ptx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("ptx-compile")
class CompilerTest {

  private static final String KERNEL =
      """
      .visible .entry twice(.param .u64 place)
      {
        .reg .b64 %rd<2>;
        .reg .f32 %f<2>;
        .shared .align 4 .b8 word[4];
        ld.param.u64 %rd0, [place];
        cvta.to.global.u64 %rd1, %rd0;
        ld.global.f32 %f0, [%rd1];
        add.rn.f32 %f1, %f0, %f0;
        st.shared.f32 [word], %f1;
        st.global.f32 [%rd1], %f1;
        ret;
      }
      """;

  @ParameterizedTest
  @EnumSource
  void aKernelCompilesForEveryTarget(Target target) {
    Compiled compiled = Compiler.compile(target.header() + KERNEL, target);
    assertTrue(compiled.succeeded(), compiled.log());
    assertTrue(compiled.registers() > 0 && compiled.registers() < 32, compiled.log());
    assertEquals(0, compiled.spilled(), compiled.log());
    assertEquals(4, compiled.shared(), compiled.log());
  }

  @ParameterizedTest
  @EnumSource
  void anErrorIsToldWithItsLine(Target target) {
    String wrong = target.header() + KERNEL.replace("%f1, %f0, %f0", "%f1, %f0, %f7");
    Compiled compiled = Compiler.compile(wrong, target);
    assertFalse(compiled.succeeded(), compiled.log());
    assertTrue(compiled.log().contains("line 12"), compiled.log());
  }
}

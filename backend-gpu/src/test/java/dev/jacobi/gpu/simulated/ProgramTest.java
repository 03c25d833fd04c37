package dev.jacobi.gpu.simulated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whole kernels, written by hand, have the bits of loops in Java. */
class ProgramTest {

  private static double[] doubles(int count, int seed) {
    Random random = new Random(seed);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextGaussian() * Math.exp(4 * random.nextGaussian());
    }
    return values;
  }

  /** The sum of 256 doubles by shuffles in each warp, and of the warps by the first. */
  static final String SUM =
      """
      .shared .align 8 .b8 part[64];
      mul.wide.u32 %rd2, %r2, 8;
      add.u64 %rd3, %rd0, %rd2;
      ld.global.nc.f64 %d0, [%rd3];
      mov.u32 %r5, 16;
      $down:
      mov.b64 {%r6, %r7}, %d0;
      shfl.sync.down.b32 %r8, %r6, %r5, 31, -1;
      shfl.sync.down.b32 %r9, %r7, %r5, 31, -1;
      mov.b64 %d1, {%r8, %r9};
      add.rn.f64 %d0, %d0, %d1;
      shr.u32 %r5, %r5, 1;
      setp.ne.u32 %p0, %r5, 0;
      @%p0 bra.uni $down;
      mov.u32 %r10, %laneid;
      setp.ne.u32 %p1, %r10, 0;
      @%p1 bra $written;
      shr.u32 %r11, %r1, 5;
      mov.u32 %r12, part;
      mad.lo.u32 %r13, %r11, 8, %r12;
      st.shared.f64 [%r13], %d0;
      $written:
      bar.sync 0;
      setp.ne.u32 %p2, %r1, 0;
      @%p2 ret;
      mov.f64 %d2, 0d0000000000000000;
      mov.u32 %r14, 0;
      $warps:
      mad.lo.u32 %r15, %r14, 8, %r12;
      ld.shared.f64 %d3, [%r15];
      add.rn.f64 %d2, %d2, %d3;
      add.u32 %r14, %r14, 1;
      setp.lt.u32 %p3, %r14, 8;
      @%p3 bra $warps;
      mul.wide.u32 %rd4, %r3, 8;
      add.u64 %rd5, %rd1, %rd4;
      st.global.f64 [%rd5], %d2;
      """;

  @Test
  void aReductionByShufflesAndABarrierHasTheBitsOfItsTree() {
    double[] values = doubles(3 * 256, 7);
    double[] expected = new double[3];
    for (int block = 0; block < 3; block++) {
      for (int warp = 0; warp < 8; warp++) {
        double[] lanes = new double[64];
        System.arraycopy(values, block * 256 + warp * 32, lanes, 0, 32);
        for (int distance = 16; distance > 0; distance /= 2) {
          for (int lane = 0; lane < distance; lane++) {
            lanes[lane] += lanes[lane + distance];
          }
        }
        expected[block] += lanes[0];
      }
    }

    try (Bench bench = new Bench()) {
      long out = bench.allocate(3 * 8);
      bench.run(Bench.kernel(SUM), 3, 256, bench.doubles(values), out, values.length);
      assertArrayEquals(expected, bench.doubles(out, 3));
    }
  }

  /** C = A·B of floats, n a multiple of 16: a tile of 16 × 16 for each block. */
  static final String PRODUCT =
      """
      .shared .align 16 .b8 tiles[2048];
      and.b32 %r5, %r1, 15;
      shr.u32 %r6, %r1, 4;
      shr.u32 %r7, %r0, 4;
      div.u32 %r8, %r3, %r7;
      rem.u32 %r9, %r3, %r7;
      mad.lo.u32 %r10, %r8, 16, %r6;
      mad.lo.u32 %r11, %r9, 16, %r5;
      mov.u32 %r12, tiles;
      mad.lo.u32 %r13, %r6, 16, %r5;
      mad.lo.u32 %r14, %r13, 4, %r12;
      mul.lo.u32 %r15, %r0, %r0;
      mul.wide.u32 %rd2, %r15, 4;
      add.u64 %rd3, %rd0, %rd2;
      mov.f32 %f0, 0f00000000;
      mov.u32 %r16, 0;
      $step:
      add.u32 %r17, %r16, %r5;
      mad.lo.u32 %r18, %r10, %r0, %r17;
      mul.wide.u32 %rd4, %r18, 4;
      add.u64 %rd5, %rd0, %rd4;
      ld.global.nc.f32 %f1, [%rd5];
      add.u32 %r19, %r16, %r6;
      mad.lo.u32 %r20, %r19, %r0, %r11;
      mul.wide.u32 %rd6, %r20, 4;
      add.u64 %rd7, %rd3, %rd6;
      ld.global.nc.f32 %f2, [%rd7];
      st.shared.f32 [%r14], %f1;
      st.shared.f32 [%r14+1024], %f2;
      bar.sync 0;
      mad.lo.u32 %r21, %r6, 64, %r12;
      mad.lo.u32 %r22, %r5, 4, %r12;
      mov.u32 %r23, 0;
      $inner:
      ld.shared.v4.f32 {%f3, %f4, %f5, %f6}, [%r21];
      ld.shared.f32 %f7, [%r22+1024];
      ld.shared.f32 %f8, [%r22+1088];
      ld.shared.f32 %f9, [%r22+1152];
      ld.shared.f32 %f10, [%r22+1216];
      fma.rn.f32 %f0, %f3, %f7, %f0;
      fma.rn.f32 %f0, %f4, %f8, %f0;
      fma.rn.f32 %f0, %f5, %f9, %f0;
      fma.rn.f32 %f0, %f6, %f10, %f0;
      add.u32 %r21, %r21, 16;
      add.u32 %r22, %r22, 256;
      add.u32 %r23, %r23, 4;
      setp.lt.u32 %p0, %r23, 16;
      @%p0 bra.uni $inner;
      bar.sync 0;
      add.u32 %r16, %r16, 16;
      setp.lt.u32 %p1, %r16, %r0;
      @%p1 bra.uni $step;
      mad.lo.u32 %r24, %r10, %r0, %r11;
      mul.wide.u32 %rd8, %r24, 4;
      add.u64 %rd9, %rd1, %rd8;
      st.global.f32 [%rd9], %f0;
      """;

  @Test
  void aTiledProductHasTheBitsOfALoop() {
    int n = 64;
    float[] both = new float[2 * n * n];
    double[] values = doubles(both.length, 11);
    for (int i = 0; i < both.length; i++) {
      both[i] = (float) values[i];
    }
    float[] expected = new float[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        float sum = 0;
        for (int k = 0; k < n; k++) {
          sum = Math.fma(both[i * n + k], both[n * n + k * n + j], sum);
        }
        expected[i * n + j] = sum;
      }
    }

    try (Bench bench = new Bench()) {
      long out = bench.allocate(4L * n * n);
      bench.run(Bench.kernel(PRODUCT), n * n / 256, 256, bench.floats(both), out, n);
      assertArrayEquals(expected, bench.floats(out, n * n));
    }
  }

  @Test
  void threadsThatPartMeetAgain() {
    String body =
        """
        mov.u32 %r5, %r1;
        mov.u32 %r6, 0;
        $again:
        setp.le.u32 %p0, %r5, 1;
        @%p0 bra $done;
        and.b32 %r7, %r5, 1;
        setp.eq.u32 %p1, %r7, 0;
        @%p1 bra $even;
        mad.lo.u32 %r5, %r5, 3, 1;
        bra $next;
        $even:
        shr.u32 %r5, %r5, 1;
        $next:
        add.u32 %r6, %r6, 1;
        bra $again;
        $done:
        shfl.sync.bfly.b32 %r8|%p2, %r6, 1, 31, -1;
        mul.wide.u32 %rd2, %r2, 4;
        add.u64 %rd3, %rd1, %rd2;
        st.global.u32 [%rd3], %r8;
        """;
    int[] expected = new int[64];
    for (int i = 0; i < 64; i++) {
      int steps = 0;
      for (int x = i; x > 1; x = x % 2 == 0 ? x / 2 : 3 * x + 1) {
        steps++;
      }
      expected[i ^ 1] = steps;
    }

    try (Bench bench = new Bench()) {
      long out = bench.allocate(64 * 4);
      bench.run(Bench.kernel(body), 1, 64, 0, out, 64);
      assertArrayEquals(expected, bench.ints(out, 64));
    }
  }

  @Test
  void functionsAndTablesAreUsed() {
    String before =
        """
        .const .align 8 .f64 factors[2] = {0d4000000000000000, 3.0};
        .global .align 8 .b64 offsets[] = {0x3ff0000000000000, 0x4000000000000000};
        .func (.reg .f64 %y) twice(.reg .f64 %x) {
        .reg .pred %p;
        setp.lt.f64 %p, %x, 0d0000000000000000;
        @%p bra $negative;
        ld.const.f64 %y, [factors];
        mul.rn.f64 %y, %y, %x;
        ret;
        $negative:
        ld.const.f64 %y, [factors+8];
        mul.rn.f64 %y, %y, %x;
        ret;
        }
        .func (.param .b64 out) shifted(.param .b64 in) {
        .reg .f64 %v<3>;
        .reg .b64 %at;
        ld.param.f64 %v0, [in];
        call.uni (%v1), twice, (%v0);
        mov.u64 %at, offsets;
        ld.global.nc.f64 %v2, [%at+8];
        add.rn.f64 %v1, %v1, %v2;
        st.param.f64 [out], %v1;
        ret;
        }
        """;
    String body =
        """
        mul.wide.u32 %rd2, %r2, 8;
        add.u64 %rd3, %rd0, %rd2;
        add.u64 %rd4, %rd1, %rd2;
        ld.global.f64 %d0, [%rd3];
        {
        .param .b64 given;
        .param .b64 taken;
        st.param.f64 [given], %d0;
        call.uni (taken), shifted, (given);
        ld.param.f64 %d1, [taken];
        }
        st.global.f64 [%rd4], %d1;
        """;
    double[] values = doubles(32, 3);
    double[] expected = new double[32];
    for (int i = 0; i < 32; i++) {
      expected[i] = (values[i] < 0 ? 3 : 2) * values[i] + 2;
    }

    try (Bench bench = new Bench()) {
      long out = bench.allocate(256);
      bench.run(Bench.kernel(before, body), 1, 32, bench.doubles(values), out, 32);
      assertArrayEquals(expected, bench.doubles(out, 32));
    }
  }

  @Test
  void lanesOfTwoCallsGoBackToTheirOwn() {
    String before =
        """
        .func (.reg .b32 %y) next(.reg .b32 %x) {
        .reg .pred %p;
        add.u32 %y, %x, 1;
        setp.lt.u32 %p, %x, 8;
        @%p ret;
        add.u32 %y, %y, 100;
        ret;
        }
        """;
    String body =
        """
        and.b32 %r5, %r1, 1;
        setp.eq.u32 %p0, %r5, 0;
        @%p0 bra $even;
        call (%r6), next, (%r1);
        mul.lo.u32 %r6, %r6, 1000;
        bra $out;
        $even:
        call (%r6), next, (%r1);
        @!%p0 call (%r6), next, (5);
        $out:
        shfl.sync.idx.b32 %r7, %r6, 1, 31, -1;
        mad.lo.u32 %r6, %r7, 1000000, %r6;
        mul.wide.u32 %rd2, %r2, 4;
        add.u64 %rd3, %rd1, %rd2;
        st.global.u32 [%rd3], %r6;
        """;

    try (Bench bench = new Bench()) {
      long out = bench.allocate(32 * 4);
      bench.run(Bench.kernel(before, body), 1, 32, 0, out, 32);
      int[] found = bench.ints(out, 32);
      for (int lane = 0; lane < 32; lane++) {
        int own = lane + 1 + (lane < 8 ? 0 : 100);
        assertEquals(2000 * 1_000_000 + own * (lane % 2 == 0 ? 1 : 1000), found[lane]);
      }
    }
  }

  @Test
  void shufflesKeepToTheirSegments() {
    String body =
        """
        shfl.sync.up.b32 %r5|%p0, %r1, 3, 0x1800, -1;
        shfl.sync.idx.b32 %r6, %r1, 2, 0x181f, -1;
        selp.u32 %r7, 100, 0, %p0;
        add.u32 %r7, %r7, %r5;
        vote.sync.ballot.b32 %r8, %p0, -1;
        mad.lo.u32 %r7, %r6, 1000, %r7;
        mul.wide.u32 %rd2, %r2, 8;
        add.u64 %rd3, %rd1, %rd2;
        st.global.v2.u32 [%rd3], {%r7, %r8};
        """;

    try (Bench bench = new Bench()) {
      long out = bench.allocate(32 * 8);
      bench.run(Bench.kernel(body), 1, 32, 0, out, 32);
      int[] found = bench.ints(out, 64);
      for (int lane = 0; lane < 32; lane++) {
        boolean isInside = lane % 8 >= 3;
        int up = isInside ? 100 + lane - 3 : lane;
        assertEquals((lane / 8 * 8 + 2) * 1000 + up, found[2 * lane], "lane " + lane);
        assertEquals(0xf8f8f8f8, found[2 * lane + 1]);
      }
    }
  }
}

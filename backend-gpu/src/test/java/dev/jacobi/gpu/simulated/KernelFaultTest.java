package dev.jacobi.gpu.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What a kernel may not do, though a device may let it pass. */
class KernelFaultTest {

  /** Each thread's place in doubles of the first address. */
  private static final String PLACE =
      "mul.wide.u32 %rd2, %r2, 8;\nadd.u64 %rd3, %rd0, %rd2;\nadd.u64 %rd4, %rd1, %rd2;\n";

  private static final String SHARED =
      ".shared .align 8 .b8 s[512];\nmov.u32 %r5, s;\nmad.lo.u32 %r6, %r1, 8, %r5;\n";

  /** Runs a body over two blocks of 32 threads and two buffers of 64 doubles, one of them full. */
  private static void run(String body) {
    Bench bench = new Bench();
    double[] values = new double[64];
    bench.run(Bench.kernel(body), 2, 32, bench.doubles(values), bench.allocate(512), 64);
  }

  private static void assertFault(String message, String body) {
    String found = String.valueOf(assertThrows(Fault.class, () -> run(body)).getMessage());
    assertTrue(found.contains(message), found);
    assertTrue(found.contains("k, line "), found);
  }

  @Test
  void aSoundKernelRuns() {
    run(PLACE + "ld.global.nc.f64 %d0, [%rd3];\nst.global.f64 [%rd4], %d0;");
  }

  @Test
  void anAddressOutsideMemory() {
    assertFault(
        "lie in no memory; the nearest before are 512 bytes",
        PLACE + "ld.global.f64 %d0, [%rd3+8];");
    assertFault("lie in no memory", PLACE + "ld.global.f64 %d0, [%rd3+-8];");
    assertFault("lie in no memory", "ld.global.f64 %d0, [16];");
  }

  @Test
  void anUnalignedAddress() {
    assertFault("is not aligned to 8 bytes", PLACE + "ld.global.f64 %d0, [%rd3+4];");
    assertFault("is not aligned to 16 bytes", PLACE + "ld.global.v2.f64 {%d0, %d1}, [%rd3];");
  }

  @Test
  void memoryThatNobodyWrote() {
    assertFault("that nobody wrote", PLACE + "ld.global.f64 %d0, [%rd4];");
    assertFault("that nobody wrote", SHARED + "ld.shared.f64 %d0, [%r6];");
  }

  @Test
  void aRegisterThatWasNotWritten() {
    assertFault("reads a register that was not written: operand 2", "add.u32 %r7, %r1, %r8;");
    assertFault("reads a predicate that was not written", "@%p1 mov.u32 %r7, 1;");
    assertFault(
        "reads a register that was not written",
        "setp.lt.u32 %p0, %r1, 16;\n@%p0 mov.u32 %r7, 1;\nadd.u32 %r8, %r7, 1;");
  }

  @Test
  void aRegisterOfAFunctionIsNewInEachCall() {
    String before =
        ".func (.reg .b32 %y) f(.reg .b32 %x) {\n.reg .b32 %t;\n.reg .pred %q;\n"
            + "setp.eq.u32 %q, %x, 0;\n@%q mov.u32 %t, 7;\nadd.u32 %y, %t, %x;\nret;\n}\n";
    String body =
        "mov.u32 %r5, 0;\n$again:\ncall.uni (%r6), f, (%r5);\nadd.u32 %r5, %r5, 1;\n"
            + "setp.lt.u32 %p0, %r5, 2;\n@%p0 bra.uni $again;";
    Bench bench = new Bench();

    Fault fault =
        assertThrows(Fault.class, () -> bench.run(Bench.kernel(before, body), 1, 32, 0, 0, 0));

    assertTrue(String.valueOf(fault.getMessage()).contains("operand 1"), fault.getMessage());
  }

  @Test
  void twoThreadsWriteOnePlace() {
    assertFault("writes what thread 0 of block 0 wrote: a race", "st.global.u32 [%rd1], %r1;");
    assertFault(
        "writes what thread 0 of block 0 wrote: a race",
        "setp.eq.u32 %p0, %r1, 0;\n@%p0 st.global.u8 [%rd1], %r1;");
  }

  @Test
  void neighbouringBytesAreNoRace() {
    run("cvt.u64.u32 %rd2, %r2;\nadd.u64 %rd3, %rd1, %rd2;\nst.global.u8 [%rd3], %r1;");
  }

  @Test
  void aThreadReadsWhatAnotherWrote() {
    String write = PLACE + "st.global.f64 [%rd4], 1.0;\n";
    assertFault(
        "reads what thread 0 of block 0 wrote: a race", write + "ld.global.f64 %d0, [%rd1];");
  }

  @Test
  void aThreadWritesWhatAnotherRead() {
    String read = PLACE + "ld.global.f64 %d0, [%rd0];\n";
    assertFault("read: a race", read + "st.global.f64 [%rd3], 1.0;");
  }

  @Test
  void readOnlyMemoryIsNotWritten() {
    assertFault(
        "a load of read-only memory, read: a race",
        PLACE + "ld.global.nc.f64 %d0, [%rd3];\nst.global.f64 [%rd3], %d0;");
    assertFault(
        "reads what thread 0 of block 0 wrote",
        PLACE + "st.global.f64 [%rd3], 1.0;\nld.global.nc.f64 %d0, [%rd3];");
  }

  @Test
  void sharedMemoryNeedsABarrierBetweenThreads() {
    String write = SHARED + "mov.f64 %d0, 1.0;\nst.shared.f64 [%r6], %d0;\n";
    String read = "xor.b32 %r7, %r6, 8;\nld.shared.f64 %d1, [%r7];\n";
    run(write + "bar.sync 0;\n" + read);
    assertFault("wrote: a race", write + read);
    assertFault("read: a race", write + "bar.sync 0;\n" + read + "st.shared.f64 [%r6], %d1;");
  }

  @Test
  void anAddressOutsideSharedMemory() {
    assertFault("lies in no shared memory", SHARED + "st.shared.f64 [%r6+512], 1.0;");
    assertFault("lies in no shared memory", "st.shared.f64 [0], 1.0;");
  }

  @Test
  void allThreadsComeToABarrier() {
    String some = "setp.lt.u32 %p0, %r1, 16;\n";
    assertFault("only the threads 0xffff of the warp come here", some + "@!%p0 ret;\nbar.sync 0;");
    assertFault(
        "only the threads", some + "@%p0 bra $x;\nbar.sync 0;\nbra $y;\n$x:\nbar.sync 0;\n$y:");
  }

  @Test
  void allWarpsComeToABarrier() {
    Bench bench = new Bench();
    String some = "setp.lt.u32 %p0, %r1, 32;\n@%p0 bra $x;\n";
    for (String other : new String[] {"ret;\n$x:\nbar.sync 0;", "bar.sync 0;\n$x:\nbar.sync 0;"}) {
      Fault fault =
          assertThrows(Fault.class, () -> bench.run(Bench.kernel(some + other), 1, 64, 0, 0, 0));
      assertTrue(
          String.valueOf(fault.getMessage()).contains("wait at different barriers"),
          fault.getMessage());
    }
  }

  @Test
  void allNamedLanesComeToAShuffle() {
    String some = "setp.lt.u32 %p0, %r1, 16;\n";
    run(some + "@%p0 shfl.sync.bfly.b32 %r5, %r1, 1, 31, 0xffff;");
    assertFault(
        "only the threads 0xffff of the warp come here",
        some + "@!%p0 bra $x;\nshfl.sync.bfly.b32 %r5, %r1, 1, 31, -1;\n$x:");
    assertFault("names the lanes 0xffff", "shfl.sync.bfly.b32 %r5, %r1, 1, 31, 0xffff;");
    assertFault(
        "takes a value of lane 16, which takes no part",
        some + "@%p0 shfl.sync.down.b32 %r5, %r1, 1, 31, 0xffff;");
  }

  @Test
  void aUniformBranchDividesNobody() {
    assertFault(
        "a uniform branch divides the threads", "setp.lt.u32 %p0, %r1, 16;\n@%p0 bra.uni $x;\n$x:");
  }

  @Test
  void theThreadIsNamed() {
    Fault fault =
        assertThrows(
            Fault.class, () -> run("setp.eq.u32 %p0, %r2, 37;\n@%p0 ld.global.f64 %d0, [0];"));

    assertTrue(
        String.valueOf(fault.getMessage()).endsWith("(thread 5 of block (1, 0, 0))"),
        fault.getMessage());
  }

  @Test
  void aFaultIsRemembered() {
    Bench bench = new Bench();
    assertThrows(
        Fault.class, () -> bench.run(Bench.kernel("ld.global.f64 %d0, [0];"), 1, 32, 0, 0, 0));

    assertEquals(1, bench.driver().complaints().size());
  }
}

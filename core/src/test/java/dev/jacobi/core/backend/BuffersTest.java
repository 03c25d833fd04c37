package dev.jacobi.core.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.backend.reference.ReferenceBackend;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuffersTest {

  private final Executable twice = twice();

  private static Executable twice() {
    Graph graph = new Graph();
    return new ReferenceBackend().compile(graph.extract(Map.of("y", graph.input("x", 2).times(2))));
  }

  private Diagnostic refused(Buffers buffers) {
    return assertThrows(DiagnosticException.class, () -> twice.bind(buffers)).first();
  }

  @Test
  void theElementsOfABufferBeginAtItsPositionWhichStays() {
    DoubleBuffer x = DoubleBuffer.wrap(new double[] {1, 2, 3, 4, 5}).position(1).limit(4);
    double[] result = new double[5];
    DoubleBuffer y = DoubleBuffer.wrap(result).position(2);
    Bound run = twice.bind(new Buffers().and("x", x).and("y", y));
    assertEquals(1, x.position());
    assertEquals(2, y.position());
    x.position(0);
    run.run();
    assertArrayEquals(new double[] {0, 0, 4, 6, 0}, result);
  }

  @Test
  void bytesAreReadFromTheirPositionInTheirOrder() {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      ByteBuffer bytes = ByteBuffer.allocateDirect(100).order(order);
      bytes.putDouble(3, 7).putDouble(11, 8);
      Buffers buffers = new Buffers().and("x", DType.F64, bytes.position(3));
      buffers.and("y", DType.F64, bytes.duplicate().order(order).position(40));
      twice.bind(buffers).run();
      assertEquals(14, bytes.getDouble(40));
      assertEquals(16, bytes.getDouble(48));
      assertEquals(3, bytes.position());
    }
  }

  @Test
  void whatLiesBehindTheLimitIsNoRoom() {
    double[] y = new double[2];
    DoubleBuffer x = DoubleBuffer.allocate(5).position(1).limit(2);
    assertEquals("buffer/too-short", refused(new Buffers().and("x", x).and("y", y)).code());
    ByteBuffer bytes = ByteBuffer.allocate(64).limit(15);
    Diagnostic found = refused(new Buffers().and("x", DType.F64, bytes).and("y", y));
    assertEquals("buffer/too-short", found.code());
    assertTrue(found.message().endsWith("has room for 1"), found::message);
    FloatBuffer floats = FloatBuffer.allocate(2);
    assertEquals("buffer/dtype", refused(new Buffers().and("x", floats).and("y", y)).code());
  }

  @Test
  void elementsWrittenAreSharedWithNothingElse() {
    ByteBuffer bytes = ByteBuffer.allocateDirect(64);
    for (int apart : new int[] {0, 1, 8, 15}) {
      Buffers buffers = new Buffers().and("x", DType.F64, bytes.position(16));
      buffers.and("y", DType.F64, bytes.position(16 + apart));
      assertEquals("buffer/shared", refused(buffers).code());
    }
    Buffers apart = new Buffers().and("x", DType.F64, bytes.position(0));
    twice.bind(apart.and("y", DType.F64, bytes.position(16))).run();
    double[] array = new double[4];
    Buffers wrapped = new Buffers().and("x", array).and("y", DoubleBuffer.wrap(array).position(1));
    assertEquals("buffer/shared", refused(wrapped).code());
  }
}

package dev.jacobi.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.TensorType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is not the device's is said beside the kernels. */
class PtxTranslatorTest {

  @Test
  void theHostsStepsAreComments() {
    Graph graph = new Graph();
    Node x = graph.input("x", new TensorType(DType.I64, Shape.of(3, 4)));
    Node product =
        graph.apply(new Op.Reduce(Reduction.PROD, List.of(1), false), List.of(x.plus(1)));
    String text = new PtxTranslator().translate(graph.extract(Map.of("y", product)), "sm_75");
    List<String> host = text.lines().filter(line -> line.startsWith("// on the host: ")).toList();
    assertEquals(2, host.size(), text);
    assertTrue(host.get(0).startsWith("// on the host: doubt @"), text);
    assertTrue(host.get(1).startsWith("// on the host: by definition prod"), text);
    assertTrue(text.contains("add.s64"), text);
  }
}

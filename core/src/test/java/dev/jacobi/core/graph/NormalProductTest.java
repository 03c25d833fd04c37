package dev.jacobi.core.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jacobi.core.type.DiagnosticException;
import org.junit.jupiter.api.Test;

/** Products that differ only in how they were written are one node. */
class NormalProductTest {

  private final Graph graph = new Graph();
  private final Node a = graph.input("a", 2, 3);
  private final Node b = graph.input("b", 3, 4);

  @Test
  void lettersDoNotMatter() {
    assertSame(graph.contract(a, b, "ij", "jk", "ik"), graph.contract(a, b, "pq", "qr", "pr"));
    assertEquals(new Op.Contract("ij", "jk", "ik"), new Op.Contract("ki", "ij", "kj"));
  }

  @Test
  void transposedOperandsAreTakenIn() {
    Node turned = graph.transpose(a);
    assertSame(graph.contract(a, b, "ij", "jk", "ik"), graph.contract(turned, b, "ji", "jk", "ik"));
    assertSame(graph.contract(a, a, "ij", "kj", "ik"), MatrixProduct.of(graph, a, turned));
  }

  @Test
  void theOrderOfOperandsIsThatOfTheResult() {
    assertSame(graph.contract(a, b, "ij", "jk", "ik"), graph.contract(b, a, "jk", "ij", "ik"));
    Node transposedProduct = graph.contract(a, b, "ij", "jk", "ki");
    assertSame(MatrixProduct.of(graph, graph.transpose(b), graph.transpose(a)), transposedProduct);
  }

  @Test
  void vectorsStayWhereTheyAre() {
    Node v = graph.input("v", 3);
    assertSame(v, MatrixProduct.of(graph, v, b).operand(0));
    assertSame(a, MatrixProduct.of(graph, a, v).operand(0));
  }

  @Test
  void theOrderOfSeveralSumsIsKept() {
    Node turned = graph.transpose(a);
    assertNotSame(
        graph.contract(a, a, "ij", "ij", ""), graph.contract(turned, turned, "ji", "ji", ""));
  }

  @Test
  void malformedContractionsAreRefused() {
    assertThrows(DiagnosticException.class, () -> graph.contract(a, b, "i", "jk", "ik"));
  }
}

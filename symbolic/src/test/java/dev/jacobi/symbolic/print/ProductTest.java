package dev.jacobi.symbolic.print;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every form of a contraction that is a matrix product, and those that are none. */
class ProductTest {

  private final Graph graph = new Graph();

  private Node operand(String name, String letters) {
    long[] sizes = letters.chars().mapToLong(letter -> 2 + letter % 7).toArray();
    return graph.input(name, sizes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ij|jk|ik|a @ b",
        "qz|zc|qc|a @ b",
        "ji|jk|ik|a' @ b",
        "ij|kj|ik|a @ b'",
        "ji|kj|ik|a' @ b'",
        "jk|ij|ik|b @ a",
        "ij|jk|ki|b' @ a'",
        "ji|kj|ki|b @ a",
        "ij|j|i|a @ b",
        "ji|j|i|a' @ b",
        "j|jk|k|a @ b",
        "j|kj|k|a @ b'",
        "j|j||a @ b",
        "i|j|ij|outer(a, b)",
        "i|j|ji|outer(b, a)",
        "bij|bjk|bik|a @ b",
        "bij|bkj|bik|a @ b'",
        "cbij|bjk|cbik|a @ b",
        "ij|bjk|bik|a @ b",
        "bij|j|bi|a @ b",
        "bj|bj|b|einsum(\"ij,ij->i\", a, b)",
        "bij|bjk|ibk|einsum(\"ijk,ikl->jil\", a, b)",
        "ij|ij||einsum(\"ij,ij->\", a, b)",
        "ij|kl|ijkl|einsum(\"ij,kl->ijkl\", a, b)",
        "ij|ij|ij|einsum(\"ij,ij->ij\", a, b)",
        "|i|i|einsum(\",i->i\", a, b)",
        "jik|k|ij|einsum(\"ijk,k->ji\", a, b)",
      })
  void contractions(String left, String right, String result, String text) {
    String leftLetters = left == null ? "" : left;
    Node a = operand("a", leftLetters);
    Node b = operand("b", right);
    Node product = graph.contract(a, b, leftLetters, right, result == null ? "" : result);
    assertEquals(text, Printer.TEXT.print(product));
  }

  @Test
  void productsWithTheTwoSignsAreKeptApart() {
    Node a = graph.input("a", 2, 2);
    Node b = graph.input("b", 2, 2);
    Node product = graph.contract(a, b, "ij", "jk", "ik");
    assertEquals("2*(a @ b)", Printer.TEXT.print(graph.constant(2, a.dtype()).times(product)));
    assertEquals("(a @ b)*2", Printer.TEXT.print(product.times(2)));
    assertEquals("(a @ b)/a", Printer.TEXT.print(product.div(a)));
    assertEquals("a @ b + a", Printer.TEXT.print(product.plus(a)));
    assertEquals("(a + b) @ a", Printer.TEXT.print(matmul(a.plus(b), a)));
    assertEquals("(a*b) @ a", Printer.TEXT.print(matmul(a.times(b), a)));
    assertEquals("a @ b @ a", Printer.TEXT.print(matmul(product, a)));
    assertEquals("a @ (a @ b)", Printer.TEXT.print(matmul(a, product)));
    assertEquals("a @ (-b)", Printer.TEXT.print(matmul(a, b.unaryMinus())));
    assertEquals("(a @ b)^2", Printer.TEXT.print(product.pow(2)));
    assertEquals("(a @ b)'", Printer.TEXT.print(graph.transpose(product)));
    assertEquals("(a + b)ᵀ @ a", Printer.UNICODE.print(transposed(a.plus(b), a)));
  }

  private Node matmul(Node x, Node y) {
    return graph.apply(new Op.Contract("ij", "jk", "ik"), java.util.List.of(x, y));
  }

  private Node transposed(Node x, Node y) {
    return graph.apply(new Op.Contract("ji", "jk", "ik"), java.util.List.of(x, y));
  }
}

package dev.jacobi.cli.batch;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NumericNode;

/**
 * Makes the numbers of a JSON text; {@code -0} keeps its sign, which an integer has no place for.
 */
final class Numbers extends JsonNodeFactory {

  private static final long serialVersionUID = 1L;

  private final transient JsonParser parser;

  Numbers(JsonParser parser) {
    this.parser = parser;
  }

  @Override
  public NumericNode numberNode(int value) {
    boolean negative = value == 0 && parser.getString().startsWith("-");
    return negative ? new NegativeZero() : super.numberNode(value);
  }

  /** The integer 0, written with a minus. */
  private static final class NegativeZero extends IntNode {

    private static final long serialVersionUID = 1L;

    NegativeZero() {
      super(0);
    }

    @Override
    public double doubleValue() {
      return -0.0;
    }
  }
}

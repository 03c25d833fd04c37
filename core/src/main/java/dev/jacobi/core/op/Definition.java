package dev.jacobi.core.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** What the catalogue says of an operation besides its derivative; built by its constants only. */
final class Definition {

  private final String text;
  private final ScalarFunction function;
  private final List<Domain> domains = new ArrayList<>();
  private ScalarOp.Kind kind = ScalarOp.Kind.FLOAT;
  private Optional<IntegerFunction> integerFunction = Optional.empty();
  private Notation notation;
  private int arity;
  private double ulps;
  private String convention = "";
  private List<String> aliases = List.of();

  private Definition(String text, ScalarFunction function) {
    this.text = text;
    this.function = function;
    this.notation = new Notation(Notation.Form.CALL, text, Notation.ATOM);
  }

  static Definition unary(String text, DoubleUnaryOperator function) {
    return new Definition(text, (x, y, z) -> function.applyAsDouble(x));
  }

  static Definition binary(String text, DoubleBinaryOperator function) {
    return new Definition(text, (x, y, z) -> function.applyAsDouble(x, y));
  }

  static Definition ternary(String text, ScalarFunction function) {
    return new Definition(text, function);
  }

  Definition kind(ScalarOp.Kind value) {
    kind = value;
    return this;
  }

  /** The value for integers; unless said otherwise the operation is then arithmetic. */
  Definition integers(IntegerFunction value) {
    integerFunction = Optional.of(value);
    kind = kind == ScalarOp.Kind.FLOAT ? ScalarOp.Kind.ARITHMETIC : kind;
    return this;
  }

  Definition infix(String symbol, int precedence) {
    notation = new Notation(Notation.Form.INFIX, symbol, precedence);
    return this;
  }

  Definition prefix(String symbol, int precedence) {
    notation = new Notation(Notation.Form.PREFIX, symbol, precedence);
    return this;
  }

  Definition power() {
    notation = new Notation(Notation.Form.POWER, "^", Notation.POWER);
    return this;
  }

  Definition suffix(String symbol) {
    notation = new Notation(Notation.Form.SUFFIX, symbol, Notation.POWER);
    return this;
  }

  Definition ulps(double value) {
    ulps = value;
    return this;
  }

  /** The next operand's domain. */
  Definition on(double low, double high, double... awkward) {
    domains.add(new Domain(low, high, Arrays.stream(awkward).boxed().toList()));
    arity++;
    return this;
  }

  Definition convention(String value) {
    convention = value;
    return this;
  }

  Definition aliases(String... values) {
    aliases = List.of(values);
    return this;
  }

  String text() {
    return text;
  }

  ScalarFunction function() {
    return function;
  }

  Optional<IntegerFunction> integerFunction() {
    return integerFunction;
  }

  int arity() {
    return arity;
  }

  List<Domain> domains() {
    return domains;
  }

  ScalarOp.Kind kind() {
    return kind;
  }

  Notation notation() {
    return notation;
  }

  double ulps() {
    return ulps;
  }

  String convention() {
    return convention;
  }

  List<String> aliases() {
    return aliases;
  }
}

package dev.jacobi.core.op;

import dev.jacobi.core.primitive.Expansion;
import dev.jacobi.core.primitive.Function;
import dev.jacobi.core.primitive.Primitives;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/** What the catalogue says of an operation besides its derivative; built by its constants only. */
final class Definition {

  /** The most instructions of an expansion that is written out where it is used. */
  private static final int SHORT = 8;

  private final String text;
  private final Optional<Expansion> expansion;
  private final ScalarFunction outside;
  private final List<Domain> domains = new ArrayList<>();
  private ScalarKind kind = ScalarKind.FLOAT;
  private Optional<IntegerFunction> integerFunction = Optional.empty();
  private Notation notation;
  private int arity;
  private double ulps;
  private String convention = "";
  private List<String> aliases = List.of();
  private Optional<Partial> partial = Optional.empty();

  private Definition(String text, Optional<Expansion> expansion, ScalarFunction outside) {
    this.text = text;
    this.expansion = expansion;
    this.outside = outside;
    this.notation = new Notation(Notation.Form.CALL, text, Notation.ATOM);
  }

  static Definition unary(String text, Expansion.Unary expansion) {
    return of(text, Expansion.of(expansion));
  }

  static Definition binary(String text, Expansion.Binary expansion) {
    return of(text, Expansion.of(expansion));
  }

  static Definition ternary(String text, Expansion expansion) {
    return of(text, expansion);
  }

  private static Definition of(String text, Expansion expansion) {
    ScalarFunction none =
        (x, y, z) -> {
          throw new AssertionError(text);
        };
    return new Definition(text, Optional.of(expansion), none);
  }

  /** A function that no straight-line code of reasonable length computes. */
  static Definition outside(String text, DoubleBinaryOperator function) {
    return new Definition(text, Optional.empty(), (x, y, z) -> function.applyAsDouble(x, y));
  }

  Definition kind(ScalarKind value) {
    kind = value;
    return this;
  }

  /** The function of integers; unless said otherwise the operation is then arithmetic. */
  private Definition integers(IntegerFunction value) {
    integerFunction = Optional.of(value);
    kind = kind == ScalarKind.FLOAT ? ScalarKind.ARITHMETIC : kind;
    return this;
  }

  /** The value for integers where it always fits, or has one operand, with its code. */
  Definition integers(IntegerFunction.Value value, Expansion.Unary code) {
    return integers(value, Expansion.of(code));
  }

  Definition integers(IntegerFunction.Value value, Expansion.Binary code) {
    return integers(value, Expansion.of(code));
  }

  Definition integers(IntegerFunction.Value value, Expansion code) {
    return integers(new IntegerFunction(value, code, Optional.empty()));
  }

  /** The value for integers, with its code, and with that of whether it does not fit. */
  Definition integers(
      IntegerFunction.Value value, Expansion.Binary code, Expansion.Binary overflow) {
    Optional<Expansion> refused = Optional.of(Expansion.of(overflow));
    return integers(new IntegerFunction(value, Expansion.of(code), refused));
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

  /** The derivative of an operation of one operand. */
  Definition partial(Partial value) {
    partial = Optional.of(value);
    return this;
  }

  Partial partial() {
    return partial.orElseThrow(() -> new AssertionError(text + " has no derivative"));
  }

  String text() {
    return text;
  }

  Optional<Expansion> expansion() {
    return expansion;
  }

  /** The expansion for doubles; for a truth value an operand is what is not 0, a result 0 or 1. */
  Optional<Function> code() {
    return expansion.map(this::recorded);
  }

  private Function recorded(Expansion body) {
    return Function.of(
        text,
        domains.size(),
        new Expansion() {
          @Override
          public <V> V apply(Primitives<V> p, V x, V y, V z) {
            boolean logical = kind == ScalarKind.LOGICAL;
            V first = logical || kind == ScalarKind.CHOICE ? truth(p, x) : x;
            V value = body.apply(p, first, logical ? truth(p, y) : y, z);
            return kind.isTruth() ? p.select(value, p.constant(1), p.constant(0)) : value;
          }
        });
  }

  private static <V> V truth(Primitives<V> p, V x) {
    return p.not(p.eq(x, p.constant(0)));
  }

  ScalarFunction outside() {
    return outside;
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

  ScalarKind kind() {
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

  /** The value over a carrier: what is short or about truth values in place, else as a call. */
  <V> V expand(Optional<Function> code, Primitives<V> p, V x, V y, V z) {
    boolean numbers = kind == ScalarKind.FLOAT || kind == ScalarKind.ARITHMETIC;
    if (numbers && code.isPresent() && code.get().body().instructions().size() > SHORT) {
      return p.call(code.get(), List.of(x, y, z).subList(0, arity()));
    }
    return expansion().orElseThrow(() -> new AssertionError(text())).apply(p, x, y, z);
  }
}

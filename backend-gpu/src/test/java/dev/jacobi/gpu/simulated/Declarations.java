package dev.jacobi.gpu.simulated;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Reads declarations of registers, parameters and memory. */
final class Declarations {

  private final TokenStream tokens;

  Declarations(TokenStream tokens) {
    this.tokens = tokens;
  }

  /** What follows {@code .reg}: a type and names, or ranges of names. */
  void registers(Scope scope) {
    Kind kind = kind();
    do {
      int line = tokens.line();
      String name = tokens.word();
      if (!name.startsWith("%")) {
        throw new Rejection(line, "a register's name begins with %: " + name);
      }
      if (tokens.accept("<")) {
        int count = tokens.number();
        tokens.expect(">");
        for (int i = 0; i < count; i++) {
          scope.declare(Symbol.scalar(name + i, Symbol.Space.REGISTER, kind), line);
        }
      } else {
        scope.declare(Symbol.scalar(name, Symbol.Space.REGISTER, kind), line);
      }
    } while (tokens.accept(","));
    tokens.expect(";");
  }

  /** What follows {@code .param} in a block: a type and a name. */
  void parameter(Scope scope) {
    int line = tokens.line();
    scope.declare(parameterSymbol(), line);
    tokens.expect(";");
  }

  /** Parameters in parentheses, declared in a scope too. */
  List<Symbol> parameters(Scope scope) {
    List<Symbol> parameters = new ArrayList<>();
    tokens.expect("(");
    while (!tokens.accept(")")) {
      if (!parameters.isEmpty()) {
        tokens.expect(",");
      }
      int line = tokens.line();
      Symbol symbol;
      if (tokens.accept(".reg")) {
        symbol = scalar(Symbol.Space.REGISTER);
      } else {
        tokens.expect(".param");
        symbol = parameterSymbol();
      }
      parameters.add(symbol);
      scope.declare(symbol, line);
    }
    return parameters;
  }

  private Symbol parameterSymbol() {
    if (tokens.accept(".align")) {
      tokens.number();
    }
    return scalar(Symbol.Space.PARAMETER);
  }

  private Symbol scalar(Symbol.Space space) {
    Kind kind = kind();
    if (tokens.accept(".ptr")) {
      tokens.accept(".global");
      if (tokens.accept(".align")) {
        tokens.number();
      }
    }
    return Symbol.scalar(tokens.word(), space, kind);
  }

  private Kind kind() {
    int line = tokens.line();
    String type = tokens.word();
    return Kind.of(type).orElseThrow(() -> new Rejection(line, "unknown type " + type));
  }

  /** What follows {@code .shared}, {@code .const} or {@code .global}. */
  Symbol memory(Symbol.Space space, Scope scope) {
    int line = tokens.line();
    int alignment = tokens.accept(".align") ? tokens.number() : 0;
    String type = tokens.word();
    int size = elementSize(type, line);
    String name = tokens.word();
    int count = 1;
    boolean counted = true;
    if (tokens.accept("[")) {
      counted = !tokens.peek().is("]");
      count = counted ? tokens.number() : 0;
      tokens.expect("]");
    }
    List<Long> values = new ArrayList<>();
    boolean given = tokens.accept("=");
    if (given) {
      values(type, values);
      count = counted ? count : values.size();
    } else if (!counted) {
      throw new Rejection(line, name + " needs a size");
    }
    tokens.expect(";");
    if (given && (space == Symbol.Space.SHARED || values.size() > count)) {
      throw new Rejection(line, "bad initial values of " + name);
    }
    int least = Math.max(alignment, size);
    if (Integer.bitCount(least) != 1 || alignment != 0 && alignment < size) {
      throw new Rejection(line, "bad alignment of " + name);
    }
    byte[] bytes = bytes(values, count, size);
    Symbol symbol = Symbol.memory(name, space, least, bytes, given);
    scope.declare(symbol, line);
    return symbol;
  }

  private static byte[] bytes(List<Long> values, int count, int size) {
    ByteBuffer buffer = ByteBuffer.allocate(count * size).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      switch (size) {
        case 1 -> buffer.put((byte) value);
        case 2 -> buffer.putShort((short) value);
        case 4 -> buffer.putInt((int) value);
        default -> buffer.putLong(value);
      }
    }
    return buffer.array();
  }

  private void values(String type, List<Long> values) {
    boolean braces = tokens.accept("{");
    do {
      int line = tokens.line();
      String sign = tokens.accept("-") ? "-" : "";
      String text = sign + tokens.sort(Token.Sort.NUMBER, "a number");
      values.add(
          Kind.of(type)
              .map(kind -> Literal.bits(text, kind, line))
              .orElseGet(() -> Literal.whole(text, line)));
    } while (braces && tokens.accept(","));
    if (braces) {
      tokens.expect("}");
    }
  }

  private static int elementSize(String type, int line) {
    return switch (type) {
      case ".b8", ".u8", ".s8" -> 1;
      case ".b16", ".u16", ".s16" -> 2;
      case ".b32", ".u32", ".s32", ".f32" -> 4;
      case ".b64", ".u64", ".s64", ".f64" -> 8;
      default -> throw new Rejection(line, "unknown type " + type);
    };
  }
}

package dev.jacobi.gpu.simulated;

import dev.jacobi.gpu.simulated.Listing.Routine;
import dev.jacobi.gpu.simulated.Symbol.Space;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the text of a module; what is not understood is rejected. */
final class Parser {

  private final TokenStream tokens;
  private final Declarations declarations;
  private final Scope scope = new Scope();
  private final List<Symbol> tables = new ArrayList<>();
  private final Map<String, Routine> routines = new LinkedHashMap<>();
  private List<Symbol> sharedOfModule = List.of();

  private Parser(String text) {
    tokens = new TokenStream(text);
    declarations = new Declarations(tokens);
  }

  /** The module that a text holds. */
  static Listing parse(String text) {
    return new Parser(text).module();
  }

  private Listing module() {
    tokens.expect(".version");
    String version = tokens.sort(Token.Sort.NUMBER, "a version");
    if (!version.matches("[678][.][0-9]")) {
      throw new Rejection(tokens.line(), "unknown version " + version);
    }
    tokens.expect(".target");
    int line = tokens.line();
    String target = tokens.word();
    if (!target.matches("sm_[0-9]{2}")) {
      throw new Rejection(line, "unknown target " + target);
    }
    tokens.expect(".address_size");
    if (tokens.number() != 64) {
      throw new Rejection(line, "addresses have 64 bits");
    }
    while (tokens.peek().sort() != Token.Sort.END) {
      declaration();
    }
    return new Listing(Integer.parseInt(target.substring(3)), tables, routines);
  }

  private void declaration() {
    tokens.accept(".visible");
    if (tokens.accept(".entry")) {
      routine(true);
    } else if (tokens.accept(".func")) {
      routine(false);
    } else if (tokens.accept(".shared")) {
      declarations.memory(Space.SHARED, scope);
      sharedOfModule = List.copyOf(scope.shared());
    } else if (tokens.peek().is(".const") || tokens.peek().is(".global")) {
      table();
    } else {
      throw tokens.unexpected();
    }
  }

  private void table() {
    int line = tokens.line();
    Space space = tokens.next().is(".const") ? Space.CONSTANT : Space.GLOBAL;
    Symbol table = declarations.memory(space, scope);
    if (space == Space.CONSTANT && !table.isInitialised()) {
      throw new Rejection(line, table + " is constant and has no values");
    }
    tables.add(table);
  }

  private void routine(boolean isEntry) {
    int line = tokens.line();
    scope.open();
    List<Symbol> results =
        !isEntry && tokens.peek().is("(") ? declarations.parameters(scope) : List.of();
    String name = tokens.word();
    List<Symbol> parameters = tokens.peek().is("(") ? declarations.parameters(scope) : List.of();
    Optional<Integer> most = Optional.empty();
    Optional<Integer> exact = Optional.empty();
    while (!tokens.peek().is("{")) {
      if (!isEntry && tokens.accept(";")) {
        scope.close();
        return;
      } else if (tokens.accept(".maxntid")) {
        most = Optional.of(threads());
      } else if (tokens.accept(".reqntid")) {
        exact = Optional.of(threads());
      } else if (tokens.accept(".minnctapersm") || tokens.accept(".maxnreg")) {
        tokens.number();
      } else {
        throw tokens.unexpected();
      }
    }
    List<Statement> body = new ArrayList<>();
    block(body, new HashSet<>());
    scope.close();
    List<Symbol> shared = new ArrayList<>(scope.shared());
    scope.shared().retainAll(sharedOfModule);
    Routine routine =
        new Routine(name, isEntry, results, parameters, most, exact, shared, body, line);
    if (routines.putIfAbsent(name, routine) != null) {
      throw new Rejection(line, name + " is defined twice");
    }
  }

  private int threads() {
    int count = tokens.number();
    while (tokens.accept(",")) {
      if (tokens.number() != 1) {
        throw new Rejection(tokens.line(), "blocks have one dimension");
      }
    }
    return count;
  }

  /** A block in braces; recursion is as deep as the braces of the text, which hardly nests. */
  private void block(List<Statement> body, Set<String> labels) {
    tokens.expect("{");
    while (!tokens.accept("}")) {
      if (tokens.peek().is("{")) {
        scope.open();
        block(body, labels);
        scope.close();
      } else if (tokens.accept(".reg")) {
        declarations.registers(scope);
      } else if (tokens.accept(".shared")) {
        declarations.memory(Space.SHARED, scope);
      } else if (tokens.accept(".param")) {
        declarations.parameter(scope);
      } else if (tokens.accept(".pragma")) {
        tokens.sort(Token.Sort.STRING, "a text");
        tokens.expect(";");
      } else if (tokens.second().is(":")) {
        int line = tokens.line();
        String label = tokens.word();
        tokens.expect(":");
        if (!labels.add(label)) {
          throw new Rejection(line, label + " stands twice");
        }
        body.add(new Statement.Label(label, line));
      } else {
        body.add(instruction());
      }
    }
  }

  private Statement instruction() {
    int line = tokens.line();
    Optional<Statement.Guard> guard = Optional.empty();
    if (tokens.accept("@")) {
      boolean negated = tokens.accept("!");
      guard = Optional.of(new Statement.Guard(name(tokens.word()), negated));
    }
    String opcode = tokens.word();
    if (opcode.startsWith(".") || opcode.startsWith("%") || opcode.startsWith("$")) {
      throw new Rejection(line, "unexpected '" + opcode + "'");
    }
    List<Operand> operands = new ArrayList<>();
    while (!tokens.accept(";")) {
      if (!operands.isEmpty()) {
        tokens.expect(",");
      }
      operands.add(operand());
      if (tokens.line() != line && !tokens.peek().is(",") && !tokens.peek().is(";")) {
        throw new Rejection(line, "the instruction has no ';'");
      }
    }
    return new Statement.Instruction(guard, opcode, operands, line);
  }

  private Operand operand() {
    if (tokens.accept("[")) {
      Operand base = tokens.peek().sort() == Token.Sort.NUMBER ? number() : name(tokens.word());
      long offset = 0;
      if (tokens.accept("+")) {
        boolean negative = tokens.accept("-");
        offset = negative ? -(long) tokens.number() : tokens.number();
      }
      tokens.expect("]");
      return new Operand.Address(base, offset);
    }
    if (tokens.accept("{")) {
      return group("}");
    }
    if (tokens.accept("(")) {
      return group(")");
    }
    if (tokens.peek().is("-") || tokens.peek().sort() == Token.Sort.NUMBER) {
      return number();
    }
    Operand first = name(tokens.word());
    return tokens.accept("|") ? new Operand.Pair(first, name(tokens.word())) : first;
  }

  private Operand group(String end) {
    List<Operand> members = new ArrayList<>();
    while (!tokens.accept(end)) {
      if (!members.isEmpty()) {
        tokens.expect(",");
      }
      members.add(tokens.peek().sort() == Token.Sort.WORD ? name(tokens.word()) : number());
    }
    return new Operand.Group(members);
  }

  private Operand number() {
    String sign = tokens.accept("-") ? "-" : "";
    return new Operand.Number(sign + tokens.sort(Token.Sort.NUMBER, "a number"));
  }

  private Operand name(String text) {
    return scope
        .find(text)
        .<Operand>map(Operand.Variable::new)
        .orElseGet(() -> new Operand.Word(text));
  }
}

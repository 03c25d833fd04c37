package dev.jacobi.gpu.simulated;

import dev.jacobi.gpu.simulated.Statement.Instruction;
import dev.jacobi.gpu.simulated.Step.Guard;
import dev.jacobi.gpu.simulated.Symbol.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Loads and stores. */
final class MemoryDecoder {

  private static final Pattern OPCODE =
      Pattern.compile(
          "(?<act>ld|st)(?<space>[.]param|[.]global|[.]shared|[.]const)"
              + "(?<cache>[.]ca|[.]cg|[.]cs|[.]wb|[.]wt)?(?<constant>[.]nc)?"
              + "(?<vector>[.]v2|[.]v4)?(?<type>[.][busf](8|16|32|64))");

  private MemoryDecoder() {}

  static Step decode(Instruction instruction, Optional<Guard> guard, Frame frame) {
    int line = instruction.line();
    Matcher matcher = OPCODE.matcher(instruction.opcode());
    if (!matcher.matches() || !isSound(matcher)) {
      throw new Rejection(line, "unknown instruction " + instruction.opcode());
    }
    boolean isStore = matcher.group("act").equals("st");
    List<Operand> operands = Assembler.operands(instruction, 2);
    Operand place = operands.get(isStore ? 0 : 1);
    Operand value = operands.get(isStore ? 1 : 0);
    if (!(place instanceof Operand.Address address)) {
      throw new Rejection(line, place + " is no address");
    }
    String type = matcher.group("type");
    String vector = matcher.group("vector");
    List<Register> registers = registers(value, vector, type, isStore, frame, line);
    if (matcher.group("space").equals(".param")) {
      return parameter(address, registers.get(0), type, isStore, guard, frame, line);
    }
    Space space =
        switch (matcher.group("space")) {
          case ".global" -> Space.GLOBAL;
          case ".shared" -> Space.SHARED;
          default -> Space.CONSTANT;
        };
    int size = Integer.parseInt(type.substring(2)) / 8;
    if (size * registers.size() > 16) {
      throw new Rejection(line, "at most 16 bytes are loaded or stored at once");
    }
    boolean isReadOnly = matcher.group("constant") != null;
    Access.Form form = new Access.Form(space, type, size, isReadOnly, isStore);
    Register base = base(address, space, frame, line);
    return new Access(line, guard, form, registers, base, address.offset());
  }

  private static boolean isSound(Matcher matcher) {
    boolean isStore = matcher.group("act").equals("st");
    String space = matcher.group("space");
    String cache = matcher.group("cache");
    String type = matcher.group("type");
    boolean isGlobal = space.equals(".global");
    boolean cacheFits =
        cache == null
            || isGlobal && (cache.startsWith(".w") ? isStore : !isStore || !cache.equals(".ca"));
    boolean constantFits = matcher.group("constant") == null || isGlobal && !isStore;
    boolean spaceFits = !space.equals(".const") || !isStore;
    boolean vectorFits = matcher.group("vector") == null || !space.equals(".param");
    boolean typeFits = !type.equals(".f8") && !type.equals(".f16");
    return cacheFits && constantFits && spaceFits && vectorFits && typeFits;
  }

  private static List<Register> registers(
      Operand value, String vector, String type, boolean isStore, Frame frame, int line) {
    int count = vector == null ? 1 : vector.charAt(2) - '0';
    List<Operand> members =
        vector == null
            ? List.of(value)
            : value instanceof Operand.Group group ? group.members() : List.of();
    if (members.size() != count) {
      throw new Rejection(line, "needs " + count + " registers");
    }
    List<Register> registers = new ArrayList<>();
    for (Operand member : members) {
      Register register = isStore ? stored(member, type, frame, line) : frame.target(member, line);
      if (!fits(type, register.kind())) {
        throw new Rejection(
            line, register.name() + " is a register of kind " + register.kind() + ", not " + type);
      }
      if (!isStore && registers.contains(register)) {
        throw new Rejection(line, register.name() + " is loaded twice");
      }
      registers.add(register);
    }
    return registers;
  }

  private static Register stored(Operand operand, String type, Frame frame, int line) {
    return type.charAt(1) == 'b'
        ? frame.bits(operand, kind(type), line)
        : frame.source(operand, kind(type), line);
  }

  private static Kind kind(String type) {
    return Kind.of(type).orElse(Kind.B32);
  }

  /** Integers may go into wider registers; bits of 32 or 64 into floating-point registers. */
  private static boolean fits(String type, Kind kind) {
    int size = Integer.parseInt(type.substring(2)) / 8;
    return switch (kind) {
      case PREDICATE -> false;
      case F64 -> type.equals(".f64") || type.equals(".b64");
      case F32 -> type.equals(".f32") || type.equals(".b32");
      case B64, B32 -> type.charAt(1) != 'f' && size <= kind.bytes();
    };
  }

  private static Register base(Operand.Address address, Space space, Frame frame, int line) {
    if (address.base() instanceof Operand.Variable variable
        && variable.symbol().space() != Space.REGISTER) {
      if (variable.symbol().space() != space) {
        throw new Rejection(line, variable + " lies in other memory");
      }
      return frame.layout().address(variable.symbol(), Kind.B64, line);
    }
    Register base = frame.source(address.base(), Kind.B64, line);
    boolean fits = base.kind() == Kind.B64 || base.kind() == Kind.B32 && space != Space.GLOBAL;
    if (!fits) {
      throw new Rejection(line, base.name() + " cannot hold an address");
    }
    return base;
  }

  /** A parameter is a register that the launch or the call fills. */
  private static Step parameter(
      Operand.Address address,
      Register register,
      String type,
      boolean isStore,
      Optional<Guard> guard,
      Frame frame,
      int line) {
    if (!(address.base() instanceof Operand.Variable variable)
        || variable.symbol().space() != Space.PARAMETER
        || address.offset() != 0) {
      throw new Rejection(line, address + " is no parameter");
    }
    Register parameter = frame.register(variable.symbol());
    if (parameter.kind().bytes() != register.kind().bytes()
        || kind(type).bytes() != register.kind().bytes()) {
      throw new Rejection(line, parameter.name() + " and " + register.name() + " differ in size");
    }
    Register to = isStore ? parameter : register;
    Register from = isStore ? register : parameter;
    return new Compute(line, guard, BitOperations.move(to.kind(), from.kind()), to, List.of(from));
  }
}

package dev.jacobi.gpu.simulated;

import dev.jacobi.gpu.simulated.Statement.Instruction;
import dev.jacobi.gpu.simulated.Step.Guard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Instructions that compute from registers, and moves of everything that is no register. */
final class ComputeDecoder {

  private static final Set<String> SPECIALS =
      Set.of(
          "%tid.x",
          "%ntid.x",
          "%ctaid.x",
          "%ctaid.y",
          "%ctaid.z",
          "%nctaid.x",
          "%nctaid.y",
          "%nctaid.z",
          "%laneid");

  private ComputeDecoder() {}

  static List<Step> decode(Instruction instruction, Optional<Guard> guard, Frame frame) {
    int line = instruction.line();
    List<Operand> operands = instruction.operands();
    List<Operation> operations = Opcodes.of(instruction.opcode(), line);
    if (instruction.opcode().startsWith("mov.") && operands.size() == 2) {
      Operand from = operands.get(1);
      if (operands.get(0) instanceof Operand.Group || from instanceof Operand.Group) {
        return pack(instruction, guard, frame);
      }
      boolean isMemory =
          from instanceof Operand.Variable variable
              && variable.symbol().space() != Symbol.Space.REGISTER;
      if (from instanceof Operand.Word || isMemory) {
        return List.of(special(instruction, guard, frame));
      }
    }
    Operation operation = choose(instruction, operations, frame);
    if (operation.capability() > frame.layout().target()) {
      throw new Rejection(line, operation.opcode() + " needs .target sm_" + operation.capability());
    }
    List<Step> steps = new ArrayList<>();
    List<Register> sources = new ArrayList<>();
    for (int i = 0; i < operation.operands().size(); i++) {
      Kind kind = operation.operands().get(i);
      Operand operand = operands.get(i + 1);
      Register source =
          operation.opcode().matches(".*[.]b(32|64)")
              ? frame.bits(operand, kind, line)
              : frame.source(operand, kind, line);
      if (isBits(operation, source.kind(), kind)) {
        Register bits = frame.layout().allotment().register(kind, source.name());
        steps.add(move(line, guard, bits, source));
        source = bits;
      }
      sources.add(Frame.checked(source, kind, line));
    }
    Register target = frame.target(operands.get(0), line);
    if (isBits(operation, target.kind(), operation.result())) {
      Register bits = frame.layout().allotment().register(operation.result(), target.name());
      steps.add(new Compute(line, guard, operation.row(), bits, sources));
      steps.add(move(line, guard, target, bits));
    } else {
      Register to = Frame.checked(target, operation.result(), line);
      steps.add(new Compute(line, guard, operation.row(), to, sources));
    }
    return steps;
  }

  /** Whether a floating-point register stands where an instruction wants bits of its width. */
  private static boolean isBits(Operation operation, Kind actual, Kind wanted) {
    String opcode = operation.opcode();
    return actual == Kind.F64 && wanted == Kind.B64 && opcode.endsWith(".b64")
        || actual == Kind.F32 && wanted == Kind.B32 && opcode.endsWith(".b32");
  }

  /**
   * The form of an opcode that fits the registers, or the first, whose check then tells why not.
   */
  private static Operation choose(
      Instruction instruction, List<Operation> operations, Frame frame) {
    Operation first = operations.get(0);
    List<Operand> operands = Assembler.operands(instruction, first.operands().size() + 1);
    for (Operation operation : operations) {
      boolean fits = fits(operands.get(0), operation.result(), frame);
      for (int i = 0; i < operation.operands().size(); i++) {
        fits &= fits(operands.get(i + 1), operation.operands().get(i), frame);
      }
      if (fits) {
        return operation;
      }
    }
    return first;
  }

  private static boolean fits(Operand operand, Kind kind, Frame frame) {
    return operand instanceof Operand.Number
        || operand instanceof Operand.Variable variable
            && variable.symbol().space() == Symbol.Space.REGISTER
            && frame.register(variable.symbol()).kind() == kind;
  }

  private static Step special(Instruction instruction, Optional<Guard> guard, Frame frame) {
    int line = instruction.line();
    Register to = frame.target(instruction.operands().get(0), line);
    Operand from = instruction.operands().get(1);
    Kind kind = Kind.of(instruction.opcode().substring(3)).orElse(Kind.PREDICATE);
    Frame.checked(to, kind, line);
    Register source;
    if (from instanceof Operand.Variable variable) {
      if (kind != Kind.B64 && kind != Kind.B32) {
        throw new Rejection(line, to.name() + " cannot hold an address");
      }
      source = frame.layout().address(variable.symbol(), kind, line);
    } else if (SPECIALS.contains(from.toString())) {
      source = Frame.checked(frame.layout().allotment().special(from.toString()), kind, line);
    } else {
      throw new Rejection(line, from + " is not declared");
    }
    return new Compute(line, guard, BitOperations.move(kind, kind), to, List.of(source));
  }

  /** Two words as 64 bits, or 64 bits as two words. */
  private static List<Step> pack(Instruction instruction, Optional<Guard> guard, Frame frame) {
    int line = instruction.line();
    Operand to = instruction.operands().get(0);
    Operand from = instruction.operands().get(1);
    Operand group = to instanceof Operand.Group ? to : from;
    List<Operand> members = ((Operand.Group) group).members();
    boolean isWhole = to instanceof Operand.Group && from instanceof Operand.Group;
    if (!instruction.opcode().equals("mov.b64") || members.size() != 2 || isWhole) {
      throw new Rejection(line, "only mov.b64 packs and unpacks, two words");
    }
    Allotment allotment = frame.layout().allotment();
    Register bits = allotment.register(Kind.B64, "bits");
    List<Step> steps = new ArrayList<>();
    if (group == to) {
      Register source = frame.source(from, Kind.B64, line);
      steps.add(move(line, guard, bits, source));
      for (int i = 0; i < 2; i++) {
        Register half = frame.target(members.get(i), line);
        Register word = allotment.register(Kind.B32, "half");
        Row row = i == 0 ? BitOperations.LOW : BitOperations.HIGH;
        steps.add(new Compute(line, guard, row, word, List.of(bits)));
        steps.add(move(line, guard, half, word));
      }
    } else {
      List<Register> halves = new ArrayList<>();
      for (Operand member : members) {
        Register word = allotment.register(Kind.B32, "half");
        steps.add(move(line, guard, word, frame.source(member, Kind.B32, line)));
        halves.add(word);
      }
      steps.add(new Compute(line, guard, BitOperations.JOIN, bits, halves));
      steps.add(move(line, guard, frame.target(to, line), bits));
    }
    return steps;
  }

  private static Step move(int line, Optional<Guard> guard, Register to, Register from) {
    if (to.kind().bytes() != from.kind().bytes() || to.kind() == Kind.PREDICATE) {
      throw new Rejection(line, from.name() + " does not fit " + to.name());
    }
    Row row = BitOperations.move(to.kind(), from.kind());
    return new Compute(line, guard, row, to, List.of(from));
  }
}

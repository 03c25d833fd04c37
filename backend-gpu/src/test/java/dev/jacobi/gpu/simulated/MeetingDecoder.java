package dev.jacobi.gpu.simulated;

import dev.jacobi.gpu.simulated.Statement.Instruction;
import dev.jacobi.gpu.simulated.Step.Guard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Shuffles and votes. */
final class MeetingDecoder {

  private MeetingDecoder() {}

  static Step decode(Instruction instruction, Optional<Guard> guard, Frame frame) {
    return switch (instruction.opcode()) {
      case "shfl.sync.up.b32", "shfl.sync.down.b32", "shfl.sync.bfly.b32", "shfl.sync.idx.b32" ->
          shuffle(instruction, guard, frame);
      case "vote.sync.all.pred",
          "vote.sync.any.pred",
          "vote.sync.uni.pred",
          "vote.sync.ballot.b32" ->
          vote(instruction, guard, frame);
      default ->
          throw new Rejection(instruction.line(), "unknown instruction " + instruction.opcode());
    };
  }

  private static String mode(Instruction instruction) {
    return instruction.opcode().split("[.]")[2].toUpperCase(Locale.ROOT);
  }

  private static Step shuffle(Instruction instruction, Optional<Guard> guard, Frame frame) {
    int line = instruction.line();
    List<Operand> operands = Assembler.operands(instruction, 5);
    Operand result = operands.get(0);
    Optional<Register> found = Optional.empty();
    if (result instanceof Operand.Pair pair) {
      found = Optional.of(frame.target(pair.second(), Kind.PREDICATE, line));
      result = pair.first();
    }
    Register to = word(frame.target(result, line), line);
    List<Register> sources = new ArrayList<>();
    sources.add(word(frame.source(operands.get(1), Kind.B32, line), line));
    for (int i = 2; i < 5; i++) {
      sources.add(Frame.checked(frame.source(operands.get(i), Kind.B32, line), Kind.B32, line));
    }
    return new Shuffle(line, guard, Shuffle.Mode.valueOf(mode(instruction)), to, found, sources);
  }

  private static Register word(Register register, int line) {
    return register.kind() == Kind.F32 ? register : Frame.checked(register, Kind.B32, line);
  }

  private static Step vote(Instruction instruction, Optional<Guard> guard, Frame frame) {
    int line = instruction.line();
    List<Operand> operands = Assembler.operands(instruction, 3);
    Vote.Mode mode = Vote.Mode.valueOf(mode(instruction));
    Kind kind = mode == Vote.Mode.BALLOT ? Kind.B32 : Kind.PREDICATE;
    Register to = frame.target(operands.get(0), kind, line);
    Register predicate = frame.target(operands.get(1), Kind.PREDICATE, line);
    Register members = Frame.checked(frame.source(operands.get(2), Kind.B32, line), Kind.B32, line);
    return new Vote(line, guard, mode, to, List.of(predicate, members));
  }
}

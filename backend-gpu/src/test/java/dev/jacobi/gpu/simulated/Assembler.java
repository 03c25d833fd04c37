package dev.jacobi.gpu.simulated;

import dev.jacobi.gpu.simulated.Listing.Routine;
import dev.jacobi.gpu.simulated.Statement.Instruction;
import dev.jacobi.gpu.simulated.Step.Flow;
import dev.jacobi.gpu.simulated.Step.Guard;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes steps of an entry and of the functions that it calls; checks every operand of every
 * instruction.
 */
final class Assembler {

  private static final int MOST_STEPS = 1_000_000;

  private final Listing listing;
  private final Layout layout;
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, Callee> callees = new HashMap<>();
  private Optional<Register> current = Optional.empty();
  private boolean hasBarriers;

  /**
   * A function of which the steps are there; all calls share its registers, which no lane needs
   * twice since no function calls itself.
   *
   * @param start its first step
   * @param back for each lane the step to return to
   */
  private record Callee(Routine routine, Frame frame, int start, Register back) {}

  private Assembler(Listing listing, Map<Symbol, Long> constants) {
    this.listing = listing;
    this.layout = new Layout(constants, listing.target());
  }

  /** The code of an entry. */
  static Code assemble(Listing listing, Routine entry, Map<Symbol, Long> constants) {
    return new Assembler(listing, constants).entry(entry);
  }

  /** Checks a function that no entry need call. */
  static void check(Listing listing, Routine function, Map<Symbol, Long> constants) {
    Assembler assembler = new Assembler(listing, constants);
    assembler.functions(List.of(function));
  }

  private Code entry(Routine entry) {
    functions(called(entry));
    final int start = steps.size();
    Frame frame = new Frame(layout, "");
    List<Register> parameters = new ArrayList<>();
    for (Symbol parameter : entry.parameters()) {
      parameters.add(frame.register(parameter));
    }
    body(entry, frame);
    return new Code(
        entry.name(),
        steps.toArray(Step[]::new),
        start,
        layout.allotment(),
        parameters,
        layout.tables(),
        layout.sharedBytes(),
        hasBarriers,
        entry.mostThreads(),
        entry.exactThreads());
  }

  /** The functions that a routine calls. */
  private List<Routine> called(Routine routine) {
    List<Routine> called = new ArrayList<>();
    for (Statement statement : routine.body()) {
      if (statement instanceof Instruction instruction
          && instruction.opcode().matches("call([.]uni)?")) {
        Routine function = function(instruction);
        if (!called.contains(function)) {
          called.add(function);
        }
      }
    }
    return called;
  }

  /**
   * The steps of functions, and before them those of the functions that these call: a lane that is
   * called away stands lower than the lanes that are not, and so comes back before they go on.
   */
  private void functions(List<Routine> wanted) {
    Deque<Routine> open = new ArrayDeque<>(wanted);
    Set<String> opened = new HashSet<>();
    while (!open.isEmpty()) {
      Routine routine = open.element();
      if (callees.containsKey(routine.name())) {
        open.pop();
        continue;
      }
      List<Routine> missing =
          called(routine).stream().filter(f -> !callees.containsKey(f.name())).toList();
      if (missing.isEmpty()) {
        open.pop();
        Frame frame = new Frame(layout, routine.name() + " ");
        int start = steps.size();
        Register back = layout.allotment().register(Kind.B32, routine.name() + " returns");
        callees.put(routine.name(), new Callee(routine, frame, start, back));
        routine.parameters().forEach(frame::register);
        routine.results().forEach(frame::register);
        current = Optional.of(back);
        body(routine, frame);
        current = Optional.empty();
      } else if (opened.add(routine.name())) {
        missing.forEach(open::push);
      } else {
        throw new Rejection(routine.line(), routine.name() + " calls itself");
      }
    }
  }

  private void body(Routine routine, Frame frame) {
    boolean isEnded = false;
    for (Statement statement : routine.body()) {
      if (statement instanceof Statement.Label label) {
        frame.label(label.name(), steps.size());
        isEnded = false;
      } else if (statement instanceof Instruction instruction) {
        isEnded = isEnd(instruction);
        instruction(instruction, frame);
      }
    }
    if (!isEnded) {
      throw new Rejection(routine.line(), routine.name() + " may run past its end");
    }
    frame.aim();
  }

  private static boolean isEnd(Instruction instruction) {
    String opcode = instruction.opcode();
    return instruction.guard().isEmpty()
        && (opcode.equals("ret") || opcode.equals("exit") || opcode.startsWith("bra"));
  }

  private void add(Step step) {
    if (steps.size() == MOST_STEPS) {
      throw new Rejection(step.line(), "the entry is too long");
    }
    steps.add(step);
  }

  private void instruction(Instruction instruction, Frame frame) {
    int line = instruction.line();
    Optional<Guard> guard =
        instruction
            .guard()
            .map(g -> new Guard(frame.target(g.predicate(), Kind.PREDICATE, line), g.negated()));
    switch (instruction.opcode()) {
      case "bra", "bra.uni" -> branch(instruction, guard, frame);
      case "ret", "ret.uni" -> {
        operands(instruction, 0);
        add(
            current.isPresent()
                ? new Return(line, guard, current.get())
                : new Jump(line, Flow.EXIT, guard, false));
      }
      case "exit" -> {
        operands(instruction, 0);
        add(new Jump(line, Flow.EXIT, guard, false));
      }
      case "bar.sync" -> barrier(instruction, guard);
      case "call", "call.uni" -> call(instruction, guard, frame);
      default -> {
        boolean isMemory = instruction.opcode().matches("(ld|st)[.].*");
        boolean isMeeting = instruction.opcode().matches("(shfl|vote)[.].*");
        if (isMemory) {
          add(MemoryDecoder.decode(instruction, guard, frame));
        } else if (isMeeting) {
          add(MeetingDecoder.decode(instruction, guard, frame));
        } else {
          ComputeDecoder.decode(instruction, guard, frame).forEach(this::add);
        }
      }
    }
  }

  /** The operands, of which there must be some number. */
  static List<Operand> operands(Instruction instruction, int count) {
    if (instruction.operands().size() != count) {
      throw new Rejection(
          instruction.line(),
          instruction.opcode()
              + " has "
              + count
              + " operands, not "
              + instruction.operands().size());
    }
    return instruction.operands();
  }

  private void branch(Instruction instruction, Optional<Guard> guard, Frame frame) {
    Operand target = operands(instruction, 1).get(0);
    if (!(target instanceof Operand.Word word)) {
      throw new Rejection(instruction.line(), target + " is no label");
    }
    boolean isUniform = instruction.opcode().endsWith(".uni");
    Jump jump = new Jump(instruction.line(), Flow.BRANCH, guard, isUniform);
    frame.jump(jump, word.text());
    add(jump);
  }

  private void barrier(Instruction instruction, Optional<Guard> guard) {
    Operand number = operands(instruction, 1).get(0);
    if (!number.equals(new Operand.Number("0"))) {
      throw new Rejection(instruction.line(), "only barrier 0 is of use");
    }
    if (guard.isPresent()) {
      throw new Rejection(instruction.line(), "a barrier hangs on a predicate");
    }
    hasBarriers = true;
    add(new Jump(instruction.line(), Flow.BARRIER, guard, false));
  }

  /** The function that a call names. */
  private Routine function(Instruction call) {
    for (Operand operand : call.operands()) {
      if (operand instanceof Operand.Word name) {
        Routine routine = listing.routines().get(name.text());
        if (routine == null || routine.isEntry()) {
          throw new Rejection(call.line(), "there is no function " + name);
        }
        return routine;
      }
    }
    throw new Rejection(call.line(), "a call names a function");
  }

  private void call(Instruction instruction, Optional<Guard> guard, Frame frame) {
    int line = instruction.line();
    Routine routine = function(instruction);
    List<Operand> operands = instruction.operands();
    int at = operands.indexOf(new Operand.Word(routine.name()));
    List<Operand> results = at == 1 ? members(operands.get(0)) : List.of();
    List<Operand> arguments = operands.size() == at + 2 ? members(operands.get(at + 1)) : List.of();
    if (results.size() != routine.results().size()
        || arguments.size() != routine.parameters().size()
        || at > 1
        || operands.size() > at + 2) {
      throw new Rejection(
          line, "a call of " + routine.name() + " has too few or too many operands");
    }
    Optional<Jump> around = guard.map(g -> around(line, instruction, g));
    Callee callee = callees.get(routine.name());
    add(new Forget(line, callee.frame().own()));
    for (int i = 0; i < arguments.size(); i++) {
      Register to = callee.frame().register(routine.parameters().get(i));
      add(move(line, to, argument(arguments.get(i), to.kind(), frame, line)));
    }
    int next = steps.size() + 2;
    Register back = layout.allotment().constant(Kind.B32, next);
    add(move(line, callee.back(), back));
    Jump jump = new Jump(line, Flow.BRANCH, Optional.empty(), false);
    jump.aim(callee.start());
    add(jump);
    for (int i = 0; i < results.size(); i++) {
      Register from = callee.frame().register(routine.results().get(i));
      Register to = argument(results.get(i), from.kind(), frame, line);
      add(move(line, to, from));
    }
    around.ifPresent(j -> j.aim(steps.size()));
  }

  private Jump around(int line, Instruction instruction, Guard guard) {
    Guard opposite = new Guard(guard.predicate(), !guard.negated());
    boolean isUniform = instruction.opcode().endsWith(".uni");
    Jump jump = new Jump(line, Flow.BRANCH, Optional.of(opposite), isUniform);
    add(jump);
    return jump;
  }

  /** Registers and parameters of a call hold what is passed. */
  private static Register argument(Operand operand, Kind kind, Frame frame, int line) {
    boolean isParameter =
        operand instanceof Operand.Variable variable
            && variable.symbol().space() == Symbol.Space.PARAMETER;
    Register register =
        isParameter
            ? frame.register(((Operand.Variable) operand).symbol())
            : frame.source(operand, kind, line);
    return isParameter ? register : Frame.checked(register, kind, line);
  }

  private static List<Operand> members(Operand operand) {
    return operand instanceof Operand.Group group ? group.members() : List.of();
  }

  private static Step move(int line, Register to, Register from) {
    if (to.kind().bytes() != from.kind().bytes()) {
      throw new Rejection(line, from.name() + " does not fit " + to.name());
    }
    Row row = BitOperations.move(to.kind(), from.kind());
    return new Compute(line, Optional.empty(), row, to, List.of(from));
  }
}

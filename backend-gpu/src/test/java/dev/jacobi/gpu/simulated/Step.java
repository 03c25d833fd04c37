package dev.jacobi.gpu.simulated;

import java.util.Optional;

/** An instruction of an entry, ready to run. */
abstract class Step {

  /** How a step moves a warp on. */
  enum Flow {
    /** To the next step. */
    STRAIGHT,
    /** To another step, in the lanes in which it runs. */
    BRANCH,
    /** Back from a function. */
    RETURN,
    /** To nowhere. */
    EXIT,
    /** On when all threads of the block have come. */
    BARRIER,
    /** To the next step when all lanes that it names have come. */
    MEETING
  }

  private static final int[] NONE = new int[0];

  private final int line;
  private final Flow flow;
  private final int[] reads;
  private final int guard;
  private final int guardId;
  private final int flip;

  /** A step that reads registers; a guard comes first among them. */
  Step(int line, Flow flow, Optional<Guard> guard, Register... reads) {
    this.line = line;
    this.flow = flow;
    this.reads = reads.length == 0 ? NONE : new int[reads.length];
    for (int i = 0; i < reads.length; i++) {
      this.reads[i] = reads[i].id();
    }
    this.guard = guard.map(g -> g.predicate().at()).orElse(0);
    this.guardId = guard.map(g -> g.predicate().id()).orElse(-1);
    this.flip = guard.map(g -> g.negated() ? -1 : 0).orElse(0);
  }

  /** What a step hangs on. */
  record Guard(Register predicate, boolean negated) {}

  /** Does it in some lanes. */
  abstract void run(Warp warp, int lanes);

  int line() {
    return line;
  }

  Flow flow() {
    return flow;
  }

  boolean isGuarded() {
    return guardId >= 0;
  }

  /** The lanes of the active ones in which it runs; what it reads there must have been written. */
  final int lanes(Registers r, int active) {
    int lanes = active;
    if (guardId >= 0) {
      if ((active & ~r.written[guardId]) != 0) {
        throw new Violation("reads a predicate that was not written");
      }
      lanes &= r.predicates[guard] ^ flip;
    }
    int missing = 0;
    for (int id : reads) {
      missing |= ~r.written[id];
    }
    if ((missing & lanes) != 0) {
      throw new Violation(
          "reads a register that was not written: operand " + firstMissing(r, lanes));
    }
    return lanes;
  }

  private int firstMissing(Registers r, int lanes) {
    int at = 0;
    while ((lanes & ~r.written[reads[at]]) == 0) {
      at++;
    }
    return at + 1;
  }
}

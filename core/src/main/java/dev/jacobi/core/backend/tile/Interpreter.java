package dev.jacobi.core.backend.tile;

import dev.jacobi.core.primitive.Body;

/**
 * A body run without generating code: one prebuilt loop for each instruction or short chain of
 * them. Ready at once; the definition of what a body does to a tile.
 */
public final class Interpreter implements Code {

  private final Program program;

  private Interpreter(Program program) {
    this.program = program;
  }

  /** A body made ready, in time linear in its length. */
  public static Interpreter of(Body body) {
    return new Interpreter(Assembly.of(body));
  }

  @Override
  public void run(Object[] arrays, int[] offsets, int count, Object[] scratch) {
    int parameters = program.parameters();
    for (int i = 0; i < parameters; i++) {
      System.arraycopy(arrays[i], offsets[i], scratch[i], 0, count);
    }
    program.run(scratch, count);
    for (int i = 0; i < program.results().size(); i++) {
      int at = parameters + i;
      System.arraycopy(scratch[program.results().get(i)], 0, arrays[at], offsets[at], count);
    }
  }

  @Override
  public Object[] scratch() {
    return program.frame();
  }

  @Override
  public String description() {
    return "interpreter, " + program.steps().size() + " loops";
  }
}

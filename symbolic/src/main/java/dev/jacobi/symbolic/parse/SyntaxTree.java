package dev.jacobi.symbolic.parse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** Prints syntax trees for people: one part a line, its parts indented below it. */
public final class SyntaxTree {

  /** Parts deeper than this are not shown. */
  private static final int DEEPEST = 100;

  private record Branch(Syntax part, String role, int depth) {}

  private SyntaxTree() {}

  /**
   * The tree of a program, each line ended by a line break; what is more than 100 levels deep is
   * shown as {@code …}.
   */
  public static String dump(Program program) {
    return dump((Syntax) program);
  }

  /** The tree of a part of a program. */
  public static String dump(Syntax root) {
    StringBuilder text = new StringBuilder();
    Deque<Branch> open = new ArrayDeque<>();
    open.push(new Branch(root, "", 0));
    while (!open.isEmpty()) {
      Branch branch = open.pop();
      text.append("  ".repeat(branch.depth()))
          .append(branch.role().isEmpty() ? "" : branch.role() + ": ");
      if (branch.depth() == DEEPEST) {
        text.append("…\n");
        continue;
      }
      SyntaxPart part = SyntaxPart.of(branch.part());
      text.append(part.title()).append('\n');
      List<SyntaxPart.Child> children = new ArrayList<>(part.children());
      Collections.reverse(children);
      children.forEach(
          child -> open.push(new Branch(child.part(), child.role(), branch.depth() + 1)));
    }
    return text.toString();
  }
}

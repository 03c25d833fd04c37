package dev.jacobi.benchmarks.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A program of many statements, each a few operations on earlier values, as automatic tools write
 * them. Values stay within −1 and 1. The seed is fixed: the same size is the same program.
 */
public final class StraightLineProgram {

  /** The number of inputs, called v0, v1, …. */
  public static final int INPUTS = 20;

  /** How far back a statement reaches. */
  private static final int WINDOW = 60;

  /** The forms of statements, by what they are as text. */
  private enum Form {
    BLEND("0.5*%s + 0.5*%s*%s"),
    QUOTIENT("(%s + %s)/(2 + %s*%3$s)"),
    DIFFERENCE("0.5*(%s - %s)*(1 - 0.5*%s)"),
    SINE("sin(%s*%s + %s)");

    private final String text;

    Form(String text) {
      this.text = text;
    }
  }

  /** One statement: the form and the numbers of the values it uses. */
  private record Statement(Form form, int a, int b, int c) {}

  private final List<Statement> statements = new ArrayList<>();

  /** A program of so many statements. */
  public StraightLineProgram(int size) {
    Random random = new Random(7);
    for (int i = 0; i < size; i++) {
      Form form = Form.values()[random.nextInt(20) == 0 ? 3 : random.nextInt(3)];
      statements.add(new Statement(form, back(random, i), back(random, i), back(random, i)));
    }
  }

  private static int back(Random random, int statement) {
    int known = INPUTS + statement;
    return known - 1 - random.nextInt(Math.min(known, WINDOW));
  }

  /** The names of the inputs. */
  public static List<String> inputs() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < INPUTS; i++) {
      names.add("v" + i);
    }
    return names;
  }

  /** Where to evaluate it. */
  public static double[] point() {
    double[] point = new double[INPUTS];
    for (int i = 0; i < INPUTS; i++) {
      point[i] = (i * 7 % INPUTS - 9.5) / INPUTS;
    }
    return point;
  }

  /** As text. Its output is the sum of the last values, as many as a statement reaches back. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < statements.size(); i++) {
      text.append("v").append(INPUTS + i).append(" = ").append(expression(i, "v%d")).append('\n');
    }
    return text.append("out = ").append(sum("v%d")).append('\n').toString();
  }

  /** The values as Java, in methods of so many statements; its method {@code at} gives the sum. */
  public String java(String name, int chunk) {
    StringBuilder text = new StringBuilder("public final class " + name + " {\n");
    StringBuilder calls = new StringBuilder();
    for (int start = 0; start < statements.size(); start += chunk) {
      text.append("  static void m").append(start).append("(double[] v) {\n");
      for (int i = start; i < Math.min(start + chunk, statements.size()); i++) {
        String expression = expression(i, "v[%d]").replace("sin", "Math.sin");
        text.append("    v[" + (INPUTS + i) + "] = " + expression + ";\n");
      }
      text.append("  }\n");
      calls.append("    m").append(start).append("(v);\n");
    }
    return text
        + "  public static double at(double[] v) {\n"
        + calls
        + "    return "
        + sum("v[%d]")
        + ";\n  }\n}\n";
  }

  private String expression(int statement, String variable) {
    Statement s = statements.get(statement);
    return String.format(
        s.form().text, name(variable, s.a()), name(variable, s.b()), name(variable, s.c()));
  }

  private static String name(String variable, int number) {
    return variable.replace("%d", Integer.toString(number));
  }

  private String sum(String variable) {
    int last = INPUTS + statements.size();
    StringBuilder sum = new StringBuilder(name(variable, last - 1));
    for (int i = 2; i <= Math.min(WINDOW, last); i++) {
      sum.append(" + ").append(name(variable, last - i));
    }
    return sum.toString();
  }

  /** The number of values, inputs and statements. */
  public int values() {
    return INPUTS + statements.size();
  }

  /** Operation by operation on a Wengert list. */
  WengertList record() {
    WengertList list = new WengertList(INPUTS);
    int[] place = new int[values()];
    for (int i = 0; i < place.length; i++) {
      place[i] = i < INPUTS ? i : record(list, statements.get(i - INPUTS), place);
    }
    int sum = place[values() - 1];
    for (int i = 2; i <= Math.min(WINDOW, values()); i++) {
      sum = list.add(sum, place[values() - i]);
    }
    return list;
  }

  private static int record(WengertList list, Statement s, int[] place) {
    int a = place[s.a()];
    int b = place[s.b()];
    int c = place[s.c()];
    return switch (s.form()) {
      case BLEND -> list.add(list.scale(0.5, a), list.multiply(list.scale(0.5, b), c));
      case QUOTIENT -> list.divide(list.add(a, b), list.shift(2, list.multiply(c, c)));
      case DIFFERENCE -> {
        int difference = list.scale(0.5, list.add(a, list.scale(-1, b)));
        yield list.multiply(difference, list.shift(1, list.scale(-0.5, c)));
      }
      case SINE -> list.sin(list.add(list.multiply(a, b), c));
    };
  }
}

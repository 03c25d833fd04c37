package dev.jacobi.symbolic.print;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.TensorType;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes values of a graph as text of the language. What it writes reads back as the same value,
 * unless it was elided.
 *
 * <p>A value is written as one expression while that is short; beyond a limit, repeated parts
 * become statements in front: {@code t1 = sin(x*y); t1*exp(t1)}. Immutable.
 */
public final class Printer {

  /** The longest single expression, in characters, unless said otherwise. */
  public static final int DEFAULT_LIMIT = 2_000;

  /** ASCII. */
  public static final Printer TEXT =
      new Printer(Page.of(Style.TEXT), DEFAULT_LIMIT, Integer.MAX_VALUE);

  /** With mathematical signs. */
  public static final Printer UNICODE =
      new Printer(Page.of(Style.UNICODE), DEFAULT_LIMIT, Integer.MAX_VALUE);

  /** How many elements of a tensor an elided text shows. */
  private static final int SHOWN_ELEMENTS = 16;

  private final Page page;
  private final int limit;
  private final int greatest;

  private Printer(Page page, int limit, int greatest) {
    this.page = page;
    this.limit = limit;
    this.greatest = greatest;
  }

  /** The printer of a style. */
  public static Printer of(Style style) {
    return style == Style.TEXT ? TEXT : UNICODE;
  }

  /** The printer that goes over to statements when an expression has more characters. */
  public Printer limit(int characters) {
    return new Printer(page, characters, greatest);
  }

  /**
   * The printer for a reader who gives numbers and inputs of no declared element type the given one
   * instead of {@code f64}.
   */
  public Printer floating(DType dtype) {
    return new Printer(new Page(page.style(), dtype, page.shown()), limit, greatest);
  }

  /**
   * The printer for people: of a text with more characters it writes the beginning and how many
   * operations there are, and of a large tensor the first elements. Such a text does not read back.
   */
  public Printer elided(int characters) {
    Page part = new Page(page.style(), page.floating(), SHOWN_ELEMENTS);
    return new Printer(part, limit, characters);
  }

  /** The value as an expression, after the statements it needs; separated by {@code "; "}. */
  public String print(Node root) {
    Sheet single = Sheet.trial(page, Math.min(limit, greatest));
    single.write(root, Map.of());
    if (!single.isOver()) {
      return single.text();
    }
    List<Node> roots = List.of(root);
    Statements statements = statements(roots);
    Sheet sheet = Sheet.lasting(page, greatest);
    write(sheet, statements, "; ");
    sheet.write(root, statements.names());
    return finished(sheet, roots);
  }

  /**
   * A whole program, a statement a line: declarations of the inputs, named parts where the
   * expressions would be long, and the outputs in order.
   */
  public String program(Map<String, Node> outputs) {
    Collection<Node> roots = outputs.values();
    Sheet sheet = Sheet.lasting(page, greatest);
    if (roots.isEmpty()) {
      return "";
    }
    Node any = roots.iterator().next();
    any.graph().inputs().forEach((name, node) -> sheet.write(declaration(name, node) + "\n"));
    Statements statements = isShort(roots) ? Statements.NONE : statements(roots);
    write(sheet, statements, "\n");
    outputs.forEach(
        (name, node) -> {
          sheet.write(name + " = ");
          reference(sheet, node, statements);
          sheet.write("\n");
        });
    return finished(sheet, roots);
  }

  private static void reference(Sheet sheet, Node node, Statements statements) {
    String name = statements.names().get(node);
    if (name == null) {
      sheet.write(node, statements.names());
    } else {
      sheet.write(name);
    }
  }

  private boolean isShort(Collection<Node> roots) {
    Sheet single = Sheet.trial(page, Math.min(limit, greatest));
    for (Node root : roots) {
      single.write(root, Map.of());
    }
    return !single.isOver();
  }

  private String declaration(String name, Node input) {
    TensorType type = ((Op.Input) input.op()).type();
    return type.equals(TensorType.scalar(page.floating()))
        ? "input " + name
        : "input " + name + ": " + type;
  }

  private Statements statements(Collection<Node> roots) {
    int longest = Math.max(limit / 2, 1);
    return Statements.of(roots, node -> Phrasing.of(node, page, Phrase.Typing.DEFAULT), longest);
  }

  private static void write(Sheet sheet, Statements statements, String separator) {
    for (Node node : statements.nodes()) {
      if (sheet.isOver()) {
        return;
      }
      sheet.write(statements.names().get(node) + " = ");
      sheet.write(node, statements.names());
      sheet.write(separator);
    }
  }

  private String finished(Sheet sheet, Collection<Node> roots) {
    String text = sheet.text();
    if (!sheet.isOver()) {
      return text;
    }
    int end = Math.min(text.length(), greatest);
    int cut = end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    long operations = OperationCount.of(roots);
    return text.substring(0, cut) + String.format(Locale.ROOT, "… (%,d operations)", operations);
  }
}

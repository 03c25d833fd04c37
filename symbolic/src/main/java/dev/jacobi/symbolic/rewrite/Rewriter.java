package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Applies rules to a graph, operands before results, until none fits. Each value is rewritten once;
 * equal values share the result. The graph only grows: the nodes simplified stay as they are.
 *
 * <p>A rewriter serves one thread and remembers what it did; make one for each piece of work.
 */
public final class Rewriter {

  private final RuleSet rules;
  private final Trace trace = new Trace();
  private final Facts facts = new Facts();
  private final Unreal unreal = new Unreal();
  private final List<Node> definite = new ArrayList<>();

  /** The rules of the catalogue, read once: they are immutable. */
  private static final class Known {
    static final RuleSet EXACT = new RuleSet(Catalogue.exact());
    static final RuleSet REAL = new RuleSet(Catalogue.real());
  }

  /** A rewriter with rules of one's own, tried in order. */
  public Rewriter(List<Rule> rules) {
    this(new RuleSet(rules));
  }

  private Rewriter(RuleSet rules) {
    this.rules = rules;
  }

  /** Only equations that keep every bit: what may be done before a value is computed. */
  public static Rewriter exact() {
    return new Rewriter(Known.EXACT);
  }

  /** All equations, also those that hold for reals only: what makes a derivative readable. */
  public static Rewriter real() {
    return new Rewriter(Known.REAL);
  }

  /**
   * Takes it that the values are defined wherever the result matters, as those are that a
   * derivative was taken of. With {@code x*log(x)} defined, {@code x} is positive and {@code x/x}
   * is 1.
   */
  public Rewriter assuming(Collection<Node> defined) {
    definite.addAll(defined);
    return this;
  }

  /** The simplified values, in the order of the roots. */
  public List<Node> simplify(Graph graph, List<Node> roots) {
    if (!definite.isEmpty()) {
      List<Node> values = List.copyOf(definite);
      definite.clear();
      Work quiet = new Work(rules, graph.live(values), new Trace());
      values.forEach(quiet::simplify);
      facts.assumeDefined(values, quiet.normal);
    }
    Work work = new Work(rules, graph.live(roots), trace);
    List<Node> images = new ArrayList<>(roots.size());
    roots.forEach(root -> images.add(work.simplify(root)));
    return images;
  }

  /** The simplified value of one root. */
  public Node simplify(Graph graph, Node root) {
    return simplify(graph, List.of(root)).get(0);
  }

  /** Which rule fired where, since this rewriter was made. */
  public Trace trace() {
    return trace;
  }

  /**
   * Whether some value met was infinite or NaN whatever the inputs are, so that equations for reals
   * were kept from it.
   */
  public boolean metUnreal() {
    return unreal.isMet();
  }

  /** One pass over a graph with one set of rules. */
  private final class Work {

    private final Deque<Node> open = new ArrayDeque<>();
    private final NodeMap normal;
    private final NodeMap next;
    private final Set<Node> entered = new HashSet<>();
    private final long limit;
    private final RuleSet rules;
    private final Trace trace;
    private final int before;

    Work(RuleSet rules, boolean[] live, Trace trace) {
      this.rules = rules;
      this.trace = trace;
      this.normal = new NodeMap(live.length);
      this.next = new NodeMap(live.length);
      this.before = trace.steps().size();
      long count = 0;
      for (boolean alive : live) {
        count += alive ? 1 : 0;
      }
      limit = 1000 + 100 * count;
    }

    /**
     * Follows each value from rewrite to rewrite, with a list of open ones instead of recursion.
     */
    Node simplify(Node root) {
      Deque<Node> pending = open;
      pending.push(root);
      while (!pending.isEmpty()) {
        Node node = pending.peek();
        if (normal.get(node) != null) {
          pending.pop();
          continue;
        }
        Node target = next.get(node);
        if (target == null) {
          if (pushOperands(node, pending)) {
            continue;
          }
          target = step(node);
          if (target == node) {
            normal.put(node, node);
            continue;
          }
          next.put(node, target);
        }
        Node result = normal.get(target);
        if (result == null) {
          enter(target, pending);
        } else {
          normal.put(node, result);
        }
      }
      return normal.getOrDefault(root, root);
    }

    private boolean pushOperands(Node node, Deque<Node> pending) {
      int size = pending.size();
      for (int i = node.operands().size() - 1; i >= 0; i--) {
        if (normal.get(node.operand(i)) == null) {
          pending.push(node.operand(i));
        }
      }
      return pending.size() > size;
    }

    /**
     * Goes on with what a value was rewritten to. Rules that turn in circles are a mistake in the
     * catalogue: with assertions on it is reported, else the value stays as far as it came, which
     * is right in any case.
     */
    private void enter(Node target, Deque<Node> pending) {
      boolean ends = entered.add(target) && trace.steps().size() - before <= limit;
      assert ends : endless(target);
      if (ends) {
        pending.push(target);
      } else {
        normal.put(target, target);
      }
    }

    private String endless(Node target) {
      List<Trace.Step> steps = trace.steps();
      List<Trace.Step> last = steps.subList(Math.max(0, steps.size() - 12), steps.size());
      return "rewriting does not end; last steps: " + last + " at " + target;
    }

    private Node overSimplified(Node node) {
      boolean same = true;
      Node[] operands = new Node[node.operands().size()];
      for (int i = 0; i < operands.length; i++) {
        Node operand = node.operand(i);
        operands[i] = normal.getOrDefault(operand, operand);
        same &= operands[i] == operand;
      }
      return same ? node : node.graph().apply(node.op(), List.of(operands));
    }

    /** The value over simplified operands, or what the first rule that fits makes of it. */
    private Node step(Node node) {
      Node rebuilt = overSimplified(node);
      if (rebuilt != node) {
        return rebuilt;
      }
      boolean isUnreal = unreal.concerns(node);
      for (Rule rule : rules.of(node.op())) {
        boolean holds = !isUnreal || rule.validity() == Validity.EXACT;
        Optional<Node> result = holds ? rule.apply(node, facts) : Optional.empty();
        if (result.isPresent()) {
          trace.add(rule, node, result.get());
          return result.get();
        }
      }
      return node;
    }
  }
}

package dev.jacobi.gpu.ptx;

import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.primitive.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The results that a kernel reduces to, and how partial ones become whole: always pairs of
 * neighbours in a binary tree over blocks, in which what is missing is the identity.
 */
final class Folds {

  private final Listing code;
  private final List<Combination> results;

  Folds(Listing code, List<Combination> results) {
    this.code = code;
    this.results = results;
  }

  int count() {
    return results.size();
  }

  Combination result(int i) {
    return results.get(i);
  }

  /** Lanes that begin with the identity, by result; only sums need more than one. */
  List<List<String>> lanes(int count) {
    List<List<String>> lanes = new ArrayList<>();
    for (Combination result : results) {
      List<String> own = new ArrayList<>();
      for (int lane = 0; lane < (result.reduction() == Reduction.SUM ? count : 1); lane++) {
        own.add(code.result(code.register(result.register()), result.move(), result.identity()));
      }
      lanes.add(own);
    }
    return lanes;
  }

  /** Takes the values of one element into a lane. */
  void take(List<List<String>> lanes, int lane, List<String> values) {
    for (int i = 0; i < results.size(); i++) {
      String own = lanes.get(i).get(lane % lanes.get(i).size());
      results.get(i).write(code, own, own, partial(i, values.get(i)));
    }
  }

  /** Takes the values of one element into the lane with a number that the threads know. */
  void takeAt(List<List<String>> lanes, String lane, List<String> values) {
    List<String> partials = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      partials.add(partial(i, values.get(i)));
      if (lanes.get(i).size() == 1) {
        String own = lanes.get(i).get(0);
        results.get(i).write(code, own, own, partials.get(i));
      }
    }
    int count = lanes.stream().mapToInt(List::size).reduce(1, Math::max);
    for (int k = 0; k < count; k++) {
      String here = code.test("setp.eq.u32", lane, k);
      for (int i = 0; i < results.size(); i++) {
        if (lanes.get(i).size() > 1) {
          results.get(i).addIf(code, here, lanes.get(i).get(k), partials.get(i));
        }
      }
    }
  }

  /** A value of a result as its reduction has it: truth values are numbers. */
  private String partial(int result, String value) {
    return results.get(result).lane() == Lane.TRUTH ? code.b32("selp.b32", 1, 0, value) : value;
  }

  /** Joins the lanes of each result, neighbours first. */
  List<String> joined(List<List<String>> lanes) {
    List<String> joined = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      List<String> own = lanes.get(i);
      for (int count = own.size(); count > 1; count /= 2) {
        for (int k = 0; k < count / 2; k++) {
          results.get(i).write(code, own.get(k), own.get(2 * k), own.get(2 * k + 1));
        }
      }
      joined.add(own.get(0));
    }
    return joined;
  }

  /** Joins the values of threads whose numbers differ in bits from one on and below another. */
  void exchange(List<String> values, int from, int below) {
    for (int bit = from; bit < below; bit *= 2) {
      for (int i = 0; i < results.size(); i++) {
        String other = results.get(i).exchanged(code, values.get(i), bit);
        results.get(i).write(code, values.get(i), values.get(i), other);
      }
    }
  }

  /**
   * Joins 2ᵈᵉᵖᵗʰ partial results that one thread makes one after the other, with one waiting at
   * each level of the tree.
   *
   * @param leaf writes the partial result with a number, given in a register or as 0
   */
  List<String> tree(int depth, Function<String, List<String>> leaf) {
    if (depth == 0) {
      return leaf.apply("0");
    }
    String number = code.b32("mov.b32", 0);
    String next = code.label("leaf");
    String counted = code.label("counted");
    String done = code.label("tree");
    code.place(next);
    List<String> value = leaf.apply(number);
    List<List<String>> waiting = new ArrayList<>();
    List<String> waits = new ArrayList<>();
    for (int level = 0; level < depth; level++) {
      waits.add(code.label("level"));
      waiting.add(registers());
      String bit = code.b32("and.b32", number, 1 << level);
      code.jumpIf(code.test("setp.eq.u32", bit, 0), waits.get(level));
      for (int i = 0; i < results.size(); i++) {
        results.get(i).write(code, value.get(i), waiting.get(level).get(i), value.get(i));
      }
    }
    code.jump(done);
    for (int level = depth - 1; level >= 0; level--) {
      code.place(waits.get(level));
      for (int i = 0; i < results.size(); i++) {
        code.add(results.get(i).move(), waiting.get(level).get(i), value.get(i));
      }
      if (level > 0) {
        code.jump(counted);
      }
    }
    code.place(counted);
    code.add("add.u32", number, number, 1);
    code.jump(next);
    code.place(done);
    return value;
  }

  private List<String> registers() {
    return results.stream().map(result -> code.register(result.register())).toList();
  }

  /**
   * Joins the values of threads that are some numbers apart, through shared memory. All threads of
   * the block must come by; afterwards those with the lowest numbers have the result.
   *
   * @param stride how far apart
   * @param count how many are joined; a power of two
   * @param threads how many threads a block has
   */
  void share(List<String> values, String thread, int stride, int count, int threads) {
    if (count == 1) {
      return;
    }
    List<String> places = new ArrayList<>();
    for (Combination result : results) {
      int bytes = bytes(result);
      String room = code.b32("mov.u32", code.shared(threads * bytes));
      places.add(code.b32("mad.lo.u32", thread, bytes, room));
    }
    put(values, places);
    for (int step = 1; step < count; step *= 2) {
      code.add("bar.sync", 0);
      String past = code.label("joined");
      String bits = code.b32("and.b32", thread, (2 * step - 1) * stride);
      code.jumpIf(code.test("setp.ne.u32", bits, 0), past);
      for (int i = 0; i < results.size(); i++) {
        String from = "[" + places.get(i) + "+" + step * stride * bytes(results.get(i)) + "]";
        String other =
            code.result(code.register(results.get(i).register()), "ld.shared." + type(i), from);
        results.get(i).write(code, values.get(i), values.get(i), other);
      }
      if (2 * step < count) {
        put(values, places);
      }
      code.place(past);
    }
  }

  private void put(List<String> values, List<String> places) {
    for (int i = 0; i < results.size(); i++) {
      code.add("st.shared." + type(i), "[" + places.get(i) + "]", values.get(i));
    }
  }

  private String type(int result) {
    return switch (results.get(result).lane()) {
      case F64 -> "f64";
      case F32 -> "f32";
      case TRUTH -> "u32";
      case I64 -> "u64";
    };
  }

  private static int bytes(Combination result) {
    return result.lane() == Lane.F64 || result.lane() == Lane.I64 ? 8 : 4;
  }

  /** Loads a partial result that another kernel left. */
  void load(String to, int result, Argument from, String place) {
    Combination own = results.get(result);
    String address = Elements.address(code, own.lane(), code.address(from), place);
    String loaded = Elements.load(code, own.lane(), address, 0);
    if (own.lane() == Lane.TRUTH) {
      code.add("selp.b32", to, 1, 0, loaded);
    } else {
      code.add(own.move(), to, loaded);
    }
  }

  /** Stores a result of each. */
  void store(List<Argument> to, String place, List<String> values) {
    for (int i = 0; i < results.size(); i++) {
      Lane lane = results.get(i).lane();
      String value = values.get(i);
      if (lane == Lane.TRUTH) {
        value = code.test("setp.ne.u32", value, 0);
      }
      String address = Elements.address(code, lane, code.address(to.get(i)), place);
      Elements.store(code, lane, address, 0, List.of(value));
    }
  }

  /** The names of the reductions, each once. */
  static String names(List<Combination> results) {
    return String.join(
        "_", results.stream().map(result -> result.reduction().text()).distinct().toList());
  }
}

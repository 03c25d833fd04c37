package dev.jacobi.benchmarks.tensor;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Case;
import dev.jacobi.benchmarks.Peer;
import dev.jacobi.benchmarks.Routine;
import dev.jacobi.benchmarks.scalar.Call;
import dev.jacobi.core.backend.Bound;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The prices of many calls with their five partial derivatives. */
@Case(
    value = "black-scholes",
    work = "prices of so many European calls, each with its five partial derivatives, f64",
    tiny = "7")
@State(Scope.Benchmark)
public class BlackScholesBatch {

  /** The number of calls. */
  @Param({"4096", "1000000"})
  public int size;

  private Calls calls = new Calls(0);
  private double[] results = {};
  private final List<double[]> outputs = new ArrayList<>();
  private Bound jacobi = () -> {};

  /** Many calls, from one seed. */
  public static final class Calls {

    /** Share, strike, interest, volatility and years of each. */
    public final double[][] inputs;

    /** So many. */
    public Calls(int size) {
      inputs =
          new double[][] {
            Samples.uniform(1, size, 80, 120),
            Samples.uniform(2, size, 80, 120),
            Samples.uniform(3, size, 0.01, 0.06),
            Samples.uniform(4, size, 0.1, 0.5),
            Samples.uniform(5, size, 0.25, 2)
          };
    }

    /** The number of calls. */
    public int size() {
      return inputs[0].length;
    }

    /** Prices, then the derivatives by each input, as a loop. */
    public void evaluate(double[] results) {
      int n = size();
      double[] share = inputs[0];
      double[] strike = inputs[1];
      double[] rate = inputs[2];
      double[] volatility = inputs[3];
      double[] years = inputs[4];
      for (int i = 0; i < n; i++) {
        results[i] =
            Call.price(share[i], strike[i], rate[i], volatility[i], years[i], results, n + i, n);
      }
    }

    /** What {@link #evaluate} finds, in a new array. */
    public double[] expected() {
      double[] results = new double[6 * size()];
      evaluate(results);
      return results;
    }
  }

  /** Compiles, and compares with the closed form. */
  @Setup
  public void prepare() {
    calls = new Calls(size);
    results = new double[6 * size];
    jacobi = compile();
    jacobi.run();
    double[] expected = calls.expected();
    for (int i = 0; i < outputs.size(); i++) {
      double[] part = Arrays.copyOfRange(expected, i * size, (i + 1) * size);
      Agreement.check("output " + i, part, outputs.get(i));
    }
  }

  private Bound compile() {
    StringBuilder program = new StringBuilder(Call.PROGRAM).append("total = sum(call)\n");
    Map<String, TensorType> types = new LinkedHashMap<>();
    Map<String, Object> arrays = new LinkedHashMap<>();
    List<String> results = new ArrayList<>(List.of("call"));
    for (int i = 0; i < Call.NAMES.size(); i++) {
      String name = Call.NAMES.get(i);
      program.append("by_" + name + " = grad(total, " + name + ")\n");
      types.put(name, new TensorType(DType.F64, Shape.of(size)));
      arrays.put(name, calls.inputs[i]);
      results.add("by_" + name);
    }
    for (String result : results) {
      outputs.add(new double[size]);
      arrays.put(result, outputs.get(outputs.size() - 1));
    }
    return Routine.of(program.toString(), DType.F64, types, results).bind(arrays);
  }

  /** By Jacobi. */
  @Benchmark
  public List<double[]> jacobi() {
    jacobi.run();
    return outputs;
  }

  /** In closed form, call by call. */
  @Benchmark
  @Peer("handwritten Java, a loop over the closed form")
  public double[] handwritten() {
    calls.evaluate(results);
    return results;
  }
}

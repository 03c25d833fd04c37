package dev.jacobi.gpu.ptx;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.gpu.driver.Driver;
import dev.jacobi.gpu.ptx.ProductCase.Arrangement;
import dev.jacobi.gpu.ptx.ProductCase.Elements;
import dev.jacobi.gpu.simulated.SimulatedDriver;
import dev.jacobi.testkit.Scenario;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Kernels that faults are planted in, with the judgement of what they compute. */
enum FaultSubject {
  /** Each element by itself, of a broadcast and a dense operand. */
  MAP {
    @Override
    void judge(UnaryOperator<String> fault) {
      Graph graph = new Graph();
      Tensor x = random(70, 5);
      Tensor y = random(5);
      Node a = graph.input("x", x.type());
      Node b = graph.input("y", y.type());
      Node larger = graph.map(ScalarOp.GT, a, b);
      Node value = graph.where(larger, graph.minus(a, graph.times(a, b)), graph.div(a, b));
      compare(graph, value, Map.of("x", x, "y", y), fault);
    }
  },
  /** Sums and largest elements of rows. */
  ROWS {
    @Override
    void judge(UnaryOperator<String> fault) {
      Graph graph = new Graph();
      Tensor x = random(3, 700);
      Node a = graph.input("x", x.type());
      compare(
          graph,
          graph.reduce(Reduction.SUM, graph.times(a, a), List.of(1), false),
          Map.of("x", x),
          fault);
    }
  },
  /** Sums of columns. */
  COLUMNS {
    @Override
    void judge(UnaryOperator<String> fault) {
      Graph graph = new Graph();
      Tensor x = random(70, 41);
      Node a = graph.input("x", x.type());
      compare(
          graph,
          graph.reduce(Reduction.SUM, graph.times(a, a), List.of(0), false),
          Map.of("x", x),
          fault);
    }
  },
  /** The sum of everything, in two passes. */
  EVERYTHING {
    @Override
    void judge(UnaryOperator<String> fault) {
      Graph graph = new Graph();
      Tensor x = random(9000);
      Node a = graph.input("x", x.type());
      compare(graph, graph.sum(graph.times(a, a)), Map.of("x", x), fault);
    }
  },
  /** Sums by place, some of nothing. */
  PLACES {
    @Override
    void judge(UnaryOperator<String> fault) {
      Graph graph = new Graph();
      Tensor x = random(2, 77, 3);
      long[] positions = new long[77];
      for (int i = 0; i < positions.length; i++) {
        positions[i] = (long) i * i % 19;
      }
      Tensor places = Tensor.integers(positions);
      Node a = graph.input("x", x.type());
      Node at = graph.input("at", places.type());
      Node sums = graph.apply(new Op.ScatterAdd(1, Dim.of(19)), List.of(a, at));
      compare(graph, sums, Map.of("x", x, "at", places), fault);
    }
  },
  /** A product by blocks, read along the terms and across, with edges everywhere. */
  BLOCKS {
    @Override
    void judge(UnaryOperator<String> fault) {
      for (Arrangement right : List.of(Arrangement.DENSE, Arrangement.TRANSPOSED)) {
        for (Elements elements : Elements.values()) {
          Shape3 shape = new Shape3(68, 44, 72);
          compare(
              shape,
              Arrangement.DENSE,
              right,
              elements,
              ProductTile.blocks(DType.F64).get(1),
              fault);
        }
      }
    }
  },
  /** A product of few columns, with threads that only load. */
  THIN {
    @Override
    void judge(UnaryOperator<String> fault) {
      for (Elements elements : Elements.values()) {
        Shape3 shape = new Shape3(35, 147, 3);
        ProductTile tile = ProductTile.thin(DType.F64).get(3);
        compare(shape, Arrangement.DENSE, Arrangement.DENSE, elements, tile, fault);
      }
    }
  },
  /** Many small products. */
  SMALL {
    @Override
    void judge(UnaryOperator<String> fault) {
      for (Elements elements : Elements.values()) {
        ProductCase question =
            ProductCase.of(
                DType.F64,
                new ProductCase.Shape(
                    90, 2, 19, 3, Arrangement.DENSE, Arrangement.DENSE, Arrangement.TRANSPOSED),
                elements);
        compare(question, ProductKernels.emit(question.product(), Target.SM_75), fault);
      }
    }
  };

  /** The sizes of a product. */
  record Shape3(int m, int k, int n) {}

  /**
   * Runs the kernels after a change of their text.
   *
   * @throws AssertionError if the device or the comparison of bits notices
   * @throws dev.jacobi.gpu.driver.DriverFailure if the text is refused
   */
  abstract void judge(UnaryOperator<String> fault);

  private static Tensor random(int... sizes) {
    int count = 1;
    long[] extents = new long[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      count *= sizes[i];
      extents[i] = sizes[i];
    }
    SplittableRandom random = new SplittableRandom(count);
    double[] elements = new double[count];
    for (int i = 0; i < count; i++) {
      elements[i] = Elements.MIXED.next(random, 0);
    }
    return Tensor.wrap(Shape.of(extents), elements);
  }

  private static void compare(
      Graph graph, Node value, Map<String, Tensor> inputs, UnaryOperator<String> fault) {
    Graph whole = graph.extract(Map.of("out", value));
    Scenario scenario = new Scenario("planted", whole, inputs);
    try (DeviceRun device = new DeviceRun(changed(new SimulatedDriver(), fault))) {
      scenario.compare("changed kernels", device.run(scenario, Target.SM_75));
    }
  }

  /** A driver that loads other text than it is given. */
  private static Driver changed(Driver driver, UnaryOperator<String> fault) {
    return (Driver)
        Proxy.newProxyInstance(
            Driver.class.getClassLoader(),
            new Class<?>[] {Driver.class},
            (proxy, method, arguments) -> {
              Object[] given = arguments == null ? new Object[0] : arguments.clone();
              if (method.getName().equals("load")) {
                given[0] = fault.apply((String) given[0]);
              }
              try {
                return method.invoke(driver, given);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static void compare(
      Shape3 shape,
      Arrangement left,
      Arrangement right,
      Elements elements,
      ProductTile tile,
      UnaryOperator<String> fault) {
    ProductCase question =
        ProductCase.of(
            DType.F64,
            ProductCase.Shape.of(shape.m(), shape.k(), shape.n(), left, right),
            elements);
    Launch launch =
        TiledProduct.launch(
            DType.F64,
            tile,
            new ProductPanel(question.product().left(), 1),
            new ProductPanel(question.product().right(), 2),
            question.product().result(),
            Target.SM_75);
    compare(question, new Emission(List.of(launch), List.of()), fault);
  }

  private static void compare(
      ProductCase question, Emission emission, UnaryOperator<String> fault) {
    List<Launch> launches =
        emission.launches().stream()
            .map(
                launch ->
                    new Launch(
                        new Kernel(launch.kernel().name(), fault.apply(launch.kernel().text())),
                        launch.blocks(),
                        launch.threads(),
                        launch.arguments()))
            .toList();
    question.assertSameBits(new Emission(launches, emission.scratch()));
  }
}

package dev.jacobi.testkit;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.backend.tile.Interpretation;
import dev.jacobi.core.backend.tile.TileExecutable;
import dev.jacobi.core.graph.Graph;
import java.util.List;

/** Lowered programs, run by the interpreter that defines them, give what the graph's does. */
class KernelContractTest extends BackendContract {

  @Override
  protected Backend backend() {
    return new Backend() {
      @Override
      public String name() {
        return "kernel";
      }

      @Override
      public int priority() {
        return -1;
      }

      @Override
      public List<String> capabilities() {
        return List.of("kernel interpreter");
      }

      @Override
      public Executable compile(Graph graph) {
        return TileExecutable.of(graph, new Interpretation());
      }
    };
  }
}

package dev.jacobi.core.backend.tile;

import dev.jacobi.core.definition.Evaluation;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.kernel.Buffer;
import dev.jacobi.core.kernel.Loop;
import dev.jacobi.core.kernel.Program;
import dev.jacobi.core.lower.Lowering;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the catalogue on no more elements than a tile holds: operands are brought into
 * tiles, and the code runs once. Serves any number of threads; the room of the last call is kept
 * for the next.
 */
final class Brief {

  private final Code code;

  /** By parameter of the code: which operand it is. */
  private final int[] operands;

  /** Of the parameters, then the result. */
  private final List<Lane> lanes;

  private final AtomicReference<@Nullable Room> spare = new AtomicReference<>();

  /** What one call at a time needs. */
  private static final class Room {
    final Object[] tiles;
    final int[] offsets;
    final Object[] scratch;

    Room(Object[] tiles, Object[] scratch) {
      this.tiles = tiles;
      this.offsets = new int[tiles.length];
      this.scratch = scratch;
    }
  }

  private Brief(Code code, int[] operands, List<Lane> lanes) {
    this.code = code;
    this.operands = operands;
    this.lanes = lanes;
  }

  /** An operation on floats or truth values that has code. */
  static Brief of(ScalarOp op, DType dtype, Machine machine) {
    Graph graph = new Graph();
    Shape shape = Shape.of(Code.TILE);
    List<Node> operands = new ArrayList<>();
    for (int i = 0; i < op.arity(); i++) {
      boolean condition = op == ScalarOp.WHERE && i == 0;
      operands.add(
          graph.input(Integer.toString(i), new TensorType(condition ? DType.BOOL : dtype, shape)));
    }
    Program program =
        Lowering.lower(graph.extract(Map.of("", graph.apply(Op.Map.of(op), operands))));
    if (program.steps().size() != 1 || !(program.steps().get(0) instanceof Loop loop)) {
      throw new AssertionError(program);
    }
    int[] sources =
        loop.loads().stream()
            .mapToInt(load -> operand(program.buffers().get(load.place().buffer())))
            .toArray();
    List<Lane> lanes = new ArrayList<>(loop.body().parameters());
    lanes.add(loop.body().lane(loop.body().results().get(0)));
    return new Brief(machine.code(loop.body()), sources, lanes);
  }

  private static int operand(Buffer buffer) {
    if (buffer.source() instanceof Buffer.Input input) {
      return Integer.parseInt(input.name());
    }
    throw new AssertionError(buffer);
  }

  Tensor run(List<Tensor> values, TensorType type) {
    Room kept = spare.getAndSet(null);
    Room room = kept == null ? room() : kept;
    int size = type.shape().elements();
    int padded = (size + Code.GRAIN - 1) / Code.GRAIN * Code.GRAIN;
    for (int i = 0; i < operands.length; i++) {
      bring(values.get(operands[i]), type.shape(), room.tiles[i], padded);
    }
    code.run(room.tiles, room.offsets, padded, room.scratch);
    Object result = type.dtype().array(size);
    System.arraycopy(room.tiles[operands.length], 0, result, 0, size);
    spare.set(room);
    return Tensor.wrap(type, result);
  }

  private Room room() {
    Object[] tiles = lanes.stream().map(lane -> Lanes.array(lane, Code.TILE)).toArray();
    return new Room(tiles, code.scratch());
  }

  private static void bring(Tensor value, Shape shape, Object tile, int count) {
    if (value.size() == 1) {
      Lanes.fill(tile, count, value.array(), 0);
    } else {
      boolean same = value.shape().equals(shape);
      Tensor whole =
          same
              ? value
              : Evaluation.of(
                  new Op.Broadcast(shape), List.of(value), value.type().withShape(shape));
      System.arraycopy(whole.array(), 0, tile, 0, whole.size());
    }
  }
}

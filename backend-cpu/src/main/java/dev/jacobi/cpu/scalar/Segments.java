package dev.jacobi.cpu.scalar;

import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Instruction;
import java.util.ArrayList;
import java.util.List;

/** A body in several methods, and as many classes as they need. */
final class Segments extends Segment {

  /**
   * The most entries that the code of a class may add to its constant pool, which has 65,535; a
   * double takes two.
   */
  private static final int POOL = 20_000;

  private final Segment[] parts;
  private final int methods;
  private final ThreadLocal<double[]> room;

  private Segments(List<Segment> parts, int methods, int room) {
    this.parts = parts.toArray(new Segment[0]);
    this.methods = methods;
    this.room = ThreadLocal.withInitial(() -> new double[room]);
  }

  /** Compiles a body. */
  static Segment of(Body body) {
    Partition partition = Partition.of(body);
    ChunkCode chunks = new ChunkCode(partition);
    List<Segment> parts = new ArrayList<>();
    for (int from = 0; from < partition.chunks(); ) {
      int to = from;
      for (int pool = 0; to < partition.chunks() && (to == from || pool < POOL); to++) {
        pool += pool(partition, to);
      }
      parts.add(SegmentClass.of(partition, chunks, from, to));
      from = to;
    }
    return partition.chunks() == 1
        ? parts.get(0)
        : new Segments(parts, partition.chunks(), partition.room());
  }

  /** The entries that a chunk adds to the constant pool at most. */
  private static int pool(Partition partition, int chunk) {
    int entries = 0;
    Body body = partition.body();
    for (int i = partition.start(chunk); i < partition.end(chunk); i++) {
      int item = partition.item(i);
      entries += 2;
      for (int k = 0; item >= 0 && k < body.instruction(item).operands().size(); k++) {
        entries += isConstant(body, body.instruction(item).operand(k)) ? 2 : 1;
      }
    }
    return entries;
  }

  private static boolean isConstant(Body body, int value) {
    return value >= body.parameters().size()
        && body.instruction(value) instanceof Instruction.Constant;
  }

  /** How many methods there are. */
  int methods() {
    return methods;
  }

  @Override
  double run(double[] in, double[] out, int at, double[] unused) {
    double[] cross = room.get();
    for (Segment part : parts) {
      part.run(in, out, at, cross);
    }
    return cross[0];
  }
}

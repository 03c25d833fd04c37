package dev.jacobi.gpu.device;

import dev.jacobi.core.kernel.Defined;
import dev.jacobi.core.kernel.Demand;
import dev.jacobi.core.kernel.Doubt;
import dev.jacobi.gpu.ptx.Argument;
import dev.jacobi.gpu.ptx.Launch;
import java.util.List;

/** A part of a program that runs in one place. */
sealed interface Part {

  /** Launches that are captured and replayed as one. */
  record Segment(List<Placed> launches) implements Part {
    /** Copies the list. */
    public Segment {
      launches = List.copyOf(launches);
    }
  }

  /**
   * A launch, and where its scratch memory lies.
   *
   * @param scratch by index, from the beginning of the arena
   */
  record Placed(Launch launch, List<Long> scratch) {}

  /** Integers that the host looks at before launches rely on them. */
  record Check(Demand demand) implements Part {}

  /** Positions that the host groups before launches add by place. */
  record Grouped(Argument.Groups groups) implements Part {}

  /** A look of the host at whether integers did not fit. */
  record Look(Doubt doubt) implements Part {}

  /** An operation that the host does, by its definition. */
  record Host(Defined step) implements Part {}
}

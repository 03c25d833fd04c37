package dev.jacobi.gpu.simulated;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An entry, ready to run, with the functions that it calls.
 *
 * @param start the first step of the entry; those of functions stand before it
 * @param parameters in order, each a register that a launch fills; its size is that of its kind
 * @param tables registers that hold the addresses of tables in global memory
 * @param sharedBytes the shared memory of a block
 * @param hasBarriers whether the warps of a block wait for each other
 */
record Code(
    String name,
    Step[] steps,
    int start,
    Allotment allotment,
    List<Register> parameters,
    Map<Symbol, Register> tables,
    int sharedBytes,
    boolean hasBarriers,
    Optional<Integer> mostThreads,
    Optional<Integer> exactThreads) {}

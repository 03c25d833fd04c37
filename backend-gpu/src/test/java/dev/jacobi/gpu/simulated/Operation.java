package dev.jacobi.gpu.simulated;

import java.util.List;

/**
 * An instruction that computes from registers alone.
 *
 * @param result the kind of the register that it writes
 * @param operands the kinds of those it reads
 * @param capability the least target that has it
 */
record Operation(String opcode, Kind result, List<Kind> operands, Row row, int capability) {}

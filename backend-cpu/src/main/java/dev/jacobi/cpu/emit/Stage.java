package dev.jacobi.cpu.emit;

import java.util.List;

/**
 * The instructions of one loop, operands first.
 *
 * @param group what they have in common
 * @param values the numbers of what they make
 */
record Stage(Form.Group group, List<Integer> values) {}

package dev.jacobi.core.op;

import java.util.List;

/**
 * Where an operand is meant to lie: an interval for samples, and the points inside or at its ends
 * where the operation or its derivative follows a stated convention instead of a formula.
 *
 * @param low the lower end of the interval samples are drawn from
 * @param high the upper end
 * @param awkward points where the derivative is a convention, infinite or not a number
 */
public record Domain(double low, double high, List<Double> awkward) {}

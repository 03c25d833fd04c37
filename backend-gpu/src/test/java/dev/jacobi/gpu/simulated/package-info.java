/**
 * A device in software: {@link dev.jacobi.gpu.simulated.SimulatedDriver} reads PTX strictly, runs
 * it 32 lanes at a time with the bits of a device, and refuses what a device would let pass: memory
 * read before it is written, races, stale copies, leaks. Nouns: {@code Listing} (a module as read),
 * {@code Code} (an entry, ready to run), {@code Step}, {@code Warp}, {@code Block}, {@code Grid},
 * {@code Memory}. Depends on the driver's port alone. Invariant: what runs here without a {@link
 * dev.jacobi.gpu.simulated.Fault} computes the same bits on a device.
 */
@NullMarked
package dev.jacobi.gpu.simulated;

import org.jspecify.annotations.NullMarked;

/**
 * Programs on a device. {@link dev.jacobi.gpu.device.Device} holds the context, the loaded kernels
 * and the memory shared by all; a plan says where the buffers of a program lie, a frame holds the
 * memory of one run at a time with the program's launches captured for replay. Depends on {@code
 * driver}, {@code ptx} and {@code dev.jacobi.core}. Invariant: every failure is a diagnostic, gives
 * back what it took, and leaves the device usable.
 */
@NullMarked
package dev.jacobi.gpu.device;

import org.jspecify.annotations.NullMarked;

/**
 * The arithmetic of training, in steps as large as a GPU wants them. {@link
 * io.cartrec.neural.kernel.TensorKernels} allocates matrices, which are opaque and stay where it keeps
 * them, and works on them by whole fused steps: products, recurrent cells over all time steps of a batch,
 * softmax with its loss and gradient, optimizers. A {@link io.cartrec.neural.kernel.Backend} opens them,
 * the CPU's or those of a module for a GPU. The CPU's inner loops stand behind {@code Lanes}, once
 * as plain loops and once for the Vector API; {@code CpuKernels} holds all that the two share.
 *
 * <p>Results depend neither on chance nor on the number of threads: threads share out rows, and every sum
 * has one order. Not exported but to cartrec's own modules, not supported, free to change.
 */
@NullMarked
package io.cartrec.neural.kernel;

import org.jspecify.annotations.NullMarked;

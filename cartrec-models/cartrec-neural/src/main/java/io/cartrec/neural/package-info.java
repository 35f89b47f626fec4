/**
 * Neural recommenders, trained from scratch by the kernels of this module and served by plain Java. A
 * {@link io.cartrec.neural.RecurrentConfig} says what to train; {@link
 * io.cartrec.neural.RecurrentTrainer} cuts the data into sequences, and batch by batch a net goes forward
 * and back; what it learned becomes tensors of a model, which runs a cart or session through its cells and
 * multiplies the state with every item. After each epoch the training can be kept in a checkpoint, and it
 * can begin with a model instead of chance. {@link io.cartrec.neural.Device} says what computes,
 * {@link io.cartrec.neural.GpuDiagnostics} why a device cannot; {@link io.cartrec.neural.TorchWeights}
 * makes models of nets that were trained elsewhere.
 */
@NullMarked
package io.cartrec.neural;

import org.jspecify.annotations.NullMarked;

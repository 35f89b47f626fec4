/**
 * The tensor kernels on NVIDIA GPUs, through the CUDA driver alone. {@link io.cartrec.cuda.CudaBackend}
 * is found by {@link java.util.ServiceLoader}; a {@link io.cartrec.cuda.Gpu} holds the context, its
 * memory and the compiled kernels; every native call goes through {@link io.cartrec.cuda.Driver}.
 */
@NullMarked
package io.cartrec.cuda;

import org.jspecify.annotations.NullMarked;

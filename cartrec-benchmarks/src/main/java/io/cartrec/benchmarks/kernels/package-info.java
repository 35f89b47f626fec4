/**
 * The arithmetic of nets, on whatever there is to compute with: {@link
 * io.cartrec.benchmarks.kernels.KernelBenchmark} and its neighbours measure it by JMH, and {@link
 * io.cartrec.benchmarks.kernels.GpuBenchmark}, a program for a machine with a GPU, first checks that the
 * kernels there agree with those of the CPU and then prints a table.
 */
@NullMarked
package io.cartrec.benchmarks.kernels;

import org.jspecify.annotations.NullMarked;

/**
 * A program for a machine with a GPU: {@link io.cartrec.benchmarks.gpu.GpuBenchmark} checks that the
 * kernels there agree with those of the CPU, then measures both, and prints a table.
 */
@NullMarked
package io.cartrec.benchmarks.gpu;

import org.jspecify.annotations.NullMarked;

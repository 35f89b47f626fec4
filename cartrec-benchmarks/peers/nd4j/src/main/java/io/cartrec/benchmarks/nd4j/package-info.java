/**
 * ND4J 1.0.0-M2.1 (Apache License 2.0) and the OpenBLAS 0.3.19 (BSD licence) it brings, by JavaCPP: what
 * {@code KernelBenchmark} and {@code ProductBenchmark} measure of our kernels, with the same names.
 */
@NullMarked
package io.cartrec.benchmarks.nd4j;

import org.jspecify.annotations.NullMarked;

/**
 * The tensor kernels on ND4J, whatever backend of it is on the class path. {@link
 * io.cartrec.nd4j.Nd4jBackend} is found by {@link java.util.ServiceLoader}. What ND4J has no operation for
 * that gives the same bits each time (sums of rows, drawn numbers) is prepared on the host and becomes a
 * product of matrices.
 */
@NullMarked
package io.cartrec.nd4j;

import org.jspecify.annotations.NullMarked;

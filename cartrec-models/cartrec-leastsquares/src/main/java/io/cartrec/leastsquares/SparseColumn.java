package io.cartrec.leastsquares;

/**
 * The entries above 0 of one column: {@code values[k]} in row {@code rows[k]}, ascending by row.
 * Immutable by convention, as nobody changes the arrays.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
record SparseColumn(int[] rows, float[] values) {}

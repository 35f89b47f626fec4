/**
 * Recommenders that count: how popular an item is, and which items go together. {@code PairCounter}
 * counts in how many baskets an item meets each other item; a weight turns a count into a similarity;
 * {@code NeighborTable} keeps the best of them for every item and scores a cart by summing them up.
 */
@NullMarked
package io.cartrec.neighbors;

import org.jspecify.annotations.NullMarked;

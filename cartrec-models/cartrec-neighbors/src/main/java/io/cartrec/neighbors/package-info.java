/**
 * Recommenders that count: how popular an item is, and which items go together. {@code PairCounter}
 * counts in how many baskets an item meets each other item; a weight turns a count into a similarity;
 * {@code NeighborTable} keeps the best of them for every item and scores a cart by summing them up. Where
 * users rate items, {@code RatingBaseline} says what to expect of anybody, and neighbours how a user
 * differs from it. Other models ask past sessions or users that are like the query what they had besides.
 */
@NullMarked
package io.cartrec.neighbors;

import org.jspecify.annotations.NullMarked;

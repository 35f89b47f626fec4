/**
 * What an embedder sees: put what the shopper holds into a {@link io.cartrec.Cart}, ask a {@link
 * io.cartrec.Recommender}, show the {@link io.cartrec.Recommendations}.
 *
 * <p>Everything here is an immutable value or an interface, and imports nothing else of cartrec. Item,
 * user and session ids are the shop's own strings; nothing in this package knows of dense codes.
 */
@NullMarked
package io.cartrec;

import org.jspecify.annotations.NullMarked;

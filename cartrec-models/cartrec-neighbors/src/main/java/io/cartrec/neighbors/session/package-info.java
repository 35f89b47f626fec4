/**
 * What follows in the past sessions that resemble the present one. Training makes a {@code SessionIndex}:
 * the most recent sessions of each item, the items of each session. A query becomes a {@code
 * SessionContext}, its items with their weights; the {@code Neighborhood} merges their lists of sessions
 * and keeps the most similar, which vote for their items.
 */
@NullMarked
package io.cartrec.neighbors.session;

import org.jspecify.annotations.NullMarked;

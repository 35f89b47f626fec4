/**
 * The event log as models read it: an {@link io.cartrec.data.EventSource} is poured into a {@link
 * io.cartrec.data.Dataset}, columns of primitives in time order, which is looked at as {@link
 * io.cartrec.data.Sessions} or as a sparse matrix of {@link io.cartrec.data.Interactions}. An {@link
 * io.cartrec.data.IdIndex} maps the shop's ids to dense codes and back; a {@link
 * io.cartrec.data.Catalog} holds item features, and goes with the events where models learn from them.
 */
@NullMarked
package io.cartrec.data;

import org.jspecify.annotations.NullMarked;

/**
 * Event logs on their way in: an {@link io.cartrec.io.EventReader} turns files of an {@link
 * io.cartrec.io.EventFormat} into an {@link io.cartrec.data.EventSource}, and a {@link
 * io.cartrec.io.ReadReport} tells what it could not use, and why. Nothing is dropped without being
 * counted. {@link io.cartrec.io.Cleaning} then takes out of a data set, step by step, what models should
 * not learn from.
 */
@NullMarked
package io.cartrec.io;

import org.jspecify.annotations.NullMarked;

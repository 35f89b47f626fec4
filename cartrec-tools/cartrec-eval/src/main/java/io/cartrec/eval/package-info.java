/**
 * Says how good a recommender is. A {@link io.cartrec.eval.Task} names a protocol: what models train on,
 * which questions they are then asked and what the right answers are. An {@link
 * io.cartrec.eval.Evaluator} trains every model named by a {@link io.cartrec.eval.ModelSpec}, asks it
 * through the public {@link io.cartrec.Recommender}, and gives an {@link io.cartrec.eval.Evaluation}:
 * figures with intervals, paired comparisons, latencies, and every input that led to them.
 *
 * <p>The whole catalogue is ranked, never a sample. Equal scores stand in order of item code, and
 * targets whose score is shared with another item of the list are counted.
 */
@NullMarked
package io.cartrec.eval;

import org.jspecify.annotations.NullMarked;

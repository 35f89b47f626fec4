/**
 * What a model is: a {@link io.cartrec.model.Trainer} makes an immutable {@link
 * io.cartrec.model.Model} out of a {@link io.cartrec.data.Dataset}; the model scores items for a {@link
 * io.cartrec.model.Query} in dense codes, and is a file of {@link io.cartrec.model.Tensor}s on disk. What
 * not every model can do is a face of its own: {@link io.cartrec.model.Explainer}, {@link
 * io.cartrec.model.RatingPredictor}, {@link io.cartrec.model.AdditionPredictor}, {@link
 * io.cartrec.model.Embedder}, {@link io.cartrec.model.SessionScorer}; and a trainer that can go on from a
 * checkpoint or a model is an {@link io.cartrec.model.IncrementalTrainer}.
 */
@NullMarked
package io.cartrec.model;

import org.jspecify.annotations.NullMarked;

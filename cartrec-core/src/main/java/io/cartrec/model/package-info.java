/**
 * What a model is: a {@link io.cartrec.model.Trainer} makes an immutable {@link
 * io.cartrec.model.Model} out of a {@link io.cartrec.data.Dataset}; the model scores items for a {@link
 * io.cartrec.model.Query} in dense codes, and is a file of {@link io.cartrec.model.Tensor}s on disk.
 */
@NullMarked
package io.cartrec.model;

import org.jspecify.annotations.NullMarked;

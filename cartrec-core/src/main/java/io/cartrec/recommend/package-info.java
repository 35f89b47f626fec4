/**
 * Everything between a model's scores and the answer, written once for all models: ids to codes and
 * back, repeat policy, filters, top-N, fill, explanation, cache. Start at {@link
 * io.cartrec.recommend.Recommenders}. {@link io.cartrec.recommend.Embeddings} are what models that have a
 * space of items can tell beside, {@link io.cartrec.recommend.Additions} what those can that know
 * probabilities.
 */
@NullMarked
package io.cartrec.recommend;

import org.jspecify.annotations.NullMarked;

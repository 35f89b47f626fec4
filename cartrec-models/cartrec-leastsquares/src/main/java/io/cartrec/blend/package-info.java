/**
 * Several models that answer as one. A {@code Blend} names models and their weights; {@code auto} finds
 * the blend that suits the data of a shop and the task at hand by trying candidates on baskets it held
 * back; {@code alpha-beta} weighs given models up by least squares on what it held back.
 */
@NullMarked
package io.cartrec.blend;

import org.jspecify.annotations.NullMarked;

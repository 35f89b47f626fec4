/**
 * What a model author tests with. A test of a model extends {@link
 * io.cartrec.testkit.RecommenderContract}, which checks what every recommender promises; {@link
 * io.cartrec.testkit.SmallShop} is data whose answers can be worked out on paper, {@link
 * io.cartrec.testkit.ZipfShop} makes data of any size from a seed, and {@link
 * io.cartrec.testkit.SharedData} finds real data where a machine has it.
 */
@NullMarked
package io.cartrec.testkit;

import org.jspecify.annotations.NullMarked;

/**
 * JMH benchmarks on {@link io.cartrec.testkit.ZipfShop} data: answers, training, opening of models, reading
 * of events. {@link io.cartrec.benchmarks.ReferenceItemKnn} and {@link
 * io.cartrec.benchmarks.ReferenceSessionKnn}, the same methods without any of the library, stand beside.
 * Build them with {@code mvn verify}, run them with {@code java -jar
 * cartrec-benchmarks/target/benchmarks.jar}, for example {@code RecommendBenchmark -p size=M}. What several
 * of them need, above all trained models, is made once: {@link io.cartrec.benchmarks.PreparedFiles} says
 * where.
 */
@NullMarked
package io.cartrec.benchmarks;

import org.jspecify.annotations.NullMarked;

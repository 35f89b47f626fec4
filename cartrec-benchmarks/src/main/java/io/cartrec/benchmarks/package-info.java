/**
 * JMH benchmarks on {@link io.cartrec.testkit.ZipfShop} data, each beside {@link
 * io.cartrec.benchmarks.ReferenceItemKnn}, the same method without any of the library. Build them with
 * {@code mvn verify}, run them with {@code java -jar cartrec-benchmarks/target/benchmarks.jar}, for
 * example {@code RecommendBenchmark -p size=M}. Size L needs {@code -jvmArgsAppend -Xmx6g}.
 */
@NullMarked
package io.cartrec.benchmarks;

import org.jspecify.annotations.NullMarked;

/** Apache Spark MLlib 4.1.0 (Apache License 2.0) on two local threads among the peers. */
@NullMarked
package io.cartrec.benchmarks.spark;

import org.jspecify.annotations.NullMarked;

/** Apache Mahout Taste 0.13.0 (Apache License 2.0) among the peers. */
@NullMarked
package io.cartrec.benchmarks.mahout;

import org.jspecify.annotations.NullMarked;

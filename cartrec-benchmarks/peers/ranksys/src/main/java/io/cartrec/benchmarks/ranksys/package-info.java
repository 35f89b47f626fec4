/** RankSys 0.4.3 (Mozilla Public License 2.0) among the peers. */
@NullMarked
package io.cartrec.benchmarks.ranksys;

import org.jspecify.annotations.NullMarked;

/** LensKit 3.0-M3 (GNU Lesser General Public License 2.1 or later) among the peers. */
@NullMarked
package io.cartrec.benchmarks.lenskit;

import org.jspecify.annotations.NullMarked;

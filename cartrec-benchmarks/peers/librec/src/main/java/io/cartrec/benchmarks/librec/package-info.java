/** LibRec 2.0.0 (GNU General Public License 3) among the peers. */
@NullMarked
package io.cartrec.benchmarks.librec;

import org.jspecify.annotations.NullMarked;

/**
 * One question put to recommender libraries that have nothing in common: how long do they take to learn a
 * {@link io.cartrec.benchmarks.peer.Shop}, how long to answer a cart, and how good is the answer? Each is
 * wrapped in a {@link io.cartrec.benchmarks.peer.Peer} and measured by {@link
 * io.cartrec.benchmarks.peer.PeerBenchmark} in a JVM with a class path of its own. Hence nothing here
 * imports another part of the library, nor any library but JMH.
 */
@NullMarked
package io.cartrec.benchmarks.peer;

import org.jspecify.annotations.NullMarked;

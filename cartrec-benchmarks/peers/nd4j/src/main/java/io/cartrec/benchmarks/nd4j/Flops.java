package io.cartrec.benchmarks.nd4j;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Multiplications and additions of the products, reckoned from the shapes. */
@State(Scope.Thread)
@AuxCounters
public class Flops {
  public long flops;
}

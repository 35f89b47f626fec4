package io.cartrec.benchmarks;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What a benchmark moves, which JMH reports a second beside the number of its invocations: the same words
 * as those of the machine's limits.
 */
public final class Counters {

  private Counters() {}

  /** Multiplications and additions, reckoned from the shapes. */
  @State(Scope.Thread)
  @AuxCounters
  public static class Flops {
    public long flops;
  }

  /** Bytes that must be read, each once. */
  @State(Scope.Thread)
  @AuxCounters
  public static class Bytes {
    public long bytes;
  }

  /** Places in memory that are not read in order. */
  @State(Scope.Thread)
  @AuxCounters
  public static class Loads {
    public long loads;
  }

  /** Rows of a file. */
  @State(Scope.Thread)
  @AuxCounters
  public static class Rows {
    public long rows;
  }
}

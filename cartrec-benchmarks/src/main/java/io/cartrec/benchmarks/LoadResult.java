package io.cartrec.benchmarks;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.HistogramIterationValue;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.SampleTimeResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.SampleBuffer;
import org.openjdk.jmh.util.Version;

/**
 * The outcome of an {@link OpenLoop} as a result of JMH: the latencies as samples of its primary metric,
 * and {@code achieved}, answers a second, beside it.
 */
final class LoadResult {

  private static final String NAME = LoadRun.class.getName() + ".recommend";

  private LoadResult() {}

  /**
   * A result.
   *
   * @param warmUp how long requests were answered before
   * @param time how long requests came
   */
  static RunResult of(
      Map<String, String> params,
      int threads,
      TimeValue warmUp,
      TimeValue time,
      OpenLoop.Outcome outcome) {
    SampleBuffer samples = new SampleBuffer();
    for (HistogramIterationValue value : outcome.latency().recordedValues()) {
      for (long i = 0; i < value.getCountAtValueIteratedTo(); i++) {
        samples.add(value.getValueIteratedTo());
      }
    }
    BenchmarkParams benchmark = benchmark(params, threads, warmUp, time);
    IterationResult iteration = new IterationResult(benchmark, benchmark.getMeasurement(), null);
    iteration.addResult(
        new SampleTimeResult(ResultRole.PRIMARY, "recommend", samples, TimeUnit.MICROSECONDS));
    iteration.addResult(
        new ScalarResult("achieved", outcome.achieved(), "ops/s", AggregationPolicy.AVG));
    return new RunResult(benchmark, List.of(new BenchmarkResult(benchmark, List.of(iteration))));
  }

  private static BenchmarkParams benchmark(
      Map<String, String> params, int threads, TimeValue warmUp, TimeValue time) {
    WorkloadParams workload = new WorkloadParams();
    new TreeMap<>(params).forEach((name, value) -> workload.put(name, value, 0));
    return new BenchmarkParams(
        NAME,
        NAME,
        false,
        threads,
        new int[] {1},
        List.of(),
        1,
        0,
        new IterationParams(IterationType.WARMUP, 1, warmUp, 1),
        new IterationParams(IterationType.MEASUREMENT, 1, time, 1),
        Mode.SampleTime,
        workload,
        TimeUnit.MICROSECONDS,
        1,
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        ManagementFactory.getRuntimeMXBean().getInputArguments(),
        System.getProperty("java.version"),
        System.getProperty("java.vm.name"),
        System.getProperty("java.vm.version"),
        Version.getPlainVersion(),
        TimeValue.NONE);
  }
}

package io.cartrec.cuda;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.cartrec.neural.kernel.TensorKernels;
import io.cartrec.neural.kernel.TensorKernelsContract;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * The numerical suite on the GPU, without Maven: {@code java -cp benchmarks.jar io.cartrec.cuda.GpuSuite}.
 * Exits with 1 unless every test ran and passed.
 */
class GpuSuite extends TensorKernelsContract {

  private static final int MOST_LINES = 8; // of a stack trace

  @Override
  protected TensorKernels kernels(int threads) {
    return new CudaBackend().open(threads);
  }

  /** Runs all of it. */
  public static void main(String[] args) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(GpuSuite.class))
                .build(),
            listener);
    TestExecutionSummary summary = listener.getSummary();
    summary.printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8), MOST_LINES);
    long found = summary.getTestsFoundCount();
    long passed = summary.getTestsSucceededCount();
    System.out.println("numerical suite: " + passed + " of " + found + " tests passed");
    boolean isWhole = found > 0 && passed == found && summary.getTotalFailureCount() == 0;
    System.exit(isWhole ? 0 : 1);
  }
}

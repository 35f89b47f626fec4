package io.cartrec.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartrec.neural.kernel.Cell;
import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory, failures and graphs on the stand-in for the driver; not a GPU. */
class StandInDeviceTest {

  private CudaKernels kernels;

  @BeforeEach
  void open() {
    kernels = StandIn.kernels(Arithmetic.FLOAT32);
  }

  @AfterEach
  void givesBackAllMemory() {
    kernels.close();
    assertThat(StandIn.leaks()).isZero();
  }

  @Test
  void movesMatricesLargerThanAPieceOfStaging() {
    float[] numbers = counted(3 << 20);
    Matrix matrix = kernels.allocate(3 << 8, 1 << 12);
    kernels.upload(numbers, matrix);
    assertThat(kernels.download(matrix)).isEqualTo(numbers);
    Matrix wide = kernels.allocate(2, 3 << 19);
    kernels.upload(numbers, wide);
    assertThat(kernels.download(wide)).isEqualTo(numbers);
    Matrix view = kernels.allocate(2, 1 + (3 << 19)).columns(1, 1 + (3 << 19));
    kernels.upload(numbers, view);
    assertThat(kernels.download(view)).isEqualTo(numbers);
  }

  @Test
  void copiesMatricesWithAndWithoutGaps() {
    Matrix from = kernels.allocate(3, 4);
    kernels.upload(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, from);
    Matrix whole = kernels.allocate(3, 4);
    kernels.copy(from, whole);
    assertThat(kernels.download(whole)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    Matrix rows = kernels.allocate(2, 4);
    kernels.copy(from.rows(1, 3), rows);
    assertThat(kernels.download(rows)).containsExactly(5, 6, 7, 8, 9, 10, 11, 12);
    Matrix columns = kernels.allocate(3, 2);
    kernels.copy(from.columns(1, 3), columns);
    assertThat(kernels.download(columns)).containsExactly(2, 3, 6, 7, 10, 11);
    kernels.copy(from.rows(1, 1), rows.rows(1, 1));
    assertThat(kernels.download(rows)).containsExactly(5, 6, 7, 8, 9, 10, 11, 12);
  }

  @Test
  void keepsIndexesApartWhenStagingIsUsedUp() {
    Matrix table = kernels.allocate(1000, 1);
    kernels.upload(counted(1000), table);
    Matrix into = kernels.allocate(100_000, 1);
    int[] rows = new int[100_000];
    for (int round = 0; round < 30; round++) {
      int shift = round;
      Arrays.setAll(rows, i -> (i + shift) % 1000);
      kernels.gather(table, rows, into);
      assertThat(kernels.download(into)[99]).isEqualTo(99 + round);
    }
    int[] begin = new int[2_000_001]; // more than staging holds at first
    int[] all = new int[2_000_000];
    float[] weights = new float[2_000_000];
    Arrays.setAll(begin, i -> i);
    Arrays.setAll(all, i -> i % 1000);
    Arrays.fill(weights, 2);
    Matrix sums = kernels.allocate(2_000_000, 1);
    kernels.gatherSums(table, begin, all, weights, sums);
    assertThat(kernels.download(sums.rows(1_999_998, 2_000_000))).containsExactly(1996, 1998);
  }

  @Test
  void givesBackAMatrixBeforeTheEnd() {
    int before = StandIn.leaks();
    kernels.free(kernels.allocate(3, 3));
    kernels.free(kernels.allocate(0, 3));
    assertThat(StandIn.leaks()).isEqualTo(before);
  }

  @Test
  void saysHowMuchMemoryWasWantedAndIsFree() {
    StandIn.memory(64 << 20);
    assertThatThrownBy(() -> kernels.allocate(1 << 10, 1 << 15))
        .isInstanceOf(CudaException.class)
        .hasMessageContaining("no room for 128 MiB more, 60 MiB are free")
        .hasMessageContaining("lower batch, width or negatives");
  }

  @Test
  void saysWhatHadNoRoomWhenItWasOpened() {
    kernels.close();
    StandIn.fail("cuModuleLoadData", 2, 0);
    assertThatThrownBy(() -> StandIn.kernels(Arithmetic.FLOAT32))
        .hasMessageContaining("the GPU has no room for the kernels, 4096 MiB are free");
    StandIn.fail("cuMemAllocHost_v2", 2, 0);
    assertThatThrownBy(() -> StandIn.kernels(Arithmetic.FLOAT32))
        .hasMessageContaining("the host has no 4 MiB that the GPU can reach");
    assertThat(StandIn.leaks()).isZero();
    open();
  }

  @Test
  void takesWorkingRoomOnTheDeviceOnly() {
    Steps steps = Steps.of(1200, 900);
    Matrix shares = kernels.allocate(steps.rows(), 1200); // 10 MB, and so is the working room
    Matrix projected = kernels.allocate(steps.rows(), 3);
    Matrix output = kernels.allocate(steps.rows(), 1);
    StandIn.fail("cuMemAllocHost_v2", 2, 0);
    kernels.attentionBackward(steps, 1, projected, shares, output, projected);
    StandIn.fail("cuMemAllocHost_v2", 0, 0); // from now on nothing fails
  }

  @Test
  void staysUsableAfterStagingFoundNoRoom() {
    Matrix whole = kernels.allocate(1, 1 << 21);
    StandIn.fail("cuMemAllocHost_v2", 2, 0);
    float[] numbers = counted(1 << 21);
    assertThatThrownBy(() -> kernels.upload(numbers, whole)).hasMessageContaining("8 MiB");
    kernels.upload(numbers, whole);
    assertThat(kernels.download(whole)).isEqualTo(numbers);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cuLaunchKernel",
        "cuMemcpyHtoDAsync_v2",
        "cuMemcpyDtoHAsync_v2",
        "cuMemcpyDtoDAsync_v2",
        "cuStreamSynchronize"
      })
  void namesTheCallThatFailed(String call) {
    Matrix matrix = kernels.allocate(2, 2);
    StandIn.fail(call, 700, 0);
    assertThatThrownBy(() -> {
          kernels.upload(new float[] {1, 2, 3, 4}, matrix);
          kernels.relu(matrix);
          kernels.copy(matrix, kernels.allocate(2, 2));
          kernels.download(matrix);
        })
        .isInstanceOf(CudaException.class)
        .hasMessageContaining(
            call.replace("_v2", "") + " failed with CUDA_ERROR_ILLEGAL_ADDRESS (700)")
        .hasMessageContaining("use device=cpu");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cuModuleLoadData",
        "cuDevicePrimaryCtxRetain",
        "cuMemAllocHost_v2",
        "cuMemAlloc_v2"
      })
  void takesNothingWhenItCannotBeOpened(String call) {
    kernels.close();
    assertThat(StandIn.leaks()).isZero();
    StandIn.fail(call, 46, 0);
    assertThatThrownBy(() -> StandIn.kernels(Arithmetic.FLOAT32))
        .isInstanceOf(CudaException.class)
        .hasMessageContaining("another process has the GPU for itself");
    assertThat(StandIn.leaks()).isZero();
    open();
  }

  @Test
  void givesTheSameNumbersAsAGraph() {
    assertSameNumbersAsAGraph(kernels);
  }

  /** That a recurrence gives what it gave the first time when it comes again and again. */
  static void assertSameNumbersAsAGraph(CudaKernels kernels) {
    Steps steps = Steps.of(3, 2);
    Matrix weights = filled(kernels, 4, 16, 0.1f);
    Matrix bias = filled(kernels, 1, 16, 0.2f);
    Matrix gates = kernels.allocate(5, 16);
    Matrix memory = kernels.allocate(5, 8);
    Matrix states = kernels.allocate(5, 4);
    float[] expected = {};
    for (int round = 0; round < 4; round++) {
      kernels.upload(numbers(5 * 16, 0.3f), gates);
      kernels.recurrentForward(Cell.LSTM, steps, weights, bias, gates, memory, states);
      expected = round == 0 ? kernels.download(states) : expected;
      assertThat(kernels.download(states)).isEqualTo(expected).doesNotContain(0);
    }
  }

  @Test
  void givesBackAGraphThatCouldNotBeTakenDown() {
    Matrix number = kernels.allocate(1, 1);
    runCell(kernels, number);
    StandIn.fail("cuLaunchKernel", 700, 0);
    assertThatThrownBy(() -> runCell(kernels, number))
        .isInstanceOf(CudaException.class)
        .hasMessageStartingWith("cuLaunchKernel failed")
        .hasNoSuppressedExceptions();
  }

  @Test
  void releasesTheDeviceWhenAGraphCannotBeGivenBack() {
    int before = StandIn.leaks();
    CudaKernels others = StandIn.kernels(Arithmetic.FLOAT32);
    Matrix number = others.allocate(1, 1);
    runCell(others, number);
    runCell(others, number);
    StandIn.fail("cuGraphExecDestroy", 700, 0);
    assertThatThrownBy(others::close).hasMessageStartingWith("cuGraphExecDestroy failed");
    assertThat(StandIn.leaks()).isEqualTo(before);
  }

  /** One step of a cell, with the same arguments each time. */
  private static void runCell(CudaKernels of, Matrix number) {
    of.recurrentForward(Cell.RNN, Steps.of(1), number, number, number, number, number);
  }

  @Test
  void keepsFewGraphs() {
    Matrix weights = filled(kernels, 1, 1, 0.1f);
    Matrix bias = filled(kernels, 1, 1, 0.2f);
    Matrix gates = kernels.allocate(200, 1);
    Matrix memory = kernels.allocate(200, 1);
    Matrix states = kernels.allocate(200, 1);
    int before = StandIn.leaks();
    for (int sequences = 1; sequences <= 200; sequences++) {
      int[] lengths = new int[sequences];
      Arrays.fill(lengths, 1);
      Steps steps = Steps.of(lengths);
      for (int round = 0; round < 3; round++) {
        kernels.recurrentForward(Cell.RNN, steps, weights, bias, gates, memory, states);
      }
    }
    assertThat(StandIn.leaks() - before).isBetween(10, 100);
  }

  private static float[] counted(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i % 1001;
    }
    return numbers;
  }

  private static Matrix filled(CudaKernels kernels, int rows, int columns, float value) {
    Matrix matrix = kernels.allocate(rows, columns);
    kernels.upload(numbers(rows * columns, value), matrix);
    return matrix;
  }

  private static float[] numbers(int count, float value) {
    float[] numbers = new float[count];
    Arrays.fill(numbers, value);
    return numbers;
  }
}

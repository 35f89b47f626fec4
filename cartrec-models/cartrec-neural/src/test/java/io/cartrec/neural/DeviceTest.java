package io.cartrec.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartrec.model.IncrementalTrainer;
import io.cartrec.neural.kernel.Backend;
import io.cartrec.neural.kernel.CpuBackend;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What is chosen where one backend is broken and another not there. */
class DeviceTest {

  private static final List<Backend> BACKENDS = List.of(new Broken(), new CpuBackend());

  private static final class Broken implements Backend {
    @Override
    public String name() {
      return "nd4j";
    }

    @Override
    public Finding find() {
      return Finding.unusable(List.of("a fact"), "it is broken");
    }

    @Override
    public TensorKernels open(int threads) {
      throw new AssertionError("opened although it is broken");
    }
  }

  private static final class Full implements Backend {
    @Override
    public String name() {
      return "cuda";
    }

    @Override
    public Finding find() {
      return Finding.usable(List.of());
    }

    @Override
    public TensorKernels open(int threads) {
      throw new IllegalStateException("it is full");
    }
  }

  @Test
  void goesWithoutWhatIsBroken() {
    try (TensorKernels kernels = Device.AUTO.open(1, BACKENDS);
        TensorKernels cpu = Device.CPU.open(1, BACKENDS)) {
      assertThat(kernels.name()).isEqualTo(cpu.name());
    }
  }

  @Test
  void goesWithoutWhatCannotBeOpened() {
    List<Backend> backends = List.of(new Full(), new CpuBackend());
    List<LogRecord> records = new ArrayList<>();
    Logger logger = Logger.getLogger(Device.class.getName());
    logger.setUseParentHandlers(false);
    logger.setFilter(record -> !records.add(record));
    try (TensorKernels kernels = Device.AUTO.open(1, backends);
        TensorKernels cpu = Device.CPU.open(1, backends)) {
      assertThat(kernels.name()).isEqualTo(cpu.name());
    } finally {
      logger.setFilter(null);
      logger.setUseParentHandlers(true);
    }
    assertThat(records).hasSize(1);
    assertThat(records.get(0).getLevel()).isEqualTo(Level.WARNING);
    assertThat(records.get(0).getMessage())
        .isEqualTo("device=auto goes on without cuda: it is full");
    assertThatThrownBy(() -> Device.CUDA.open(1, backends)).hasMessage("it is full");
  }

  @Test
  void saysWhyItCannotBeUsed() {
    assertThatThrownBy(() -> Device.ND4J.open(1, BACKENDS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("device=nd4j cannot be used: it is broken; device=auto would go without");
    assertThatThrownBy(() -> Device.CUDA.open(1, BACKENDS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("device=cuda needs the module cartrec-cuda on the class path");
  }

  @Test
  void isRefusedBeforeThereIsAnyData() {
    Learning learning = Learning.defaults().withDevice(Device.ND4J);
    for (IncrementalTrainer<?> trainer : List.of(
        new RecurrentTrainer(RecurrentConfig.gru().withLearning(learning)),
        new AttentionTrainer(AttentionConfig.defaults().withLearning(learning)),
        new CnnTrainer(CnnConfig.defaults().withLearning(learning)),
        new AutoencoderTrainer(AutoencoderConfig.defaults().withLearning(learning)))) {
      assertThatThrownBy(() -> trainer.check(Optional.empty()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("device=nd4j needs the module cartrec-nd4j on the class path");
    }
  }

  @Test
  void reportsWhatThereIsAndWhatNot() {
    List<GpuDiagnostics.Report> reports = GpuDiagnostics.run(BACKENDS);
    assertThat(reports)
        .extracting(GpuDiagnostics.Report::device)
        .containsExactly("cpu", "cuda", "nd4j");
    assertThat(reports.get(0).obstacle()).isEmpty();
    assertThat(reports.get(0).facts()).hasSize(2);
    assertThat(reports.get(1).obstacle()).contains("cartrec-cuda is not on the class path");
    assertThat(reports.get(2).facts()).containsExactly("a fact");
    assertThat(reports.get(2).obstacle()).contains("it is broken");
  }
}

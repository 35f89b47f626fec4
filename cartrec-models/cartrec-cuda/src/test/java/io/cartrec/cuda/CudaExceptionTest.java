package io.cartrec.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CudaExceptionTest {

  @ParameterizedTest
  @CsvSource({
    "2, lower batch",
    "3, was not started",
    "4, is shutting down",
    "34, stub of the toolkit",
    "35, documentation of the code",
    "46, another process",
    "221, libnvidia-ptxjitcompiler",
    "802, Fabric Manager",
    "803, reboot",
    "999, kernel's log",
  })
  void saysWhatToDo(int code, String advice) {
    assertThat(new CudaException("cuInit", code, "A_NAME"))
        .hasMessageStartingWith("cuInit failed with A_NAME (" + code + "): ")
        .hasMessageContaining(advice);
  }
}

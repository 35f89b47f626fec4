package io.cartrec.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class SharedDataTest {

  @TempDir
  private Path root;

  private Path deep;
  private Path data;

  @BeforeEach
  void makeFolders() throws IOException {
    deep = Files.createDirectories(root.resolve("project/module"));
    data = root.resolve("shared/data");
  }

  @Test
  void findsTheFolderOnTheWayUp() throws IOException {
    Files.createDirectories(data.resolve("groceries"));
    SharedData shared = new SharedData(Map.of(), deep);
    assertThat(shared.find()).contains(data);
    assertThat(shared.require("groceries")).isEqualTo(data.resolve("groceries"));
  }

  @Test
  void theVariableGoesFirst() throws IOException {
    Files.createDirectories(data);
    assertThat(new SharedData(Map.of("CARTREC_DATA", deep.toString()), deep).find())
        .contains(deep);
  }

  @Test
  void aVariableThatNamesNoFolderIsAMistake() {
    SharedData shared = new SharedData(Map.of("CARTREC_DATA", data.toString()), deep);
    assertThatIllegalStateException()
        .isThrownBy(shared::find)
        .withMessage("CARTREC_DATA must name a folder but is '" + data + "'");
  }

  @Test
  void skipsWhereThereIsNoData() {
    SharedData shared = new SharedData(Map.of("CI", "true"), deep);
    assertThat(shared.find()).isEmpty();
    assertThatThrownBy(() -> shared.require("groceries"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("set CARTREC_DATA");
  }

  @Test
  void skipsWhereTheFileIsMissing() throws IOException {
    Files.createDirectories(data);
    assertThatThrownBy(() -> new SharedData(Map.of(), deep).require("groceries"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("groceries, which is not there");
  }

  @Test
  void failsInContinuousIntegrationWhereTheFileIsMissing() throws IOException {
    Files.createDirectories(data);
    assertThatThrownBy(() -> new SharedData(Map.of("CI", "true"), deep).require("groceries"))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("groceries, which is not there");
  }

  @Test
  void thisMachineHasTheDataOrNot() {
    SharedData.folder().ifPresent(folder -> assertThat(folder).isDirectory());
    assertThat(SharedData.assumePresent("README.md")).exists();
  }
}

package io.cartrec.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cartrec.spi.ModelProviders;
import io.cartrec.testkit.ZipfShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedFilesTest {

  @Test
  void eventsAreWrittenOnce() throws IOException {
    Path file = PreparedFiles.events(ZipfShop.Size.S);
    try (Stream<String> lines = Files.lines(file)) {
      assertThat(lines.limit(2)).element(0).isEqualTo("session,item");
    }
    FileTime written = Files.getLastModifiedTime(file);
    assertThat(Files.getLastModifiedTime(PreparedFiles.events(ZipfShop.Size.S))).isEqualTo(written);
  }

  @Test
  void netsKnowEveryItemThoughTheyLearnedLittle(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("model");
    ServedModel.main(new String[] {"autoencoder:width=2;batch=4096", "S", file.toString()});
    var base = ModelProviders.installed().open(file).base();
    assertThat(base.items().size()).isEqualTo(ZipfShop.Size.S.items());
    assertThat(base.provenance().config()).containsEntry("epochs", "1").containsEntry("width", "2");
  }

  @Test
  void whatTheTrainingJvmSaysIsPassedOn() {
    assertThatIllegalStateException()
        .isThrownBy(() -> PreparedFiles.model("no-such-model", ZipfShop.Size.S))
        .withMessageContaining("unknown model 'no-such-model'");
  }
}

package io.cartrec.cli;

import static io.cartrec.cli.Ran.cartrec;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {

  @TempDir
  Path folder;

  @Test
  void showsWhatIsInAModelFile() throws IOException {
    Path file = Shop.model(folder, "item-knn");
    assertThat(cartrec("inspect", "--model-file", file).done())
        .contains("format       cartrec 1 (safetensors)")
        .containsPattern("checksums +all hold: the header and \\d+ tensors")
        .containsPattern("model +item-knn@[0-9a-f]{8}")
        .contains("neighbors=100")
        .containsPattern("trained on +11 events, 5 items, crc32c [0-9a-f]{8}")
        .containsPattern("items +5\\R")
        .contains("no user ids are stored")
        .containsPattern("neighbors\\.items +I32 +10 +40 bytes");
  }

  @Test
  void showsAModelWithoutParameters() throws IOException {
    Path file = Shop.model(folder, "popularity");
    assertThat(cartrec("inspect", "--model-file", file).done())
        .containsPattern("config +no parameters");
  }

  @Test
  void saysWhatIsWrongWithAModelFile() throws IOException {
    Path file = Shop.model(folder, "item-knn");
    byte[] sound = Files.readAllBytes(file);

    Files.write(file, Arrays.copyOf(sound, sound.length - 8));
    assertThat(cartrec("inspect", "--model-file", file).failed()).contains("is truncated");
    Files.write(file, Arrays.copyOf(sound, 100));
    assertThat(cartrec("inspect", "--model-file", file).failed()).contains("is truncated");
    Files.write(file, new byte[0]);
    assertThat(cartrec("inspect", "--model-file", file).failed()).contains("is no cartrec model");

    String header = new String(sound, ISO_8859_1);
    int name = header.indexOf("item-knn");
    byte[] flipped = sound.clone();
    flipped[name] ^= 4;
    Files.write(file, flipped);
    assertThat(cartrec("inspect", "--model-file", file).failed())
        .contains(file + ": header: is damaged");
    assertThat(cartrec("inspect", "--model-file", folder).failed())
        .contains(folder + ": file: is a folder");
  }
}

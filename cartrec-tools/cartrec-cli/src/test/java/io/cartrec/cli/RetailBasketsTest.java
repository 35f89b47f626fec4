package io.cartrec.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetailBasketsTest {

  @TempDir
  Path cache;

  @Test
  void keepsTheCacheWhereTheUserWantsIt() {
    assertThat(RetailBaskets.userCache(Map.of("XDG_CACHE_HOME", "/var/cache/me")))
        .isEqualTo(Path.of("/var/cache/me/cartrec"));
    assertThat(RetailBaskets.userCache(Map.of()).toString()).endsWith("/.cache/cartrec");
  }

  @Test
  void refusesFilesThatAreNotTheRightOnes() {
    assertThatThrownBy(() -> RetailBaskets.in(cache, folder -> zip(folder, "retail.dat", "1 2\n")))
        .isInstanceOf(IOException.class)
        .hasMessageMatching("a\\.jar: retail\\.dat is not the file it should be.*[0-9a-f]{64}");
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void refusesAnArtifactWithoutTheFiles() {
    assertThatThrownBy(() -> RetailBaskets.in(cache, folder -> zip(folder, "other.dat", "")))
        .isInstanceOf(IOException.class)
        .hasMessage("a.jar: has no retail.dat");
    assertThatThrownBy(() -> RetailBaskets.in(cache, folder -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("left no jar");
  }

  @Test
  void pointsToOtherDataWhenMavenFails() {
    assertThatThrownBy(() -> RetailBaskets.in(cache, new MavenDownload("false")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("perhaps for want of a network")
        .hasMessageContaining("cartrec demo --events FILE");
    assertThatThrownBy(() -> RetailBaskets.in(cache, new MavenDownload("no-such-command")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("could not be started")
        .hasMessageContaining("cartrec demo --events FILE");
    assertThat(cache).isEmptyDirectory();
  }

  private static void zip(Path folder, String name, String content) throws IOException {
    try (OutputStream file = Files.newOutputStream(folder.resolve("a.jar"));
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(UTF_8));
    }
  }
}

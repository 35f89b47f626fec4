package io.cartrec.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a JVM that saves models over and over: whenever it dies, the file is a model, whole. */
class CrashIT {

  @TempDir
  Path folder;

  /** Saves two models in turn to the file given, until it is killed. */
  static final class Saver {
    public static void main(String[] args) throws IOException {
      Path file = Path.of(args[0]);
      TinyModel[] models = {small(), large()};
      for (int i = 0; ; i++) {
        models[i % 2].save(file);
        if (i == 1) {
          System.out.write('r'); // ready
          System.out.flush();
        }
      }
    }
  }

  private static TinyModel small() {
    return TinyModel.sample();
  }

  private static TinyModel large() {
    TinyModel small = TinyModel.sample();
    int links = 200_000;
    int[] begin = {0, links, links, links, links};
    return new TinyModel(
        small.base(), Tensor.of(begin), Tensor.of(new int[links]), Tensor.of(new float[links]));
  }

  @Test
  void aKilledSaverLeavesAWholeModel() throws Exception {
    kill(20, 1);
  }

  @Test
  @Tag("slow")
  void aSaverKilled500TimesLeavesAWholeModel() throws Exception {
    kill(500, 2);
  }

  private void kill(int times, long seed) throws Exception {
    Path file = folder.resolve("m.cartrec");
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < times; i++) {
      Process saver = new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:TieredStopAtLevel=1",
              "-XX:+UseSerialGC",
              "-Xshare:auto",
              "-cp",
              System.getProperty("java.class.path"),
              Saver.class.getName(),
              file.toString())
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
      assertThat(saver.getInputStream().read()).isEqualTo('r');
      assertThat(saver.waitFor(random.nextInt(20_000), TimeUnit.MICROSECONDS)).isFalse();
      saver.destroyForcibly().waitFor();
      TinyModel found = TinyModel.read(ModelFile.open(file, Verification.FULL));
      assertThat(found.neighbor().length()).isIn(3, 200_000);
    }
    small().save(file);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }
}

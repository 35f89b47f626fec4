package io.cartrec.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Lets Maven copy an artifact, from the repositories and mirrors that the user has set up. Immutable. */
final class MavenDownload implements RetailBaskets.Download {

  private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy";
  private static final int MINUTES = 5;

  private final String mvn;

  /** Downloads with the command {@code mvn}. */
  MavenDownload(String mvn) {
    this.mvn = mvn;
  }

  @Override
  public void into(Path folder) throws IOException {
    Path log = folder.resolve("maven.log");
    ProcessBuilder command = new ProcessBuilder(List.of(
            mvn,
            "-q",
            "-B",
            "-ntp",
            COPY,
            "-Dartifact=" + RetailBaskets.ARTIFACT,
            "-DoutputDirectory=" + folder.toAbsolutePath()))
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile());
    Process maven;
    try {
      maven = command.start();
    } catch (IOException e) {
      throw failure("Maven, which fetches it, could not be started", e);
    }
    try {
      maven.getOutputStream().close();
      if (!maven.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw failure(
            "Maven did not fetch it in " + MINUTES + " minutes", new IOException("too slow"));
      }
      if (maven.exitValue() != 0) {
        throw failure(
            "Maven could not fetch it, perhaps for want of a network",
            new IOException(Files.readString(log, UTF_8)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("fetching it was interrupted", new IOException(e));
    } finally {
      maven.destroy();
    }
  }

  private static IOException failure(String why, IOException cause) {
    return new IOException(
        "the demo's data is not here and " + why
            + "; use data of your own: cartrec demo --events FILE",
        cause);
  }
}

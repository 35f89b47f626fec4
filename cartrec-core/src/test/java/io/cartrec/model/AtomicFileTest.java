package io.cartrec.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.cartrec.internal.Parallel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  private static final String ORPHAN = ".m.cartrec.123e4567-e89b-12d3-a456-426614174000.tmp";

  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void chooseFile() {
    file = folder.resolve("m.cartrec");
  }

  private static List<ByteBuffer> parts(String... parts) {
    return Arrays.stream(parts)
        .map(part -> ByteBuffer.wrap(part.getBytes(UTF_8)))
        .toList();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void writesAllPartsAndLeavesNothingElse() throws IOException {
    AtomicFile.write(file, parts("one ", "", "two"));
    AtomicFile.write(file, parts("three"));
    assertThat(file).hasContent("three");
    assertThat(names()).containsExactly("m.cartrec");
  }

  @Test
  void writesPartsLongerThanAPiece() throws IOException {
    byte[] bytes = new byte[(2 << 20) + 17];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    AtomicFile.write(file, List.of(ByteBuffer.wrap(bytes), ByteBuffer.wrap(bytes, 5, 3)));
    byte[] written = Files.readAllBytes(file);
    assertThat(written).hasSize(bytes.length + 3).startsWith(bytes);
    assertThat(Arrays.copyOfRange(written, bytes.length, written.length))
        .containsExactly(bytes[5], bytes[6], bytes[7]);
  }

  @Test
  void cleansUpAfterACrashedWriter() throws IOException {
    Files.writeString(folder.resolve(ORPHAN), "half");
    AtomicFile.write(file, parts("whole"));
    assertThat(names()).containsExactly("m.cartrec");
  }

  @Test
  void touchesNoFileThatIsNotItsOwn() throws IOException {
    List<String> others = List.of(
        ".m.cartrec.tmp", ".n.cartrec.123e4567-e89b-12d3-a456-426614174000.tmp", "m.cartrec.tmp");
    for (String other : others) {
      Files.writeString(folder.resolve(other), "other");
    }
    AtomicFile.write(file, parts("whole"));
    assertThat(names()).containsAll(others).hasSize(4);
  }

  @Test
  void leavesAFileThatIsStillBeingWritten() throws IOException {
    Path orphan = folder.resolve(ORPHAN);
    try (FileChannel writer =
        FileChannel.open(orphan, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      assertThat(writer.lock().isValid()).isTrue();
      AtomicFile.write(file, parts("whole"));
      assertThat(orphan).exists();
    }
    AtomicFile.write(file, parts("again"));
    assertThat(orphan).doesNotExist();
  }

  @Test
  void aFailureLeavesTheOldFileAndNoOther() throws IOException {
    AtomicFile.write(file, parts("old"));
    Iterable<ByteBuffer> failing = () -> Stream.of("new", "fails")
        .map(part -> {
          if (part.equals("fails")) {
            throw new IllegalStateException(part);
          }
          return ByteBuffer.wrap(part.getBytes(UTF_8));
        })
        .iterator();
    assertThatThrownBy(() -> AtomicFile.write(file, failing)).hasMessage("fails");
    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("m.cartrec");
  }

  @Test
  void manyWritersOfOneFileLeaveOneWhole() throws IOException {
    String content = "x".repeat(100_000);
    Parallel.forBlocks(8, 64, 1, () -> (from, to) -> {
      try {
        AtomicFile.write(file, parts(from + ":", content));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    assertThat(Files.readString(file)).matches("[0-9]+:x{100000}");
    assertThat(names()).containsExactly("m.cartrec");
  }

  @Test
  void saysWhatIsWrongWithTheTarget() throws IOException {
    Path missing = folder.resolve("no/m.cartrec");
    assertFails(missing, "its folder does not exist; create " + folder.resolve("no") + " first");
    assertFails(folder, "is a folder, not a file to write to");
    assertFails(Path.of("/"), "is a folder, not a file to write to");
    assertThat(names()).isEmpty();
  }

  @Test
  void saysWhenTheFolderIsReadOnly() throws IOException {
    Path readOnly = Files.createDirectory(folder.resolve("ro"));
    assertThat(readOnly.toFile().setWritable(false)).isTrue();
    assumeFalse(Files.isWritable(readOnly), "skipped: this user may write everywhere");
    assertFails(
        readOnly.resolve("m.cartrec"),
        "cannot be written: its folder " + readOnly + " is read-only");
  }

  private static void assertFails(Path target, String message) {
    Iterator<ByteBuffer> none = parts().iterator();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> AtomicFile.write(target, () -> none))
        .withMessage(target + ": " + message);
  }
}

package io.cartrec.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.model.Model;
import io.cartrec.model.ModelFormatException;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Damages a saved model in many ways and insists that each is noticed when it is opened. Not thread-safe. */
final class DamagedFile {

  private static final int LARGEST = 64 * 1024;
  private static final int SAMPLE = 200;
  private static final int OPENS_PER_COLLECTION = 1_000;

  private final ModelProviders providers;
  private final Path file;
  private final byte[] good;
  private int opens;

  DamagedFile(ModelProviders providers, Model model, Path folder) throws IOException {
    this.providers = providers;
    this.file = folder.resolve("damaged.cartrec");
    model.save(file);
    this.good = Files.readAllBytes(file);
    providers.open(file);
  }

  /** Flips single bits: all of a file up to 64 KiB if {@code every}, else a sample. */
  void flipBits(boolean every) throws IOException {
    for (int bit : chosen(good.length * Byte.SIZE, every)) {
      byte[] damaged = good.clone();
      damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      refuse(damaged, "bit " + bit % Byte.SIZE + " of byte " + bit / Byte.SIZE + " flipped");
    }
  }

  /** Cuts the end off: at every byte of a file up to 64 KiB if {@code every}, else at a sample. */
  void truncate(boolean every) throws IOException {
    for (int length : chosen(good.length, every)) {
      refuse(Arrays.copyOf(good, length), "cut after " + length + " of " + good.length + " bytes");
    }
  }

  /** Adds a byte at the end. */
  void extend() throws IOException {
    refuse(Arrays.copyOf(good, good.length + 1), "a byte longer");
  }

  /** The first and the last numbers of {@code [0, bound)}, and a sample of the others or all of them. */
  private int[] chosen(int bound, boolean every) {
    if (every && good.length <= LARGEST) {
      return IntStream.range(0, bound).toArray();
    }
    SplittableRandom random = new SplittableRandom(bound);
    IntStream ends = IntStream.of(0, 1, 7, 8, 63, bound - 8, bound - 1);
    return IntStream.concat(ends, random.ints(SAMPLE, 0, bound)).toArray();
  }

  private void refuse(byte[] damaged, String damage) throws IOException {
    // A new file each time: the old one may still be mapped.
    Files.delete(file);
    Files.write(file, damaged);
    if (++opens % OPENS_PER_COLLECTION == 0) {
      System.gc(); // alone unmaps files, of which a process may have some ten thousand
    }
    try {
      providers.open(file);
    } catch (ModelFormatException e) {
      assertThat(e.getMessage()).as(damage).startsWith(file.toString());
      return;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(damage + ": must be refused with a ModelFormatException", e);
    }
    throw new AssertionError(damage + ": must be refused but was opened");
  }
}

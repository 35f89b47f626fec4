package io.cartrec.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartrec.model.SafeTensors.Contents;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * Weights that another program trained: a safetensors file, mapped into memory. Nothing in it is believed:
 * sizes are checked against the file when it is opened, types, shapes and numbers when a tensor is read.
 * Each fault is a {@link ModelFormatException}. Immutable and thread-safe.
 *
 * @see <a href="https://github.com/huggingface/safetensors">safetensors</a>
 */
public final class WeightFile {

  private final Path file;
  private final Contents contents;

  private WeightFile(Path file, Contents contents) {
    this.file = file;
    this.contents = contents;
  }

  /**
   * Opens a file.
   *
   * @throws ModelFormatException if it is no safetensors file, or its sizes contradict each other
   * @throws IOException if it cannot be read
   */
  public static WeightFile open(Path file) throws IOException {
    return new WeightFile(file, SafeTensors.openForeign(file));
  }

  /** The names of its tensors. */
  public Set<String> names() {
    return contents.tensors().keySet();
  }

  /** The tensor {@code name}, which must hold finite 32-bit floats and have the shape {@code shape}. */
  public Tensor floats(String name, Integer... shape) throws ModelFormatException {
    Tensor tensor = contents.tensors().get(name);
    if (tensor == null) {
      throw fault(name, "is missing; there are " + String.join(", ", names()));
    }
    if (tensor.type() != Tensor.Type.F32) {
      throw fault(name, "must hold F32 but holds " + tensor.type());
    }
    List<Integer> found = contents.shapes().getOrDefault(name, List.of());
    if (!found.equals(Arrays.asList(shape))) {
      throw fault(name, "must be " + words(Arrays.asList(shape)) + " but is " + words(found));
    }
    FloatBuffer numbers = tensor.floats();
    for (int i = 0; i < numbers.limit(); i++) {
      if (!(Math.abs(numbers.get(i)) <= Float.MAX_VALUE)) {
        throw fault(name, "holds " + numbers.get(i) + " at " + i);
      }
    }
    return tensor;
  }

  private static String words(List<Integer> shape) {
    return shape.stream().map(String::valueOf).collect(Collectors.joining(" x "));
  }

  /** What is wrong with a tensor of this file. */
  public ModelFormatException fault(String tensor, String reason) {
    return new ModelFormatException(file, "tensor " + tensor, reason);
  }

  /** A CRC32C over names, shapes and bytes, in hexadecimal digits: what these weights are known by. */
  public String fingerprint() {
    CRC32C crc = new CRC32C();
    crc.update(contents.shapes().toString().getBytes(UTF_8));
    contents.tensors().values().forEach(tensor -> crc.update(tensor.buffer()));
    return "%08x".formatted(crc.getValue());
  }
}

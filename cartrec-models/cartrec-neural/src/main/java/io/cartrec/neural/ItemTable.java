package io.cartrec.neural;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Tensor;
import io.cartrec.neural.kernel.ByteBlocks;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * What states are multiplied with: items x width numbers, and the same rounded to bytes. Immutable and
 * thread-safe.
 *
 * @param numbers as they were trained
 * @param bytes in [-127, 127], in {@link ByteBlocks}, or none
 * @param scales what a byte of each item's row is worth, or none
 */
record ItemTable(Tensor numbers, Tensor bytes, Tensor scales) {

  static final String BYTES = "output_bytes";
  static final String SCALES = "output_scales";

  static ItemTable of(Tensor numbers) {
    return new ItemTable(
        numbers, Tensor.of(Tensor.Type.I8, ByteBuffer.allocate(0)), Tensor.of(new float[0]));
  }

  /** These numbers in {@code precision}. */
  ItemTable in(Precision precision, int width) {
    return switch (precision) {
      case FLOAT -> of(numbers);
      case INT8 -> rounded(width);
    };
  }

  /** Each row in steps of a 127th of its number that is farthest from 0. */
  private ItemTable rounded(int width) {
    FloatBuffer from = numbers.floats();
    int items = numbers.length() / width;
    byte[] rounded = new byte[Math.toIntExact(ByteBlocks.size(items, width))];
    float[] steps = new float[items];
    float[] row = new float[width];
    for (int item = 0; item < items; item++) {
      from.get(row);
      float farthest = 0;
      for (float number : row) {
        farthest = Math.max(farthest, Math.abs(number));
      }
      float step = farthest / ByteBlocks.MOST;
      for (int k = 0; k < width && step > 0; k++) {
        rounded[ByteBlocks.place(item, k, width)] = (byte) Math.round(row[k] / step);
      }
      steps[item] = step;
    }
    return new ItemTable(
        numbers, Tensor.of(Tensor.Type.I8, ByteBuffer.wrap(rounded)), Tensor.of(steps));
  }

  /** A checkpoint has no bytes: they are made of its numbers. */
  static ItemTable read(ModelFile file, Tensor numbers, Precision precision, int width)
      throws ModelFormatException {
    if (precision == Precision.FLOAT || Checkpoint.isOne(file)) {
      return of(numbers).in(precision, width);
    }
    return new ItemTable(
        numbers,
        file.tensor(BYTES, Tensor.Type.I8, ByteBlocks.size(numbers.length() / width, width)),
        file.finite(SCALES, numbers.length() / width));
  }

  /** Adds the rounded numbers to {@code tensors}, if there are any. */
  void addBytesTo(Map<String, Tensor> tensors) {
    if (isRounded()) {
      tensors.put(BYTES, bytes);
      tensors.put(SCALES, scales);
    }
  }

  boolean isRounded() {
    return scales.length() > 0;
  }
}

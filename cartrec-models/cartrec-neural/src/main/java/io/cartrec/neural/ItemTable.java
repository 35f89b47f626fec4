package io.cartrec.neural;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Tensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * What states are multiplied with: items x width numbers, and the same rounded to bytes. Immutable and
 * thread-safe.
 *
 * @param numbers as they were trained
 * @param bytes in [-127, 127], or none
 * @param scales what a byte of each item's row is worth, or none
 */
record ItemTable(Tensor numbers, Tensor bytes, Tensor scales) {

  static final String BYTES = "output_bytes";
  static final String SCALES = "output_scales";

  private static final int MOST = Byte.MAX_VALUE;

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
    ByteBuffer bytes = ByteBuffer.allocate(from.remaining());
    float[] scales = new float[width == 0 ? 0 : from.remaining() / width];
    float[] row = new float[width];
    for (int item = 0; item < scales.length; item++) {
      from.get(row);
      float farthest = 0;
      for (float number : row) {
        farthest = Math.max(farthest, Math.abs(number));
      }
      scales[item] = farthest / MOST;
      for (float number : row) {
        bytes.put(scales[item] > 0 ? (byte) Math.round(number / scales[item]) : 0);
      }
    }
    return new ItemTable(numbers, Tensor.of(Tensor.Type.I8, bytes.flip()), Tensor.of(scales));
  }

  /** A checkpoint has no bytes: they are made of its numbers. */
  static ItemTable read(ModelFile file, Tensor numbers, Precision precision, int width)
      throws ModelFormatException {
    if (precision == Precision.FLOAT || Checkpoint.isOne(file)) {
      return of(numbers).in(precision, width);
    }
    return new ItemTable(
        numbers,
        file.tensor(BYTES, Tensor.Type.I8, numbers.length()),
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

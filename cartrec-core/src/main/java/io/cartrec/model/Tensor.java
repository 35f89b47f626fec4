package io.cartrec.model;

import io.cartrec.internal.Check;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * A flat array of numbers, on the heap or in a mapped file; the bytes are little-endian and at most 2
 * GiB. Whoever made a tensor may fill it through {@link #buffer()} until it becomes part of a model;
 * from then on it is immutable and thread-safe.
 */
public final class Tensor {

  /** What a tensor's elements are; the names are those of the safetensors format. */
  public enum Type {
    /** 32-bit float. */
    F32(4),
    /** 32-bit int. */
    I32(4),
    /** 8-bit byte. */
    U8(1);

    private final int width;

    Type(int width) {
      this.width = width;
    }

    /** Bytes an element takes. */
    public int width() {
      return width;
    }
  }

  private final Type type;
  private final ByteBuffer buffer;

  private Tensor(Type type, ByteBuffer buffer) {
    this.type = type;
    this.buffer = buffer.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** {@code length} zeros on the heap. */
  public static Tensor allocate(Type type, int length) {
    long bytes = (long) Check.nonNegative(length, "length") * type.width();
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "a tensor must have less than 2 GiB but would have " + bytes + " bytes");
    }
    return new Tensor(type, ByteBuffer.allocate((int) bytes));
  }

  /** A copy of {@code values}. */
  public static Tensor of(int... values) {
    Tensor tensor = allocate(Type.I32, values.length);
    tensor.ints().put(values);
    return tensor;
  }

  /** A copy of {@code values}. */
  public static Tensor of(float... values) {
    Tensor tensor = allocate(Type.F32, values.length);
    tensor.floats().put(values);
    return tensor;
  }

  /**
   * The bytes of {@code buffer}, shared, not copied.
   *
   * @throws IllegalArgumentException if they are not a whole number of elements
   */
  public static Tensor of(Type type, ByteBuffer buffer) {
    if (buffer.remaining() % type.width() != 0) {
      throw new IllegalArgumentException("a tensor of " + type + " must have a multiple of "
          + type.width() + " bytes but has " + buffer.remaining());
    }
    return new Tensor(type, buffer);
  }

  public Type type() {
    return type;
  }

  /** How many elements there are. */
  public int length() {
    return buffer.capacity() / type.width();
  }

  /** The bytes, little-endian, with a position of their own. */
  public ByteBuffer buffer() {
    return buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The elements of an {@link Type#I32} tensor, with a position of their own. */
  public IntBuffer ints() {
    require(Type.I32);
    return buffer.asIntBuffer();
  }

  /** The elements of an {@link Type#F32} tensor, with a position of their own. */
  public FloatBuffer floats() {
    require(Type.F32);
    return buffer.asFloatBuffer();
  }

  private void require(Type wanted) {
    if (type != wanted) {
      throw new IllegalStateException("the tensor holds " + type + ", not " + wanted);
    }
  }
}

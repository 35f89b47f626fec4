package io.cartrec.model;

import io.cartrec.internal.Check;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.function.Consumer;

/**
 * A flat array of numbers, on the heap or in a mapped file; the bytes are little-endian and less than 2
 * GiB. Immutable and thread-safe.
 */
public final class Tensor {

  /** What a tensor's elements are; the names are those of the safetensors format. */
  public enum Type {
    /** 32-bit float. */
    F32(4),
    /** 32-bit int. */
    I32(4),
    /** Signed 8-bit int. */
    I8(1),
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

  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private final Type type;
  private final ByteBuffer buffer;

  private Tensor(Type type, ByteBuffer buffer) {
    this.type = type;
    this.buffer = buffer.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** {@code length} ints on the heap, as {@code fill} puts them; 0 where it puts none. */
  public static Tensor ints(int length, Consumer<IntBuffer> fill) {
    ByteBuffer bytes = allocate(Type.I32, length);
    fill.accept(bytes.asIntBuffer());
    return new Tensor(Type.I32, bytes);
  }

  /** {@code length} floats on the heap, as {@code fill} puts them; 0 where it puts none. */
  public static Tensor floats(int length, Consumer<FloatBuffer> fill) {
    ByteBuffer bytes = allocate(Type.F32, length);
    fill.accept(bytes.asFloatBuffer());
    return new Tensor(Type.F32, bytes);
  }

  /** A copy of {@code values}. */
  public static Tensor of(int... values) {
    return ints(values.length, buffer -> buffer.put(values));
  }

  /** A copy of {@code values}. */
  public static Tensor of(float... values) {
    return floats(values.length, buffer -> buffer.put(values));
  }

  /**
   * The bytes of {@code buffer}, shared, not copied; nobody may change them afterwards.
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

  /** The bytes, little-endian, with a position of their own. Read-only. */
  public ByteBuffer buffer() {
    return buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The elements of an {@link Type#I32} tensor, with a position of their own. Read-only. */
  public IntBuffer ints() {
    require(Type.I32);
    return buffer.asIntBuffer();
  }

  /** The elements of an {@link Type#F32} tensor, with a position of their own. Read-only. */
  public FloatBuffer floats() {
    require(Type.F32);
    return buffer.asFloatBuffer();
  }

  /** A copy of the elements of an {@link Type#I32} tensor. */
  public int[] toInts() {
    int[] copy = new int[length()];
    ints().get(copy);
    return copy;
  }

  /** A copy of the elements of an {@link Type#F32} tensor. */
  public float[] toFloats() {
    float[] copy = new float[length()];
    floats().get(copy);
    return copy;
  }

  private static ByteBuffer allocate(Type type, int length) {
    long bytes = (long) Check.nonNegative(length, "length") * type.width();
    if (bytes > MOST_BYTES) {
      throw new IllegalArgumentException(
          "a tensor must have less than 2 GiB but would have " + bytes + " bytes");
    }
    return ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void require(Type wanted) {
    if (type != wanted) {
      throw new IllegalStateException("the tensor holds " + type + ", not " + wanted);
    }
  }
}

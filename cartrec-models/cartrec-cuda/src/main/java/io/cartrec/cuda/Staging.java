package io.cartrec.cuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where numbers wait on their way between host and device: a piece of the host's memory that the device
 * reaches, and one as large on the device. What one call puts here stays until a later one finds no room;
 * then the stream is awaited, and all of it is free again. Beside them lies room for the kernels of one
 * call, on the device only. Not thread-safe.
 */
final class Staging {

  private static final int SIZE = 1 << 22;
  private static final int ALIGNMENT = 16;

  private final Gpu device;
  private ByteBuffer host;
  private long address;
  private int used;
  private long room;
  private long roomBytes;

  Staging(Gpu device) {
    this.device = device;
    this.host = device.allocateHost(SIZE);
    this.address = device.allocate(SIZE);
  }

  /**
   * Brings {@code arrays} of {@code int} or {@code float} to the device.
   *
   * @param bytes what else is needed on the device, until the next call that needs such room
   * @return where the room begins, then where each array does
   */
  long[] put(long bytes, Object... arrays) {
    long[] begin = new long[arrays.length + 1];
    long size = 0;
    for (int i = 0; i < arrays.length; i++) {
      begin[i + 1] = size;
      size += aligned(bytes(arrays[i]));
    }
    int at = take(size);
    for (int i = 0; i < arrays.length; i++) {
      write(arrays[i], at + (int) begin[i + 1]);
      begin[i + 1] += address + at;
    }
    if (size > 0) {
      device.driver().upload(host, at, (int) size, address + at, device.stream());
    }
    begin[0] = room(bytes);
    return begin;
  }

  /** Room of so many bytes; the stream comes to what needs it next after what needs it now. */
  private long room(long bytes) {
    if (bytes > roomBytes) {
      device.synchronize();
      if (roomBytes > 0) {
        device.free(room);
        roomBytes = 0;
      }
      room = device.allocate(bytes);
      roomBytes = bytes;
    }
    return room;
  }

  private static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  private static long bytes(Object array) {
    long length = array instanceof int[] codes ? codes.length : ((float[]) array).length;
    return length * Integer.BYTES;
  }

  private void write(Object array, int at) {
    ByteBuffer into = piece(at, (int) bytes(array));
    if (array instanceof int[] codes) {
      into.asIntBuffer().put(codes);
    } else {
      into.asFloatBuffer().put((float[]) array);
    }
  }

  /** Writes {@code count} numbers from {@code from} on to {@code into}, elsewhere on the device. */
  void send(float[] numbers, int from, int count, long into) {
    int bytes = count * Float.BYTES;
    int at = take(bytes);
    piece(at, bytes).asFloatBuffer().put(numbers, from, count);
    device.driver().upload(host, at, bytes, into, device.stream());
  }

  /** Reads so many bytes from {@code from}, when all that was asked before is done. */
  ByteBuffer fetch(long from, int bytes) {
    int at = take(bytes);
    device.driver().download(from, host, at, bytes, device.stream());
    device.synchronize();
    return piece(at, bytes);
  }

  private ByteBuffer piece(int at, int bytes) {
    return host.slice(at, bytes).order(ByteOrder.nativeOrder());
  }

  private int take(long bytes) {
    if (bytes > host.capacity() - used) {
      device.synchronize();
      used = 0;
    }
    if (bytes > host.capacity()) {
      grow(Math.toIntExact(bytes));
    }
    int at = used;
    used = (int) Math.min(host.capacity(), at + aligned(bytes));
    return at;
  }

  private void grow(int bytes) {
    long place = device.allocate(bytes);
    ByteBuffer larger;
    try {
      larger = device.allocateHost(bytes);
    } catch (IllegalStateException e) {
      device.free(place);
      throw e;
    }
    device.freeHost(host);
    device.free(address);
    host = larger;
    address = place;
  }
}

package io.cartrec.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A GPU at work: its context, the compiled kernels, a stream that does what it is asked in order, and all
 * memory that was taken, which {@link #close} gives back. Belongs to the thread that opened it.
 */
final class Gpu implements AutoCloseable {

  private static final int MOST_ARGUMENTS = 16;
  private static final int MULTIPROCESSORS = 16; // CUdevice_attribute

  private final Driver driver;
  private final int ordinal;
  private final Set<Long> memory = new HashSet<>();
  private final Set<ByteBuffer> hostMemory = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<String, Long> functions = new HashMap<>();
  private final ByteBuffer arguments =
      ByteBuffer.allocateDirect(MOST_ARGUMENTS * Driver.ARGUMENT).order(ByteOrder.nativeOrder());
  private final int multiprocessors;
  private final long module;
  private final long stream;

  /**
   * Takes the device {@code ordinal} and compiles {@code ptx}, a resource, for it.
   *
   * @throws IllegalStateException if that fails; nothing is taken then
   */
  Gpu(Driver driver, int ordinal, String ptx) {
    this.driver = driver;
    this.ordinal = ordinal;
    driver.retain(ordinal);
    try {
      this.module = driver.load(read(ptx));
      this.stream = driver.createStream();
      this.multiprocessors = driver.attribute(ordinal, MULTIPROCESSORS);
    } catch (RuntimeException e) {
      try { // before the device is released, as it is asked how much is free
        throw e instanceof CudaException failure ? explained("the kernels", failure) : e;
      } finally {
        driver.release(ordinal);
      }
    }
  }

  private static byte[] read(String resource) {
    try (InputStream in = Gpu.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the jar of cartrec-cuda lacks " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  Driver driver() {
    return driver;
  }

  long stream() {
    return stream;
  }

  /** How many blocks run side by side, at least. */
  int multiprocessors() {
    return multiprocessors;
  }

  /**
   * Memory whose numbers are undefined.
   *
   * @throws CudaException if there is too little; it says how much was wanted and is free
   */
  long allocate(long bytes) {
    try {
      long address = driver.allocate(bytes);
      memory.add(address);
      return address;
    } catch (CudaException e) {
      throw explained(mebibytes(bytes) + " more", e);
    }
  }

  /** If memory is what lacks, says how much is free. */
  private CudaException explained(String wanted, CudaException e) {
    return e.code() != CudaException.OUT_OF_MEMORY
        ? e
        : new CudaException(
            "the GPU has no room for " + wanted + ", " + mebibytes(driver.freeMemory())
                + " are free; lower batch, width or negatives, or use device=cpu",
            e);
  }

  private static String mebibytes(long bytes) {
    return (bytes + (1 << 20) - 1) / (1 << 20) + " MiB";
  }

  void free(long address) {
    memory.remove(address);
    driver.free(address);
  }

  /**
   * Memory of the host that the device can reach, in native byte order.
   *
   * @throws CudaException if there is too little; it says how much was wanted
   */
  ByteBuffer allocateHost(int bytes) {
    try {
      ByteBuffer room = driver.allocateHost(bytes);
      hostMemory.add(room);
      return room;
    } catch (CudaException e) {
      throw e.code() != CudaException.OUT_OF_MEMORY
          ? e
          : new CudaException(
              "the host has no " + mebibytes(bytes) + " that the GPU can reach; free memory of the"
                  + " host, raise the limit of locked memory, lower batch, or use device=cpu",
              e);
    }
  }

  /** Gives back the memory of the host; nothing may be on its way there. */
  void freeHost(ByteBuffer room) {
    hostMemory.remove(room);
    driver.freeHost(room);
  }

  /**
   * Has the stream run a kernel.
   *
   * @param values its arguments: matrices, addresses ({@code Long}) and numbers ({@code Integer}, {@code
   *     Float}), as the kernel declares them
   */
  void run(String kernel, Grid grid, Object... values) {
    if (grid.blocks() == 0) {
      return;
    }
    for (int i = 0; i < values.length; i++) {
      put(values[i], i * Driver.ARGUMENT);
    }
    long function = functions.computeIfAbsent(kernel, name -> driver.function(module, name));
    driver.launch(function, grid, arguments, values.length, stream);
  }

  private void put(Object value, int at) {
    if (value instanceof CudaMatrix matrix) {
      matrix.put(arguments, at);
    } else if (value instanceof Long number) {
      arguments.putLong(at, number);
    } else if (value instanceof Integer number) {
      arguments.putInt(at, number);
    } else if (value instanceof Float number) {
      arguments.putFloat(at, number);
    } else {
      throw new IllegalArgumentException("no kernel takes a " + value.getClass().getSimpleName());
    }
  }

  /** Waits until everything that was asked is done. */
  void synchronize() {
    driver.synchronize(stream);
  }

  /** Gives everything back; after a failure of the device, at least its context. */
  @Override
  public void close() {
    try {
      driver.synchronize(stream);
      memory.forEach(driver::free);
      hostMemory.forEach(driver::freeHost);
      driver.destroyStream(stream);
      driver.unload(module);
    } finally {
      driver.release(ordinal);
    }
  }
}

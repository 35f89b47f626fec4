package io.cartrec.cuda;

import java.nio.ByteBuffer;

/**
 * The calls of the CUDA driver that are needed here. Addresses and handles are plain numbers. Every call
 * that fails throws a {@link CudaException}. A context is current on the thread that retained it, and
 * only there.
 */
interface Driver {

  /** Room for an argument of a kernel, in bytes. */
  int ARGUMENT = 24;

  /** The CUDA version that the driver speaks: 1000 times the major one and 10 times the minor one. */
  int version();

  /** How many devices there are. */
  int devices();

  String deviceName(int device);

  /** A property of the device, by its number in {@code CUdevice_attribute}. */
  int attribute(int device, int attribute);

  /** Memory of the device in bytes. */
  long memory(int device);

  /** Makes the device's primary context current on this thread. */
  void retain(int device);

  void release(int device);

  /** Compiles {@code ptx} and gives the module. */
  long load(byte[] ptx);

  void unload(long module);

  long function(long module, String name);

  /** Memory on the device; its numbers are undefined. */
  long allocate(long bytes);

  void free(long address);

  /** Memory that is free on the device, in bytes. */
  long freeMemory();

  /** Memory of the host that the device can reach, in native byte order. */
  ByteBuffer allocateHost(int bytes);

  void freeHost(ByteBuffer memory);

  /** Copies {@code bytes} of {@code from}, from {@code at} on, when the stream comes to it. */
  void upload(ByteBuffer from, int at, int bytes, long into, long stream);

  /** Copies into {@code into}, from {@code at} on, when the stream comes to it. */
  void download(long from, ByteBuffer into, int at, int bytes, long stream);

  /** Copies {@code bytes} within the device, when the stream comes to it. */
  void copy(long from, long into, long bytes, long stream);

  long createStream();

  void destroyStream(long stream);

  /** Waits for all that was asked of the stream. */
  void synchronize(long stream);

  /**
   * Launches a kernel.
   *
   * @param arguments direct, each argument in {@value #ARGUMENT} bytes
   * @param count how many arguments
   */
  void launch(long function, Grid grid, ByteBuffer arguments, int count, long stream);

  /** Has the stream take down what it is asked, instead of doing it. */
  void beginCapture(long stream);

  /** What was taken down, ready to be launched. */
  long endCapture(long stream);

  void launchGraph(long graph, long stream);

  void destroyGraph(long graph);
}

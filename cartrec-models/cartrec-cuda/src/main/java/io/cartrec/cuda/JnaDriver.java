package io.cartrec.cuda;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The CUDA driver through JNA. Not thread-safe. */
final class JnaDriver implements Driver {

  /** The system property that names the library of the driver; found by its usual name without it. */
  static final String PATH = "cartrec.cuda.driver";

  private static final int NAME = 256;
  private static final int MOST_ARGUMENTS = 16;
  private static final int NON_BLOCKING = 1; // or the default stream of others breaks off captures

  private final Memory pointers = new Memory((MOST_ARGUMENTS + 1L) * Long.BYTES);

  private JnaDriver() {}

  /**
   * Loads the library and starts the driver.
   *
   * @throws UnsatisfiedLinkError if the library is not there, or is too old to have what is needed
   * @throws CudaException if there is no device
   */
  static JnaDriver open() {
    boolean isWindows = System.getProperty("os.name").startsWith("Windows");
    String usual = isWindows ? "nvcuda" : "libcuda.so.1";
    NativeLibrary library = NativeLibrary.getInstance(System.getProperty(PATH, usual));
    Natives.bind(Cuda.class, library);
    check("cuInit", Cuda.cuInit(0));
    return new JnaDriver();
  }

  private static void check(String call, int code) {
    if (code != 0) {
      PointerByReference name = new PointerByReference();
      boolean isKnown = Cuda.cuGetErrorName(code, name) == 0;
      throw new CudaException(
          call, code, isKnown ? name.getValue().getString(0) : "an unknown code");
    }
  }

  @Override
  public int version() {
    IntByReference version = new IntByReference();
    check("cuDriverGetVersion", Cuda.cuDriverGetVersion(version));
    return version.getValue();
  }

  @Override
  public int devices() {
    IntByReference count = new IntByReference();
    check("cuDeviceGetCount", Cuda.cuDeviceGetCount(count));
    return count.getValue();
  }

  private static int handle(int device) {
    IntByReference handle = new IntByReference();
    check("cuDeviceGet", Cuda.cuDeviceGet(handle, device));
    return handle.getValue();
  }

  @Override
  public String deviceName(int device) {
    byte[] name = new byte[NAME];
    check("cuDeviceGetName", Cuda.cuDeviceGetName(name, NAME, handle(device)));
    return Native.toString(name, StandardCharsets.UTF_8);
  }

  @Override
  public int attribute(int device, int attribute) {
    IntByReference value = new IntByReference();
    check("cuDeviceGetAttribute", Cuda.cuDeviceGetAttribute(value, attribute, handle(device)));
    return value.getValue();
  }

  @Override
  public long memory(int device) {
    LongByReference bytes = new LongByReference();
    check("cuDeviceTotalMem", Cuda.cuDeviceTotalMem_v2(bytes, handle(device)));
    return bytes.getValue();
  }

  @Override
  public void retain(int device) {
    LongByReference context = new LongByReference();
    check("cuDevicePrimaryCtxRetain", Cuda.cuDevicePrimaryCtxRetain(context, handle(device)));
    check("cuCtxSetCurrent", Cuda.cuCtxSetCurrent(context.getValue()));
  }

  @Override
  public void release(int device) {
    check("cuDevicePrimaryCtxRelease", Cuda.cuDevicePrimaryCtxRelease_v2(handle(device)));
  }

  @Override
  public long load(byte[] ptx) {
    byte[] text = Arrays.copyOf(ptx, ptx.length + 1); // ends with a zero
    LongByReference module = new LongByReference();
    check("cuModuleLoadData", Cuda.cuModuleLoadData(module, text));
    return module.getValue();
  }

  @Override
  public void unload(long module) {
    check("cuModuleUnload", Cuda.cuModuleUnload(module));
  }

  @Override
  public long function(long module, String name) {
    LongByReference function = new LongByReference();
    check("cuModuleGetFunction " + name, Cuda.cuModuleGetFunction(function, module, name));
    return function.getValue();
  }

  @Override
  public long allocate(long bytes) {
    LongByReference address = new LongByReference();
    check("cuMemAlloc", Cuda.cuMemAlloc_v2(address, bytes));
    return address.getValue();
  }

  @Override
  public void free(long address) {
    check("cuMemFree", Cuda.cuMemFree_v2(address));
  }

  @Override
  public long freeMemory() {
    LongByReference free = new LongByReference();
    check("cuMemGetInfo", Cuda.cuMemGetInfo_v2(free, new LongByReference()));
    return free.getValue();
  }

  @Override
  public ByteBuffer allocateHost(int bytes) {
    PointerByReference address = new PointerByReference();
    check("cuMemAllocHost", Cuda.cuMemAllocHost_v2(address, bytes));
    return address.getValue().getByteBuffer(0, bytes).order(ByteOrder.nativeOrder());
  }

  @Override
  public void freeHost(ByteBuffer memory) {
    check("cuMemFreeHost", Cuda.cuMemFreeHost(Native.getDirectBufferPointer(memory)));
  }

  @Override
  public void upload(ByteBuffer from, int at, int bytes, long into, long stream) {
    Pointer source = Native.getDirectBufferPointer(from).share(at);
    check("cuMemcpyHtoDAsync", Cuda.cuMemcpyHtoDAsync_v2(into, source, bytes, stream));
  }

  @Override
  public void download(long from, ByteBuffer into, int at, int bytes, long stream) {
    Pointer target = Native.getDirectBufferPointer(into).share(at);
    check("cuMemcpyDtoHAsync", Cuda.cuMemcpyDtoHAsync_v2(target, from, bytes, stream));
  }

  @Override
  public void copy(long from, long into, long bytes, long stream) {
    check("cuMemcpyDtoDAsync", Cuda.cuMemcpyDtoDAsync_v2(into, from, bytes, stream));
  }

  @Override
  public long createStream() {
    LongByReference stream = new LongByReference();
    check("cuStreamCreate", Cuda.cuStreamCreate(stream, NON_BLOCKING));
    return stream.getValue();
  }

  @Override
  public void destroyStream(long stream) {
    check("cuStreamDestroy", Cuda.cuStreamDestroy_v2(stream));
  }

  @Override
  public void synchronize(long stream) {
    check("cuStreamSynchronize", Cuda.cuStreamSynchronize(stream));
  }

  @Override
  public void launch(long function, Grid grid, ByteBuffer arguments, int count, long stream) {
    long address = Pointer.nativeValue(Native.getDirectBufferPointer(arguments));
    for (int i = 0; i < count; i++) {
      pointers.setLong((long) i * Long.BYTES, address + (long) i * ARGUMENT);
    }
    pointers.setLong((long) count * Long.BYTES, 0);
    check(
        "cuLaunchKernel",
        Cuda.cuLaunchKernel(
            function,
            grid.x(),
            grid.y(),
            1,
            grid.threadsX(),
            grid.threadsY(),
            1,
            0,
            stream,
            pointers,
            0));
  }

  @Override
  public void beginCapture(long stream) {
    int ofThisThread = 1;
    check("cuStreamBeginCapture", Cuda.cuStreamBeginCapture_v2(stream, ofThisThread));
  }

  @Override
  public long endCapture(long stream) {
    LongByReference graph = new LongByReference();
    check("cuStreamEndCapture", Cuda.cuStreamEndCapture(stream, graph));
    LongByReference executable = new LongByReference();
    int code = Cuda.cuGraphInstantiateWithFlags(executable, graph.getValue(), 0);
    check("cuGraphDestroy", Cuda.cuGraphDestroy(graph.getValue()));
    check("cuGraphInstantiate", code);
    return executable.getValue();
  }

  @Override
  public void launchGraph(long graph, long stream) {
    check("cuGraphLaunch", Cuda.cuGraphLaunch(graph, stream));
  }

  @Override
  public void destroyGraph(long graph) {
    check("cuGraphExecDestroy", Cuda.cuGraphExecDestroy(graph));
  }
}

package io.cartrec.cuda;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;

/** The driver's functions under their own names; each gives a code, 0 for success. */
@SuppressWarnings("MethodName") // the names are the driver's
final class Cuda {

  private Cuda() {}

  static native int cuInit(int flags);

  static native int cuGetErrorName(int code, PointerByReference name);

  static native int cuDriverGetVersion(IntByReference version);

  static native int cuDeviceGetCount(IntByReference count);

  static native int cuDeviceGet(IntByReference device, int ordinal);

  static native int cuDeviceGetName(byte[] name, int length, int device);

  static native int cuDeviceGetAttribute(IntByReference value, int attribute, int device);

  static native int cuDeviceTotalMem_v2(LongByReference bytes, int device);

  static native int cuDevicePrimaryCtxRetain(LongByReference context, int device);

  static native int cuDevicePrimaryCtxRelease_v2(int device);

  static native int cuCtxSetCurrent(long context);

  static native int cuModuleLoadData(LongByReference module, byte[] image);

  static native int cuModuleUnload(long module);

  static native int cuModuleGetFunction(LongByReference function, long module, String name);

  static native int cuMemAlloc_v2(LongByReference address, long bytes);

  static native int cuMemFree_v2(long address);

  static native int cuMemGetInfo_v2(LongByReference free, LongByReference total);

  static native int cuMemAllocHost_v2(PointerByReference address, long bytes);

  static native int cuMemFreeHost(Pointer address);

  static native int cuMemcpyHtoDAsync_v2(long into, Pointer from, long bytes, long stream);

  static native int cuMemcpyDtoHAsync_v2(Pointer into, long from, long bytes, long stream);

  static native int cuMemcpyDtoDAsync_v2(long into, long from, long bytes, long stream);

  static native int cuStreamCreate(LongByReference stream, int flags);

  static native int cuStreamDestroy_v2(long stream);

  static native int cuStreamSynchronize(long stream);

  static native int cuLaunchKernel(
      long function,
      int gridX,
      int gridY,
      int gridZ,
      int blockX,
      int blockY,
      int blockZ,
      int sharedBytes,
      long stream,
      Pointer parameters,
      long extra);

  static native int cuStreamBeginCapture_v2(long stream, int mode);

  static native int cuStreamEndCapture(long stream, LongByReference graph);

  static native int cuGraphInstantiateWithFlags(LongByReference executable, long graph, long flags);

  static native int cuGraphLaunch(long executable, long stream);

  static native int cuGraphDestroy(long graph);

  static native int cuGraphExecDestroy(long executable);
}

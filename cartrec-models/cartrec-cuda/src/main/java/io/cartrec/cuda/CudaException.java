package io.cartrec.cuda;

/** A call of the CUDA driver failed. The message names the call, the code and what to do. */
public final class CudaException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  /** The driver's code for too little memory. */
  static final int OUT_OF_MEMORY = 2;

  private final int code;

  /**
   * A failed call.
   *
   * @param name the code's name
   */
  CudaException(String call, int code, String name) {
    super(call + " failed with " + name + " (" + code + "): " + advice(code));
    this.code = code;
  }

  CudaException(String message, CudaException cause) {
    super(message, cause);
    this.code = cause.code;
  }

  int code() {
    return code;
  }

  private static String advice(int code) {
    return switch (code) {
      case OUT_OF_MEMORY -> "lower batch, width or negatives, or free memory of the device";
      case 3 -> "the driver was not started; please report it, and use device=cpu";
      case 4 -> "the driver is shutting down; train again in a new process";
      case 34 ->
        "this is the stub of the toolkit, no driver; take its folder from the library path, or install"
            + " the NVIDIA driver";
      case 100, 101 -> "there is no such GPU; see CUDA_VISIBLE_DEVICES, or use device=cpu";
      case 46 -> "another process has the GPU for itself; wait for it, or use device=cpu";
      case 200, 218, 222 ->
        "the driver cannot compile the kernels for this GPU; update it, or use device=cpu";
      case 221 ->
        "the driver lacks its compiler, libnvidia-ptxjitcompiler; install it, or give the container"
            + " NVIDIA_DRIVER_CAPABILITIES=compute,utility";
      case 700, 719 -> "the kernels did something wrong; please report it, and use device=cpu";
      case 702 ->
        "a kernel ran longer than the display allows; use a GPU without one, or a smaller batch";
      case 802 -> "the system is not ready; start the NVIDIA Fabric Manager, or wait for it";
      case 803 ->
        "the driver's kernel module and its library differ; reboot, or install matching versions";
      case 999 ->
        "the driver does not say why; look for NVRM or Xid in the kernel's log, reboot, or use"
            + " device=cpu";
      default -> "see the CUDA driver's documentation of the code, or use device=cpu";
    };
  }
}

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
      case 3, 4 -> "the driver is shutting down; train again in a new process";
      case 35, 803 -> "update the NVIDIA driver to one for CUDA 11.6 or later";
      case 100, 101 -> "there is no such GPU; see CUDA_VISIBLE_DEVICES, or use device=cpu";
      case 46 -> "another process has the GPU for itself; wait for it, or use device=cpu";
      case 200, 218, 222 ->
        "the driver cannot compile the kernels for this GPU; update it, or use device=cpu";
      case 700, 719 -> "the kernels did something wrong; please report it, and use device=cpu";
      case 702 ->
        "a kernel ran longer than the display allows; use a GPU without one, or a smaller batch";
      default -> "see the CUDA driver's documentation of the code, or use device=cpu";
    };
  }
}

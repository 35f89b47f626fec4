package io.cartrec.cuda;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Products of matrices by cuBLAS, where the machine has it. Has working memory of its own, so that its
 * launches can be part of a graph and give the same bits each time. Not thread-safe.
 */
final class Blas implements AutoCloseable {

  /** The system property that names the library; {@code none} goes without. */
  static final String PATH = "cartrec.cuda.cublas";

  private static final System.Logger LOG = System.getLogger(Blas.class.getName());
  private static final int WORKSPACE = 32 << 20;
  private static final int DEFAULT = 0; // CUBLAS_DEFAULT_MATH, where float32 stays float32
  private static final int TF32 = 3; // CUBLAS_TF32_TENSOR_OP_MATH

  private static @Nullable NativeLibrary opened;

  private final Gpu device;
  private final long handle;
  private final long workspace;
  private final Memory factors = new Memory(2L * Float.BYTES);

  private Blas(Gpu device, Arithmetic arithmetic, long workspace) {
    LongByReference created = new LongByReference();
    check("cublasCreate", Library.cublasCreate_v2(created));
    this.device = device;
    this.handle = created.getValue();
    this.workspace = workspace;
    try {
      check("cublasSetStream", Library.cublasSetStream_v2(handle, device.stream()));
      check("cublasSetWorkspace", Library.cublasSetWorkspace_v2(handle, workspace, WORKSPACE));
      check(
          "cublasSetMathMode",
          Library.cublasSetMathMode(handle, arithmetic == Arithmetic.TF32 ? TF32 : DEFAULT));
    } catch (IllegalStateException e) {
      Library.cublasDestroy_v2(handle);
      throw e;
    }
  }

  /**
   * Opens it for {@code device}; empty where there is none that works.
   *
   * @throws IllegalStateException if the property names one that does not, or the device has no room
   */
  static Optional<Blas> open(Gpu device, Arithmetic arithmetic) {
    return System.getProperty(PATH) == null
        ? open(device, arithmetic, names())
        : find().map(library -> open(device, arithmetic, library));
  }

  /**
   * Opens the first of the libraries {@code names} that works. The process keeps to it, as handles are of
   * one library.
   */
  static synchronized Optional<Blas> open(Gpu device, Arithmetic arithmetic, List<String> names) {
    List<NativeLibrary> libraries = opened == null
        ? names.stream().flatMap(name -> loaded(name).stream()).toList()
        : List.of(opened);
    for (NativeLibrary library : libraries) {
      try {
        Blas blas = open(device, arithmetic, library);
        opened = library;
        return Optional.of(blas);
      } catch (CudaException e) {
        throw e; // it is the device that failed
      } catch (IllegalStateException e) {
        LOG.log(
            Level.WARNING,
            () -> "cuda goes on without " + library.getFile() + ": " + e.getMessage());
      }
    }
    return Optional.empty();
  }

  private static Blas open(Gpu device, Arithmetic arithmetic, NativeLibrary library) {
    bind(library);
    long workspace = device.allocate(WORKSPACE);
    try {
      return new Blas(device, arithmetic, workspace);
    } catch (IllegalStateException e) {
      device.free(workspace);
      throw e;
    }
  }

  private static void bind(NativeLibrary library) {
    try {
      Natives.bind(Library.class, library);
    } catch (UnsatisfiedLinkError e) {
      throw new IllegalStateException(
          "the library of cuBLAS, " + library.getFile() + ", lacks what is needed; use -D" + PATH
              + " to name that of CUDA 11.6 or later, or none to go without",
          e);
    }
  }

  /**
   * The library by the property, else by the first of its names that is there.
   *
   * @throws IllegalStateException if the property names what cannot be loaded
   */
  static Optional<NativeLibrary> find() {
    String path = System.getProperty(PATH);
    if (path != null) {
      return path.equals("none") ? Optional.empty() : Optional.of(named(path));
    }
    return names().stream().flatMap(name -> loaded(name).stream()).findFirst();
  }

  private static List<String> names() {
    boolean isWindows = System.getProperty("os.name").startsWith("Windows");
    return Stream.of(13, 12, 11)
        .map(version -> isWindows ? "cublas64_" + version : "libcublas.so." + version)
        .toList();
  }

  private static Optional<NativeLibrary> loaded(String name) {
    try {
      return Optional.of(NativeLibrary.getInstance(name));
    } catch (UnsatisfiedLinkError e) {
      return Optional.empty(); // an older one, perhaps
    }
  }

  private static NativeLibrary named(String path) {
    try {
      return NativeLibrary.getInstance(path);
    } catch (UnsatisfiedLinkError e) {
      throw new IllegalStateException(
          "-D" + PATH + " names '" + path
              + "', which cannot be loaded; name the library of cuBLAS, or" + " none to go without",
          e);
    }
  }

  private static void check(String call, int code) {
    if (code != 0) {
      throw new IllegalStateException(call + " failed with the cuBLAS status " + code + "; use -D"
          + PATH + "=none to go without cuBLAS");
    }
  }

  /** {@code into = alpha * op(a) op(b) + beta * into}; what stands row by row is a transpose there. */
  void multiply(
      float alpha,
      CudaMatrix a,
      boolean transposeA,
      CudaMatrix b,
      boolean transposeB,
      float beta,
      CudaMatrix into) {
    factors.setFloat(0, alpha);
    factors.setFloat(Float.BYTES, beta);
    check(
        "cublasSgemm",
        Library.cublasSgemm_v2(
            handle,
            transposeB ? 1 : 0,
            transposeA ? 1 : 0,
            into.columns(),
            into.rows(),
            transposeA ? a.rows() : a.columns(),
            factors,
            b.address(),
            b.stride(),
            a.address(),
            a.stride(),
            factors.share(Float.BYTES),
            into.address(),
            into.stride()));
  }

  @Override
  public void close() {
    check("cublasDestroy", Library.cublasDestroy_v2(handle));
    device.free(workspace);
  }

  /** The library's functions under their own names; each gives a status, 0 for success. */
  private static final class Library {

    static native int cublasCreate_v2(LongByReference handle);

    static native int cublasDestroy_v2(long handle);

    static native int cublasSetStream_v2(long handle, long stream);

    static native int cublasSetWorkspace_v2(long handle, long workspace, long bytes);

    static native int cublasSetMathMode(long handle, int mode);

    static native int cublasSgemm_v2(
        long handle,
        int transposeA,
        int transposeB,
        int m,
        int n,
        int k,
        Pointer alpha,
        long a,
        int strideA,
        long b,
        int strideB,
        Pointer beta,
        long into,
        int stride);
  }
}

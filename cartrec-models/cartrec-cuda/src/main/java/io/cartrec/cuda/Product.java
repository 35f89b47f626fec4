package io.cartrec.cuda;

import java.util.Optional;

/** Products of matrices: by cuBLAS where there is one, else by kernels of our own. Not thread-safe. */
final class Product implements AutoCloseable {

  private static final int LARGE = 128; // side of a tile
  private static final int SMALL = 32;
  private static final int THREADS = 256;

  private final Gpu device;
  private final Arithmetic arithmetic;
  private final Optional<Blas> blas;

  Product(Gpu device, Arithmetic arithmetic) {
    this.device = device;
    this.arithmetic = arithmetic;
    this.blas = Blas.open(device, arithmetic);
  }

  /** {@code into = alpha * op(a) op(b) + beta * into}. */
  void multiply(
      float alpha,
      CudaMatrix a,
      boolean transposeA,
      CudaMatrix b,
      boolean transposeB,
      float beta,
      CudaMatrix into) {
    int terms = transposeA ? a.rows() : a.columns();
    if (blas.isPresent() && terms > 0 && into.rows() > 0 && into.columns() > 0) {
      blas.get().multiply(alpha, a, transposeA, b, transposeB, beta, into);
      return;
    }
    Grid large = Grid.tiles(into, LARGE);
    boolean fills = large.blocks() >= device.multiprocessors();
    boolean tensor = fills && arithmetic == Arithmetic.TF32;
    String kernel = tensor ? "multiply_tf32" : fills ? "multiply_large" : "multiply_small";
    Grid grid = tensor
        ? new Grid(large.x(), large.y(), THREADS, 1)
        : fills ? large : Grid.tiles(into, SMALL);
    int flipA = transposeA ? 1 : 0;
    int flipB = transposeB ? 1 : 0;
    device.run(kernel, grid, alpha, a, flipA, b, flipB, beta, into);
  }

  @Override
  public void close() {
    blas.ifPresent(Blas::close);
  }
}

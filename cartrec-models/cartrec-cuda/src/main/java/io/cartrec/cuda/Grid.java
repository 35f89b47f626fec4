package io.cartrec.cuda;

/**
 * How many blocks of how many threads run a kernel.
 *
 * @param x blocks side by side; 0 for nothing to do
 * @param y blocks below each other
 * @param threadsX threads of a block side by side
 * @param threadsY threads of a block below each other
 */
record Grid(int x, int y, int threadsX, int threadsY) {

  private static final int THREADS = 256; // as THREADS in the kernels
  private static final int MOST = 1 << 16; // blocks that walk on
  private static final int LINE = 32;
  private static final int LINES = 8; // as LINES in the kernels
  private static final int SIDE = 16; // as SIDE in the kernels

  /** For kernels that take each number of {@code count}. */
  static Grid numbers(long count) {
    return new Grid((int) Math.min(MOST, (count + THREADS - 1) / THREADS), 1, THREADS, 1);
  }

  /** For kernels that take each number of {@code matrix}. */
  static Grid numbers(CudaMatrix matrix) {
    return numbers((long) matrix.rows() * matrix.columns());
  }

  /** A block for each of so many rows. */
  static Grid rows(int rows) {
    return new Grid(rows, 1, THREADS, 1);
  }

  /** A block for each of so many rows and heads, with few threads. */
  static Grid heads(int rows, int heads) {
    return new Grid(rows, heads, LINE, 1);
  }

  /** A block for each 32 columns. */
  static Grid columns(int columns) {
    return new Grid((columns + LINE - 1) / LINE, 1, LINE, LINES);
  }

  /** A block for each tile of the result of a product. */
  static Grid tiles(CudaMatrix into, int tile) {
    int x = (into.columns() + tile - 1) / tile;
    int y = (into.rows() + tile - 1) / tile;
    return new Grid(y == 0 ? 0 : x, y, SIDE, SIDE);
  }

  int blocks() {
    return x * y;
  }
}

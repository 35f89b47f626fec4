package io.cartrec.neural.kernel;

/**
 * How the bytes of rows lie that a state is multiplied with: blocks of {@value #ROWS} rows, in a block
 * column after column, so that a vector holds one column of many rows and nothing need be summed across
 * it. Columns are filled up with zeros to a multiple of {@value #GROUP}, rows to whole blocks.
 *
 * <p>The state is rounded too, to few enough steps that {@value #GROUP} products and their sum fit 16
 * bits. Among 16 rows of a column the bytes of the first eight lie in even places and those of the others
 * in odd ones: sums of 16 bits, two in an int, are then widened by shifts.
 */
public final class ByteBlocks {

  /** Rows of a block. */
  public static final int ROWS = 32;

  /** The farthest from 0 that a byte of a row is. */
  public static final int MOST = Byte.MAX_VALUE;

  /** Columns whose products are summed in 16 bits. */
  static final int GROUP = 4;

  static final int STATE_MOST = Short.MAX_VALUE / GROUP / MOST;
  static final int HALF = 8; // rows in even places, then as many in odd ones

  private ByteBlocks() {}

  /** How many columns lie in a block for rows of {@code width}. */
  public static int columns(int width) {
    return (width + GROUP - 1) / GROUP * GROUP;
  }

  /** How many bytes {@code rows} rows of {@code width} take. */
  public static long size(int rows, int width) {
    return ((long) rows + ROWS - 1) / ROWS * ROWS * columns(width);
  }

  /** Where the byte of {@code row} in {@code column} lies. */
  public static int place(int row, int column, int width) {
    return (row / ROWS * columns(width) + column) * ROWS + place(row % ROWS);
  }

  /** Where {@code row} lies in a column. */
  static int place(int row) {
    int sixteen = row / (2 * HALF) * (2 * HALF);
    return sixteen + row % HALF * 2 + row / HALF % 2;
  }

  /** The row of an even {@code place} in a column; {@link #HALF} further on is that of the next. */
  static int row(int place) {
    return place - place % (2 * HALF) / 2;
  }

  /**
   * Rounds {@code state} into {@code into}, which has {@link #columns}, in steps of a {@value
   * #STATE_MOST}th of its number that is farthest from 0; says what a step is worth.
   */
  public static float round(float[] state, short[] into) {
    float farthest = 0;
    for (float number : state) {
      farthest = Math.max(farthest, Math.abs(number));
    }
    float step = farthest / STATE_MOST;
    for (int column = 0; column < state.length; column++) {
      into[column] = step > 0 ? (short) Math.round(state[column] / step) : 0;
    }
    return step;
  }
}

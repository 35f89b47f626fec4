package io.cartrec.neural.kernel;

/**
 * The arithmetic of training on one device. Index arrays are read before a call returns; matrices must
 * come from this object. Shapes are the caller's duty, and are asserted. Same calls, same bits, at any
 * number of threads. Not thread-safe.
 */
public interface TensorKernels extends AutoCloseable {

  /** The kernels of the CPU, the Vector API's where the JVM was started with it. */
  static TensorKernels cpu(int threads) {
    return new CpuKernels(Lanes.best(), threads);
  }

  /** What computes, in a word or two. */
  String name();

  /** A matrix of zeros. */
  Matrix allocate(int rows, int columns);

  /** Writes {@code from}, row by row, into {@code into}. */
  void upload(float[] from, Matrix into);

  /** The numbers of {@code from}, row by row. */
  float[] download(Matrix from);

  /** Sets every number to 0. */
  void clear(Matrix matrix);

  /** {@code into = from}. */
  void copy(Matrix from, Matrix into);

  /** {@code into = alpha * op(a) op(b) + beta * into}, where op transposes if the flag says so. */
  void gemm(
      float alpha,
      Matrix a,
      boolean transposeA,
      Matrix b,
      boolean transposeB,
      float beta,
      Matrix into);

  /** {@code into[i] = table[rows[i]]}, for whole rows. */
  void gather(Matrix table, int[] rows, Matrix into);

  /** {@code table[rows[i]] += from[i]}, for whole rows, in the order of {@code i}. */
  void scatterAdd(Matrix from, int[] rows, Matrix table);

  /** {@code into[0] = sum of the rows of matrix}. */
  void sumRows(Matrix matrix, Matrix into);

  /**
   * Zeroes each number with probability {@code rate} and divides the others by {@code 1 - rate}. Which
   * ones depends on {@code seed} and on row and column alone.
   */
  void dropout(Matrix matrix, float rate, long seed);

  /**
   * Runs a recurrent cell over sequences that begin in state 0.
   *
   * @param steps where the rows of each step and sequence are
   * @param weights of the state: width x state blocks * width
   * @param bias one row, blocks * width
   * @param gates holds the input's part, without bias, in its blocks and 0 in the others; afterwards
   *     what {@link #recurrentBackward} needs
   * @param memory 2 * width columns for a cell with memory, else ignored; overwritten
   * @param state receives the states
   */
  void recurrentForward(
      Cell cell,
      Steps steps,
      Matrix weights,
      Matrix bias,
      Matrix gates,
      Matrix memory,
      Matrix state);

  /**
   * The way back of {@link #recurrentForward}, through all steps.
   *
   * @param gates what the way forward left; afterwards the gradient of the gates before activation, so
   *     that its blocks of the input, of the state and all of it are the gradients of their products and
   *     of the bias
   * @param stateGradient the gradient of each state from above; afterwards with what came back in time
   */
  void recurrentBackward(
      Cell cell,
      Steps steps,
      Matrix weights,
      Matrix gates,
      Matrix memory,
      Matrix state,
      Matrix stateGradient);

  /**
   * Softmax over candidates and its cross-entropy. Of each row of {@code logits} the target's logit
   * counts as it is, and {@code correction[j]} is added to every other: with {@code -log} of the
   * probability that candidate {@code j} was drawn, the sum over the candidates estimates that over the
   * catalogue without bias.
   *
   * @param logits rows x candidates; afterwards {@code scale} times the gradient of the loss
   * @param correction one row
   * @param targets the target's column in each row
   * @return the sum of the losses of the rows, {@code -log P(target)}
   */
  double softmaxCrossEntropy(Matrix logits, Matrix correction, int[] targets, float scale);

  /** How many numbers of each row are greater than the one in column {@code targets[row]}. */
  int[] ranks(Matrix scores, int[] targets);

  /**
   * One step of Adam (Kingma and Ba, 2015) on the rows {@code rows} of {@code parameters}; the moments of
   * other rows rest.
   *
   * @param gradient one row for each of {@code rows}
   * @param first the running means of the gradient, of the shape of {@code parameters}
   * @param second those of its square
   */
  void adam(Matrix gradient, int[] rows, Matrix parameters, Matrix first, Matrix second, Adam rule);

  /**
   * One step of Adagrad (Duchi et al., 2011) on the rows {@code rows} of {@code parameters}: {@code p -=
   * rate * g / sqrt(sum of g² + 1e-8)}.
   *
   * @param sums of the shape of {@code parameters}
   */
  void adagrad(Matrix gradient, int[] rows, Matrix parameters, Matrix sums, float rate);

  /** Gives back what was allocated. */
  @Override
  void close();
}

package io.cartrec.neural.kernel;

import java.util.stream.IntStream;

/**
 * The arithmetic of training on one device. Index arrays are read before a call returns; matrices must
 * come from this object. Shapes are the caller's duty, and are asserted. Same calls, same bits, at any
 * number of threads. Not thread-safe.
 */
public interface TensorKernels extends AutoCloseable {

  /** The kernels of the CPU, the Vector API's where the JVM was started with it. */
  static TensorKernels cpu(int threads) {
    return new CpuKernels(CpuLanes.best(), threads);
  }

  /** Those of the CPU in plain loops, whatever the JVM was started with. */
  static TensorKernels plain(int threads) {
    return new CpuKernels(new PlainLanes(), threads);
  }

  /** What computes, in a word or two. */
  String name();

  /** A matrix of zeros. */
  Matrix allocate(int rows, int columns);

  /** Gives back {@code matrix}, which {@link #allocate} gave, before {@link #close} does. */
  void free(Matrix matrix);

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
   * Moves each row of {@code into} by {@code distance} in the direction of the same row of {@code
   * direction}: {@code into[i] += distance * direction[i] / |direction[i]|}, with a norm that neither
   * overflows nor vanishes; a row without a direction, all 0, stays.
   */
  void moveAlong(Matrix direction, float distance, Matrix into);

  /** {@code into += from}. */
  void add(Matrix from, Matrix into);

  /** Adds the one row of {@code row} to every row of {@code into}. */
  void addRow(Matrix row, Matrix into);

  /** {@code x = max(0, x)}. */
  void relu(Matrix matrix);

  /** Zeroes the gradient where {@code output} is 0. */
  void reluBackward(Matrix output, Matrix gradient);

  /**
   * Brings each row to mean 0 and variance 1, then multiplies by {@code 1 + gain} and adds {@code bias}
   * (Ba et al., 2016); 1e-5 is added to variances.
   *
   * @param normal receives the rows before gain and bias
   * @param scales receives what each row was multiplied by, in one column
   */
  void layerNorm(
      Matrix input, Matrix gain, Matrix bias, Matrix normal, Matrix scales, Matrix output);

  /** The way back of {@link #layerNorm}; receives the three gradients. */
  void layerNormBackward(
      Matrix gradient,
      Matrix gain,
      Matrix normal,
      Matrix scales,
      Matrix inputGradient,
      Matrix gainGradient,
      Matrix biasGradient);

  /**
   * Lets each row look at its sequence up to itself, with several heads (Vaswani et al., 2017): the
   * output is the mean of the values, weighed by the softmax of {@code query key / sqrt(columns of a
   * head)}.
   *
   * @param projected queries, keys and values side by side, 3 * width
   * @param shares receives the weights of the mean: heads * at least as many columns as steps
   * @param output receives the means
   */
  void attention(Steps steps, int heads, Matrix projected, Matrix shares, Matrix output);

  /** The way back of {@link #attention}; {@code projectedGradient} is overwritten. */
  void attentionBackward(
      Steps steps,
      int heads,
      Matrix projected,
      Matrix shares,
      Matrix outputGradient,
      Matrix projectedGradient);

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
   * @param memory memory blocks * width columns; overwritten
   * @param state receives the states; {@link Cell#output} says where the outputs are
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
   * @param gradient that of each output; afterwards that of each state, with what came back in time
   */
  void recurrentBackward(
      Cell cell,
      Steps steps,
      Matrix weights,
      Matrix gates,
      Matrix memory,
      Matrix state,
      Matrix gradient);

  /**
   * What a causal convolution sees: the {@code taps} blocks of columns of a row are the row of its
   * sequence {@code tap * distance} steps before, the nearest first, and 0 before the first step.
   *
   * @param into taps * the columns of {@code from}
   */
  void unfold(Steps steps, int taps, int distance, Matrix from, Matrix into);

  /** Adds up what came of each row: {@code into} is overwritten. */
  void unfoldBackward(Steps steps, int taps, int distance, Matrix gradient, Matrix into);

  /**
   * Softmax over candidates and its cross-entropy. Of each row of {@code logits} the target's logit
   * counts as it is, and {@code correction[j]} is added to every other: with {@code -log} of the
   * probability that candidate {@code j} was drawn, the sum over the candidates estimates that over the
   * catalogue without bias.
   *
   * @param logits rows x candidates, finite; afterwards {@code scale} times the gradient of the loss
   * @param correction one row
   * @param targets the target's column in each row
   * @return the sum of the losses of the rows, {@code -log P(target)}
   */
  default double softmaxCrossEntropy(Matrix logits, Matrix correction, int[] targets, float scale) {
    int[] begin = IntStream.rangeClosed(0, targets.length).toArray();
    return multinomial(logits, correction, begin, targets, scale);
  }

  /**
   * The multinomial likelihood of sets (Liang et al., 2018), over candidates as in {@link
   * #softmaxCrossEntropy}: row {@code i} has the targets {@code columns[k]} for {@code k} in {@code
   * [begin[i], begin[i + 1])}, none twice, whose logits count as they are.
   *
   * @param logits rows x candidates, finite; afterwards {@code scale} times the gradient of the loss
   * @return the sum of the losses of the rows, {@code -log P(target)} summed over their targets
   */
  double multinomial(Matrix logits, Matrix correction, int[] begin, int[] columns, float scale);

  /**
   * The cross-entropy of a yes or no to each candidate: row {@code i} should say yes to {@code columns[k]}
   * for {@code k} in {@code [begin[i], begin[i + 1])}, none twice, and no to all others. {@code
   * correction[j]} is added to every logit but those of the columns {@code exact[k]}, {@code k} in {@code
   * [exactBegin[i], exactBegin[i + 1])}: with {@code -log} of the probability that candidate {@code j} was
   * drawn where the answer is no, logits are those of the catalogue, not of the candidates (King and Zeng,
   * 2001).
   *
   * @param logits rows x candidates, finite; afterwards {@code scale} times the gradient of the loss
   * @param correction one row
   * @return the sum of the losses of all candidates of all rows, {@code -log P(answer)}
   */
  double binaryCrossEntropy(
      Matrix logits,
      Matrix correction,
      int[] begin,
      int[] columns,
      int[] exactBegin,
      int[] exact,
      float scale);

  /**
   * BPR-max with regularized scores (Hidasi and Karatzoglou, 2018, eq. 10 to 14): for a target with the
   * score {@code r} and each other candidate {@code j} with the share {@code s_j} of the others' softmax,
   * {@code -log(sum of s_j σ(r - r_j)) + regularization * sum of s_j r_j²}. Within the logarithm 1e-24 is
   * added, so a target that loses by more than 50 is hardly pulled. Without another candidate it is 0.
   *
   * @param logits rows x candidates, finite; afterwards {@code scale} times the gradient of the loss
   * @param targets the target's column in each row
   * @return the sum of the losses of the rows
   */
  double bprMax(Matrix logits, int[] targets, float regularization, float scale);

  /** {@code into[i]} = the sum of {@code weights[k] * table[rows[k]]}, {@code k} as above. */
  void gatherSums(Matrix table, int[] begin, int[] rows, float[] weights, Matrix into);

  /** {@code table[rows[k]] += weights[k] * from[i]}, {@code k} as above, in the order of {@code k}. */
  void scatterSums(Matrix from, int[] begin, int[] rows, float[] weights, Matrix table);

  /**
   * Draws a number from each of many normal distributions: {@code into = mean + noise}, where the noise
   * is {@code exp(logVariance / 2)} times a standard normal number that depends on {@code seed} and on
   * row and column alone (Kingma and Welling, 2014).
   *
   * @param noise receives the noise
   */
  void gaussian(Matrix mean, Matrix logVariance, long seed, Matrix noise, Matrix into);

  /**
   * The way back of {@link #gaussian}, plus {@code scale} times the gradient of the divergence of the
   * distributions from the standard normal one, {@code KL = (mean² + exp(logVariance) - 1 -
   * logVariance) / 2}, summed.
   *
   * @param gradient of what was drawn
   * @param noise what the way forward left
   * @param meanGradient may be {@code mean}
   * @param logVarianceGradient may be {@code logVariance}
   */
  void gaussianBackward(
      Matrix gradient,
      float scale,
      Matrix mean,
      Matrix logVariance,
      Matrix noise,
      Matrix meanGradient,
      Matrix logVarianceGradient);

  /** {@code x = tanh(x)}. */
  void tanh(Matrix matrix);

  /** Multiplies the gradient by {@code 1 - output²}. */
  void tanhBackward(Matrix output, Matrix gradient);

  /**
   * How many numbers of each row come before the one in column {@code targets[row]}, the greatest first,
   * equal ones by column; a comparison with what is no number goes against the target.
   */
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
   * One step of Adagrad (Duchi et al., 2011) on the rows {@code rows} of {@code parameters}.
   *
   * @param gradient one row for each of {@code rows}
   * @param squares the sums of the gradient's squares, of the shape of {@code parameters}
   */
  void adagrad(Matrix gradient, int[] rows, Matrix parameters, Matrix squares, Adagrad rule);

  /** Gives back what was allocated. */
  @Override
  void close();
}

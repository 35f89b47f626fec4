package io.cartrec.neural;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.Arrays;

/** The mean of each row and the newest before it in its sequence, so many at most. Not thread-safe. */
final class PoolLayer implements Layer {

  private final TensorKernels kernels;
  private final int most;
  private final Matrix output;
  private Bag pools = Bag.EMPTY;

  /** @param most how many rows a mean is of, at most */
  PoolLayer(TensorKernels kernels, int most, int width, int rows) {
    this.kernels = kernels;
    this.most = most;
    this.output = kernels.allocate(rows, width);
  }

  @Override
  public Matrix forward(Steps steps, Matrix inputs, boolean learns, long seed) {
    Matrix out = output(steps.rows());
    pools = pools(steps);
    kernels.gatherSums(inputs, pools.begin(), pools.rows(), pools.weights(), out);
    return out;
  }

  private Bag pools(Steps steps) {
    int[] stepOfRows = steps.stepOfRows();
    return Bag.joined(steps.rows(), row -> {
      int step = stepOfRows[row];
      int sequence = row - steps.row(step, 0);
      int[] rows = new int[Math.min(most, step + 1)];
      Arrays.setAll(rows, back -> steps.row(step - back, sequence));
      float[] shares = new float[rows.length];
      Arrays.fill(shares, 1f / rows.length);
      return Bag.of(rows, shares);
    });
  }

  @Override
  public Matrix output(int rows) {
    return output.rows(0, rows);
  }

  @Override
  public void backward(
      Steps steps, Matrix inputs, Matrix gradient, Matrix inputGradient, long seed) {
    kernels.clear(inputGradient);
    kernels.scatterSums(gradient, pools.begin(), pools.rows(), pools.weights(), inputGradient);
  }
}

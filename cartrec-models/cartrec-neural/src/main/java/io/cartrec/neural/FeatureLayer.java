package io.cartrec.neural;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;

/**
 * Adds to each input what its item's features look like, each as much as it counts, so that an item is
 * the sum of itself and what it has, as in LightFM. All look like nothing at first. Not thread-safe.
 *
 * @see <a href="https://arxiv.org/abs/1507.08439">Kula, 2015</a>, section 3.2
 */
final class FeatureLayer implements Layer {

  private final TensorKernels kernels;
  private final FeatureBags bags;
  private final Parameter table;
  private final Matrix output;
  private Bag bag = Bag.EMPTY;

  FeatureLayer(TensorKernels kernels, FeatureBags bags, int width, int rows, Weights weights) {
    this.kernels = kernels;
    this.bags = bags;
    this.table = weights.matrix(FeatureBags.TABLE, bags.size(), width, 0);
    this.output = kernels.allocate(rows, width);
  }

  @Override
  public void read(int[] items, int[][] codes) {
    bag = bags.of(items);
  }

  @Override
  public Matrix forward(Steps steps, Matrix inputs, boolean learns, long seed) {
    Matrix out = output(steps.rows());
    kernels.gatherSums(table.values(), bag.begin(), bag.rows(), bag.weights(), out);
    kernels.add(inputs, out);
    return out;
  }

  @Override
  public Matrix output(int rows) {
    return output.rows(0, rows);
  }

  @Override
  public void backward(
      Steps steps, Matrix inputs, Matrix gradient, Matrix inputGradient, long seed) {
    kernels.clear(table.gradient());
    kernels.scatterSums(gradient, bag.begin(), bag.rows(), bag.weights(), table.gradient());
    kernels.copy(gradient, inputGradient);
  }
}

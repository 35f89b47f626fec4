package io.cartrec.neural;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Mix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.List;

/** Layers on each other, of one width. Not thread-safe. */
final class Stack implements Layer {

  private final TensorKernels kernels;
  private final List<Layer> layers;

  /** @param layers the first one first, at least one */
  Stack(TensorKernels kernels, List<Layer> layers) {
    this.kernels = kernels;
    this.layers = List.copyOf(layers);
  }

  @Override
  public void read(int[] items, int[][] codes) {
    layers.forEach(layer -> layer.read(items, codes));
  }

  @Override
  public Matrix forward(Steps steps, Matrix inputs, boolean learns, long seed) {
    Matrix values = inputs;
    for (int layer = 0; layer < layers.size(); layer++) {
      values = layers.get(layer).forward(steps, values, learns, Mix.of(seed, layer));
    }
    return values;
  }

  @Override
  public Matrix output(int rows) {
    return layers.get(layers.size() - 1).output(rows);
  }

  @Override
  public void backward(
      Steps steps, Matrix inputs, Matrix gradient, Matrix inputGradient, long seed) {
    for (int layer = layers.size() - 1; layer >= 0; layer--) {
      Matrix from = layer == 0 ? inputs : layers.get(layer - 1).output(steps.rows());
      layers.get(layer).backward(steps, from, gradient, inputGradient, Mix.of(seed, layer));
      if (layer > 0) {
        kernels.copy(inputGradient, gradient);
      }
    }
  }
}

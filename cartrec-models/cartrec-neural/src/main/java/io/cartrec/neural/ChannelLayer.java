package io.cartrec.neural;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Steps;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds to each input what a channel's code for it looks like. All look like nothing at first, so a code
 * that was never learned from says nothing. Not thread-safe.
 */
final class ChannelLayer implements Layer {

  private final TensorKernels kernels;
  private final int place; // of the channel among those that are open
  private final Parameter table;
  private final Matrix output;
  private int[] codes = {};

  private ChannelLayer(
      TensorKernels kernels, int place, Channel channel, int width, int rows, Weights weights) {
    this.kernels = kernels;
    this.place = place;
    this.table = weights.matrix(channel.tensor(), channel.size(), width, 0);
    this.output = kernels.allocate(rows, width);
  }

  /** A layer for each channel that is open. */
  static List<Layer> all(
      Channels channels, TensorKernels kernels, int width, int rows, Weights weights) {
    List<Layer> layers = new ArrayList<>();
    for (Channel channel : channels.open()) {
      layers.add(new ChannelLayer(kernels, layers.size(), channel, width, rows, weights));
    }
    return layers;
  }

  @Override
  public void read(int[] items, int[][] codesOfChannels) {
    codes = codesOfChannels[place];
  }

  @Override
  public Matrix forward(Steps steps, Matrix inputs, boolean learns, long seed) {
    Matrix out = output(steps.rows());
    kernels.gather(table.values(), codes, out);
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
    kernels.scatterAdd(gradient, codes, table.gradient());
    kernels.copy(gradient, inputGradient);
  }
}

package io.cartrec.neural;

import io.cartrec.neural.kernel.TensorKernels;
import java.util.List;

/** How the layers of a net are made, for training as for serving. */
@FunctionalInterface
interface LayerPlan {

  /** No layers. */
  LayerPlan NONE = (kernels, rows, weights) -> List.of();

  /** The layers, the first one first, for batches of at most {@code rows} rows. */
  List<Layer> layers(TensorKernels kernels, int rows, Weights weights);
}

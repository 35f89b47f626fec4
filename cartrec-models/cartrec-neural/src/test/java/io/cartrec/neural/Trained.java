package io.cartrec.neural;

import io.cartrec.model.Tensor;
import java.util.Map;
import java.util.TreeMap;

/** What a net has learned, without the epochs. */
final class Trained {

  private Trained() {}

  /** The tensors of a model with {@code parameters}. */
  static Map<String, Tensor> tensors(Map<String, Parameter> parameters) {
    Map<String, Tensor> tensors = new TreeMap<>();
    parameters.forEach((name, parameter) -> tensors.put(name, Tensor.of(parameter.download())));
    tensors.put(Epochs.LEARNED, Tensor.of(1));
    return tensors;
  }
}

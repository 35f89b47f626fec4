package io.cartrec.neural;

import io.cartrec.model.Tensor;
import io.cartrec.neural.kernel.Adam;
import io.cartrec.neural.kernel.Mix;
import io.cartrec.neural.kernel.TensorKernels;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Where layers take their parameters from: chance, to be trained, or tensors, to be served. Not thread-safe. */
final class Weights {

  private final TensorKernels kernels;
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final Map<String, Tensor> saved;
  private final long seed;
  private final boolean isTraining;

  private Weights(TensorKernels kernels, Map<String, Tensor> saved, long seed, boolean isTraining) {
    this.kernels = kernels;
    this.saved = saved;
    this.seed = seed;
    this.isTraining = isTraining;
  }

  /** Weights that begin by chance. */
  static Weights random(TensorKernels kernels, long seed) {
    return new Weights(kernels, Map.of(), seed, true);
  }

  /** Those that were saved. */
  static Weights saved(TensorKernels kernels, Map<String, Tensor> saved) {
    return new Weights(kernels, saved, 0, false);
  }

  /** A parameter, by chance in {@code [-reach, reach)} or as it was saved. */
  Parameter matrix(String name, int rows, int columns, double reach) {
    Parameter parameter = isTraining
        ? new Parameter(kernels, rows, columns, reach, Mix.of(seed, name.hashCode()))
        : new Parameter(kernels, rows, columns, numbers(name));
    parameters.put(name, parameter);
    return parameter;
  }

  private float[] numbers(String name) {
    FloatBuffer from = Objects.requireNonNull(saved.get(name), name).floats();
    float[] numbers = new float[from.remaining()];
    from.get(numbers);
    return numbers;
  }

  /** How many numbers each parameter of {@code plan} has. */
  static Map<String, Integer> shapes(LayerPlan plan) {
    try (TensorKernels kernels = TensorKernels.cpu(1)) {
      Weights weights = random(kernels, 0);
      plan.layers(kernels, 1, weights);
      Map<String, Integer> shapes = new TreeMap<>();
      weights.parameters.forEach((name, parameter) ->
          shapes.put(name, parameter.values().rows() * parameter.values().columns()));
      return shapes;
    }
  }

  /** A step of every parameter by its gradient. */
  void learn(Adam rule) {
    parameters.values().forEach(parameter -> parameter.learn(rule));
  }

  /** The parameters as they are now. */
  Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new TreeMap<>();
    parameters.forEach((name, parameter) -> tensors.put(name, Tensor.of(parameter.download())));
    return tensors;
  }
}

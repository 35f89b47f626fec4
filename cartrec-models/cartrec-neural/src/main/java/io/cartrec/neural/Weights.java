package io.cartrec.neural;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Tensor;
import io.cartrec.neural.kernel.Mix;
import io.cartrec.neural.kernel.Rule;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Where layers take their parameters from: chance, to be trained, or tensors, to be served. Not thread-safe. */
final class Weights {

  /** Makes a parameter. */
  @FunctionalInterface
  private interface Source {
    Parameter matrix(String name, int rows, int columns, double reach);
  }

  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final Source source;

  private Weights(Source source) {
    this.source = source;
  }

  /** Weights that begin by chance. */
  static Weights random(TensorKernels kernels, Learning learning) {
    return new Weights((name, rows, columns, reach) -> new Parameter(
        kernels,
        learning.optimizer(),
        rows,
        columns,
        reach,
        Mix.of(learning.seed(), name.hashCode())));
  }

  /** Those that were saved. */
  static Weights saved(TensorKernels kernels, Map<String, Tensor> saved) {
    return new Weights((name, rows, columns, reach) ->
        new Parameter(kernels, rows, columns, numbers(saved, name)));
  }

  /** A copy of the tensor {@code name}, which must be there. */
  static float[] numbers(Map<String, Tensor> saved, String name) {
    return Objects.requireNonNull(saved.get(name), name).toFloats();
  }

  /** How many numbers each parameter of {@code plan} has; makes room for none of them. */
  static Map<String, Long> shapes(LayerPlan plan) {
    Map<String, Long> shapes = new TreeMap<>();
    try (TensorKernels kernels = TensorKernels.cpu(1)) {
      plan.layers(kernels, 0, new Weights((name, rows, columns, reach) -> {
        shapes.put(name, (long) rows * columns);
        return new Parameter(kernels, 0, columns, new float[0]);
      }));
    }
    return shapes;
  }

  /** The tensor {@code name} of {@code file}, which must have so many finite numbers. */
  static Tensor read(ModelFile file, String name, long numbers) throws ModelFormatException {
    if (numbers > Integer.MAX_VALUE) {
      throw file.fault(name, "cannot have the " + numbers + " elements that the config asks for");
    }
    return file.finite(name, (int) numbers);
  }

  /** A parameter, by chance in {@code [-reach, reach)} or as it was saved. */
  Parameter matrix(String name, int rows, int columns, double reach) {
    Parameter parameter = source.matrix(name, rows, columns, reach);
    parameters.put(name, parameter);
    return parameter;
  }

  /** A step of every parameter by its gradient. */
  void learn(Rule rule) {
    parameters.values().forEach(parameter -> parameter.learn(rule));
  }

  /** The parameters by name. */
  Map<String, Parameter> parameters() {
    return Collections.unmodifiableMap(parameters);
  }
}

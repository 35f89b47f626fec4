package io.cartrec.neural;

import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adversarial training on embedded inputs (Miyato et al., 2017; He et al., 2018, eq. 7 to 9 with λ = 1):
 * each is moved by a fixed distance where the loss grows fastest, which is taken as a constant, and the
 * net learns from both losses, as they are and as they were moved to. Unlike in the papers a row is moved
 * whatever the others are, after dropout, and what items look like as outputs stays. Not thread-safe.
 *
 * @see <a href="https://arxiv.org/abs/1605.07725">Miyato et al., 2017</a>
 * @see <a href="https://doi.org/10.1145/3209978.3209981">He et al., 2018</a>
 */
final class Adversary {

  private final TensorKernels kernels;
  private final float distance;
  private final Map<Parameter, Matrix> kept = new LinkedHashMap<>(); // gradients
  private final Matrix keptOfInputs;

  /**
   * An adversary of a net with {@code parameters} between its inputs and its outputs.
   *
   * @param distance how far it moves each row of the inputs
   * @param rows how many they have at most
   */
  Adversary(
      TensorKernels kernels,
      double distance,
      Collection<Parameter> parameters,
      int rows,
      int width) {
    this.kernels = kernels;
    this.distance = (float) distance;
    this.keptOfInputs = kernels.allocate(rows, width);
    for (Parameter parameter : parameters) {
      Matrix gradient = parameter.gradient();
      kept.put(parameter, kernels.allocate(gradient.rows(), gradient.columns()));
    }
  }

  /** Moves {@code inputs} along their {@code gradient}, and keeps all gradients. */
  void move(Matrix inputs, Matrix gradient) {
    kernels.copy(gradient, keptOfInputs.rows(0, gradient.rows()));
    kept.forEach((parameter, own) -> kernels.copy(parameter.gradient(), own));
    kernels.moveAlong(gradient, distance, inputs);
  }

  /** Adds the gradients that were kept to those of the moved inputs. */
  void join(Matrix gradient) {
    kernels.add(keptOfInputs.rows(0, gradient.rows()), gradient);
    kept.forEach((parameter, own) -> kernels.add(own, parameter.gradient()));
  }
}

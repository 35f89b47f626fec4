package io.cartrec.neural;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Tensor;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a net is told of items beside which they are. Immutable and thread-safe.
 *
 * @param features what the shop knows of each
 * @param vectors what the shop computed of each
 */
record Described(Optional<FeatureBags> features, Optional<ItemVectors> vectors) {

  static final Described NOTHING = new Described(Optional.empty(), Optional.empty());

  /**
   * What the data has of that which {@code channels} ask for.
   *
   * @throws IllegalStateException if it has nothing of it
   */
  static Described of(Start start, Channels channels) {
    return new Described(
        channels.features() ? Optional.of(FeatureFinder.find(start)) : Optional.empty(),
        channels.vectors().isEmpty()
            ? Optional.empty()
            : Optional.of(ItemVectors.find(start, channels.vectors())));
  }

  static Described read(ModelFile file, Channels channels) throws ModelFormatException {
    return new Described(
        channels.features() ? Optional.of(FeatureBags.read(file)) : Optional.empty(),
        channels.vectors().isEmpty() ? Optional.empty() : Optional.of(ItemVectors.read(file)));
  }

  /** {@code plan} behind layers that add it to inputs. */
  LayerPlan before(LayerPlan plan, int width) {
    return (kernels, rows, weights) -> {
      List<Layer> layers = layers(kernels, rows, width, weights);
      layers.addAll(plan.layers(kernels, rows, weights));
      return layers;
    };
  }

  private List<Layer> layers(TensorKernels kernels, int rows, int width, Weights weights) {
    List<Layer> layers = new ArrayList<>();
    features.ifPresent(bags -> layers.add(new FeatureLayer(kernels, bags, width, rows, weights)));
    vectors.ifPresent(
        numbers -> layers.add(new VectorLayer(kernels, numbers, width, rows, weights)));
    return layers;
  }

  /** Their tensors, which do not change while the net learns. */
  Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new TreeMap<>();
    features.ifPresent(bags -> tensors.putAll(bags.tensors()));
    vectors.ifPresent(numbers -> tensors.putAll(numbers.tensors()));
    return tensors;
  }
}

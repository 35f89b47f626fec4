package io.cartrec.neural;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Tensor;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The tensors of a sequence model: {@code input_items} and {@code output_items}, items x width, the
 * second absent where they are tied; those of its layers; and {@code learned}. Immutable and thread-safe.
 *
 * @param inputs what items look like as inputs
 * @param outputs what states are multiplied with
 * @param layers the layers' tensors by name
 * @param learned one int: from how many places this was learned, at most 2^31 - 2
 */
record SequenceWeights(Tensor inputs, Tensor outputs, Map<String, Tensor> layers, Tensor learned) {

  static final String INPUTS = "input_items";
  static final String OUTPUTS = "output_items";

  /** What {@link #tensors()} gave. */
  static SequenceWeights of(Map<String, Tensor> tensors) {
    Map<String, Tensor> layers = new TreeMap<>(tensors);
    Tensor inputs = Objects.requireNonNull(layers.remove(INPUTS), INPUTS);
    Tensor outputs = layers.remove(OUTPUTS);
    Tensor learned = Objects.requireNonNull(layers.remove(Epochs.LEARNED), Epochs.LEARNED);
    return new SequenceWeights(inputs, outputs == null ? inputs : outputs, layers, learned);
  }

  /** @param shapes how many numbers each tensor of the layers has */
  static SequenceWeights read(ModelFile file, int width, boolean tied, Map<String, Long> shapes)
      throws ModelFormatException {
    long numbers = (long) file.base().items().size() * width;
    Map<String, Tensor> layers = new TreeMap<>();
    for (Map.Entry<String, Long> shape : shapes.entrySet()) {
      layers.put(shape.getKey(), Weights.read(file, shape.getKey(), shape.getValue()));
    }
    Tensor inputs = Weights.read(file, INPUTS, numbers);
    return new SequenceWeights(
        inputs,
        tied ? inputs : Weights.read(file, OUTPUTS, numbers),
        layers,
        file.codes(Epochs.LEARNED, 1, Integer.MAX_VALUE));
  }

  Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new TreeMap<>(layers);
    tensors.put(INPUTS, inputs);
    if (outputs != inputs) {
      tensors.put(OUTPUTS, outputs);
    }
    tensors.put(Epochs.LEARNED, learned);
    return tensors;
  }

  /** Whether there was anything to learn from. */
  boolean isTrained() {
    return learned.ints().get(0) > 0;
  }
}

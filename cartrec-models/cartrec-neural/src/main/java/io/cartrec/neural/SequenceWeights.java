package io.cartrec.neural;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Tensor;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The tensors of a sequence model: {@code input_items} and {@code output_items}, items x width, the
 * second absent where they are tied; {@code output_bytes} and {@code output_scales} where they are rounded;
 * those of its layers and head, and of what layers are told of items; and {@code learned}. Immutable and
 * thread-safe.
 *
 * @param inputs what items look like as inputs
 * @param outputs what states are multiplied with
 * @param described what layers are told of items
 * @param layers the tensors of layers and head by name
 * @param learned one int: from how many places this was learned, at most 2^31 - 2
 */
record SequenceWeights(
    Tensor inputs,
    ItemTable outputs,
    Described described,
    Map<String, Tensor> layers,
    Tensor learned) {

  static final String INPUTS = "input_items";
  static final String OUTPUTS = "output_items";

  /** What {@link #tensors()} gave, not rounded. */
  static SequenceWeights of(Map<String, Tensor> tensors, Described described) {
    Map<String, Tensor> layers = new TreeMap<>(tensors);
    Tensor inputs = Objects.requireNonNull(layers.remove(INPUTS), INPUTS);
    Tensor outputs = layers.remove(OUTPUTS);
    layers.remove(ItemTable.BYTES);
    layers.remove(ItemTable.SCALES);
    Tensor learned = Objects.requireNonNull(layers.remove(Epochs.LEARNED), Epochs.LEARNED);
    layers.keySet().removeAll(described.tensors().keySet());
    return new SequenceWeights(
        inputs, ItemTable.of(outputs == null ? inputs : outputs), described, layers, learned);
  }

  /** @param plan the layers behind what items look like as inputs */
  static SequenceWeights read(
      ModelFile file,
      int width,
      boolean tied,
      Precision items,
      Channels channels,
      Learning learning,
      LayerPlan plan)
      throws ModelFormatException {
    int itemCount = file.base().items().size();
    long numbers = (long) itemCount * width;
    Described described = Described.read(file, channels);
    Map<String, Long> shapes = Weights.shapes(described.before(plan, width));
    AdditionHead.addShapes(learning, width, itemCount, shapes);
    Map<String, Tensor> layers = new TreeMap<>();
    for (Map.Entry<String, Long> shape : shapes.entrySet()) {
      layers.put(shape.getKey(), Weights.read(file, shape.getKey(), shape.getValue()));
    }
    Tensor inputs = Weights.read(file, INPUTS, numbers);
    Tensor outputs = tied ? inputs : Weights.read(file, OUTPUTS, numbers);
    return new SequenceWeights(
        inputs,
        ItemTable.read(file, outputs, items, width),
        described,
        layers,
        file.codes(Epochs.LEARNED, 1, Integer.MAX_VALUE));
  }

  Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new TreeMap<>(layers);
    tensors.putAll(described.tensors());
    tensors.put(INPUTS, inputs);
    if (outputs.numbers() != inputs) {
      tensors.put(OUTPUTS, outputs.numbers());
    }
    outputs.addBytesTo(tensors);
    tensors.put(Epochs.LEARNED, learned);
    return tensors;
  }

  /** These, with the items as outputs in {@code precision}. */
  SequenceWeights in(Precision precision, int width) {
    return new SequenceWeights(inputs, outputs.in(precision, width), described, layers, learned);
  }

  /** Whether there was anything to learn from. */
  boolean isTrained() {
    return learned.ints().get(0) > 0;
  }
}

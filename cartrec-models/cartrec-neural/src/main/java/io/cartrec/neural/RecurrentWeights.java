package io.cartrec.neural;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Tensor;
import io.cartrec.neural.kernel.Cell;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tensors of a recurrent model: {@code input_items} and {@code output_items}, items x width, the
 * second absent where they are tied; for each layer {@code layerN.input}, width x input blocks * width,
 * {@code layerN.state}, width x state blocks * width, and {@code layerN.bias}, blocks * width, with the
 * blocks of {@link Cell}; {@code learned}, from how many thousands of places. Immutable and thread-safe.
 *
 * @param inputs what items look like as inputs
 * @param outputs what states are multiplied with
 * @param layers the cells
 * @param learned one int: from how many places this was learned, at most 2^31 - 1
 */
record RecurrentWeights(Tensor inputs, Tensor outputs, List<Cells> layers, Tensor learned) {

  /** The weights of one layer, one array for each row; not to be changed. */
  record Cells(float[][] input, float[][] state, float[] bias) {}

  static RecurrentWeights of(
      RecurrentConfig config,
      int itemCount,
      long learned,
      float[] inputs,
      float[] outputs,
      List<float[][]> layers) {
    Tensor input = Tensor.of(inputs);
    List<Cells> cells = new ArrayList<>();
    for (float[][] layer : layers) {
      cells.add(new Cells(
          rows(FloatBuffer.wrap(layer[0]), config.width()),
          rows(FloatBuffer.wrap(layer[1]), config.width()),
          layer[2]));
    }
    return new RecurrentWeights(
        input, config.tied() ? input : Tensor.of(outputs), cells, Tensor.of((int)
            Math.min(Integer.MAX_VALUE, learned)));
  }

  static RecurrentWeights read(ModelFile file, RecurrentConfig config) throws ModelFormatException {
    int width = config.width();
    Cell cell = Cell.valueOf(config.unit().name());
    int numbers = Math.multiplyExact(file.base().items().size(), width);
    Tensor input = file.finite("input_items", numbers);
    List<Cells> cells = new ArrayList<>();
    for (int layer = 0; layer < config.layers(); layer++) {
      String name = "layer" + layer;
      Tensor in = file.finite(name + ".input", width * cell.inputBlocks() * width);
      Tensor state = file.finite(name + ".state", width * cell.stateBlocks() * width);
      Tensor bias = file.finite(name + ".bias", cell.blocks() * width);
      float[] numbersOfBias = new float[bias.length()];
      bias.floats().get(numbersOfBias);
      cells.add(new Cells(rows(in.floats(), width), rows(state.floats(), width), numbersOfBias));
    }
    return new RecurrentWeights(
        input,
        config.tied() ? input : file.finite("output_items", numbers),
        cells,
        file.codes("learned", 1, Integer.MAX_VALUE));
  }

  Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new TreeMap<>();
    tensors.put("input_items", inputs);
    if (outputs != inputs) {
      tensors.put("output_items", outputs);
    }
    for (int layer = 0; layer < layers.size(); layer++) {
      Cells cells = layers.get(layer);
      tensors.put("layer" + layer + ".input", flat(cells.input()));
      tensors.put("layer" + layer + ".state", flat(cells.state()));
      tensors.put("layer" + layer + ".bias", Tensor.of(cells.bias()));
    }
    tensors.put("learned", learned);
    return tensors;
  }

  private static float[][] rows(FloatBuffer numbers, int rows) {
    float[][] matrix = new float[rows][numbers.remaining() / rows];
    for (float[] row : matrix) {
      numbers.get(row);
    }
    return matrix;
  }

  private static Tensor flat(float[][] rows) {
    return Tensor.floats(rows.length * rows[0].length, into -> {
      for (float[] row : rows) {
        into.put(row);
      }
    });
  }
}

package io.cartrec.cli;

import io.cartrec.eval.ModelSpec;
import io.cartrec.model.Model;
import io.cartrec.neural.RecurrentConfig;
import io.cartrec.neural.TorchWeights;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cartrec import}: a model file out of weights that another program trained. */
@Command(
    name = "import",
    description = "Makes a model file of weights that PyTorch trained, under the names that its"
        + " modules give them.")
final class ImportCommand extends Subcommand {

  private static final String BYTE_ORDER_MARK = "\uFEFF"; // which some editors begin a text with

  @Option(
      names = "--model",
      required = true,
      paramLabel = "NAME[:key=value,...]",
      description = "gru or lstm, with the shape that the weights have.")
  private String model = "";

  @Option(
      names = "--weights",
      required = true,
      paramLabel = "FILE.safetensors",
      description = "item_embedding.weight, gru.weight_ih_l0 and so on, as 32-bit floats.")
  private Path weights = Path.of("");

  @Option(
      names = "--items",
      required = true,
      paramLabel = "FILE",
      description = "The item ids, one a line, in the order of the embedding's rows.")
  private Path items = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE.cartrec",
      description = "The model file to write, whole or not at all.")
  private Path out = Path.of("");

  ImportCommand(Console console, ModelProviders providers) {
    super(console, providers);
  }

  @Override
  void run() throws IOException {
    RecurrentConfig config = parsed(this::config);
    OutputFile.check(out);
    Model imported = TorchWeights.read(weights, ids(), config);
    imported.save(out);
    PrintWriter printer = console().out();
    printer.println("imported " + imported.base().provenance().modelVersion() + " of "
        + Text.count(imported.base().items().size(), "item"));
    printer.println(
        "wrote    " + Text.printable(out.toString()) + ", " + Text.bytes(Files.size(out)));
  }

  private RecurrentConfig config() {
    ModelSpec spec = ModelSpec.parse(model);
    Object config = providers().named(spec.name()).parameters().parse(spec.parameters());
    if (config instanceof RecurrentConfig recurrent) {
      return recurrent;
    }
    throw new IllegalArgumentException("--model must be gru or lstm but is " + spec.name());
  }

  private List<String> ids() throws IOException {
    List<String> ids;
    try {
      ids = new ArrayList<>(Files.readAllLines(items));
    } catch (CharacterCodingException e) {
      throw new IOException(items + ": is no text in UTF-8", e);
    }
    if (!ids.isEmpty() && ids.get(0).startsWith(BYTE_ORDER_MARK)) {
      ids.set(0, ids.get(0).substring(BYTE_ORDER_MARK.length()));
    }
    int empty = ids.indexOf("");
    if (empty >= 0) {
      throw new IOException(items + ": line " + (empty + 1) + " has no item id");
    }
    return ids;
  }
}

package io.cartrec.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartrec.data.IdIndex;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelProvenance;
import io.cartrec.model.Tensor;
import io.cartrec.model.Verification;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cartrec inspect}: what is in a model file, and that all of it is sound. */
@Command(name = "inspect", description = "Verifies a model file and shows what is in it.")
final class InspectCommand extends Subcommand {

  @Option(
      names = "--model-file",
      required = true,
      paramLabel = "FILE.cartrec",
      description = "The model file.")
  private Path file = Path.of("");

  InspectCommand(Console console, ModelProviders providers) {
    super(console, providers);
  }

  @Override
  void run() throws IOException {
    ModelFile model = ModelFile.open(file, Verification.FULL);
    providers().open(file); // checks the structure of the model's own tensors too
    ModelProvenance provenance = model.base().provenance();
    IdIndex items = model.base().items();
    PrintWriter out = console().out();
    out.println(
        "file         " + Text.printable(file.toString()) + ", " + Text.bytes(model.size()));
    out.println("format       cartrec " + model.formatVersion() + " (safetensors)");
    out.println("checksums    all hold: the header and "
        + Text.count(model.tensors().size(), "tensor") + " (CRC32C)");
    out.println("model        " + provenance.modelVersion());
    out.println("config       " + config(provenance.config()));
    out.println("trained on   " + provenance.data());
    out.println("trained by   cartrec " + provenance.library());
    out.println("items        " + Text.count(items.size()));
    out.println("users        no user ids are stored");
    Tensor report = model.tensors().get("report");
    if (report != null && report.type() == Tensor.Type.U8) {
      UTF_8
          .decode(report.buffer())
          .toString()
          .lines()
          .forEach(line -> out.println("             " + Text.printable(line)));
    }
    out.println();
    Table table = new Table("llrr", "tensor", "type", "elements", "size");
    for (Map.Entry<String, Tensor> entry : model.tensors().entrySet()) {
      Tensor tensor = entry.getValue();
      table.row(
          entry.getKey(),
          tensor.type().name(),
          Text.count(tensor.length()),
          Text.bytes((long) tensor.length() * tensor.type().width()));
    }
    table.print(out, "");
  }

  private static String config(Map<String, String> config) {
    return config.isEmpty()
        ? "no parameters"
        : config.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(", "));
  }
}

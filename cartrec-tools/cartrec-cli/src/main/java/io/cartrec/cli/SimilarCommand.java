package io.cartrec.cli;

import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.data.Catalog;
import io.cartrec.io.ItemReader;
import io.cartrec.model.Model;
import io.cartrec.recommend.Embeddings;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cartrec similar}: the items most like one. */
@Command(
    name = "similar",
    description = "Shows the items most like one, by the cosine of a model's embeddings.")
final class SimilarCommand extends Subcommand {

  @Option(
      names = "--model-file",
      required = true,
      paramLabel = "FILE.cartrec",
      description = "A model that has embeddings, such as autoencoder.")
  private Path modelFile = Path.of("");

  @Option(names = "--item", required = true, paramLabel = "ID", description = "The item.")
  private String item = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many items to answer at most; ${DEFAULT-VALUE} by default.")
  private int limit = RecommendationRequest.DEFAULT_LIMIT;

  @Option(
      names = "--items",
      paramLabel = "FILE",
      description = "An items file, to show titles beside ids.")
  private Optional<Path> items = Optional.empty();

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  SimilarCommand(Console console, ModelProviders providers) {
    super(console, providers);
  }

  @Override
  void run() throws IOException {
    if (limit < 0) {
      throw wrongUsage("--limit must be >= 0 but was " + limit);
    }
    Catalog catalog = items.isPresent()
        ? EventFiles.readItems(ItemReader.csv(), items.get(), console())
        : Catalog.empty();
    Model model = providers().open(modelFile);
    Recommendations answer = Embeddings.of(model)
        .orElseThrow(() -> new IllegalArgumentException(
            model.base().provenance().modelVersion() + " has no embeddings; autoencoder has"))
        .similar(item, limit);
    AnswerView view = new AnswerView(catalog, false);
    if (json) {
      console().out().println(view.json(answer));
    } else {
      view.print(answer, console().out(), "");
    }
  }
}

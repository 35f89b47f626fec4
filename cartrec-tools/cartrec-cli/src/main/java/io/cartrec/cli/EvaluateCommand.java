package io.cartrec.cli;

import io.cartrec.eval.Evaluation;
import io.cartrec.eval.EvaluationData;
import io.cartrec.eval.Evaluator;
import io.cartrec.eval.ModelSpec;
import io.cartrec.eval.ProtocolOptions;
import io.cartrec.eval.RunOptions;
import io.cartrec.eval.Task;
import io.cartrec.io.EventReader;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cartrec evaluate}: how good models are at a task, on given data. */
@Command(
    name = "evaluate",
    description = "Judges models by a task; popularity and item-knn are always beside them.")
final class EvaluateCommand extends Subcommand {

  @Option(
      names = "--task",
      required = true,
      paramLabel = "TASK",
      description =
          "next-item, cart-completion, next-basket, leave-one-out, top-n, rating or click.")
  private String task = "";

  @Option(
      names = "--model",
      paramLabel = "NAME[:key=value,...]",
      description = "A model to judge; may stand several times. See 'cartrec models'.")
  private List<String> models = List.of();

  @Mixin
  private EvaluationFiles files = new EvaluationFiles();

  @Mixin
  private ProtocolFlags protocol = new ProtocolFlags();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads train; all processors by default. One asks the questions.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--json", paramLabel = "FILE", description = "Write every figure as JSON.")
  private Optional<Path> json = Optional.empty();

  @Option(names = "--html", paramLabel = "FILE", description = "Write a report with charts.")
  private Optional<Path> html = Optional.empty();

  EvaluateCommand(Console console, ModelProviders providers) {
    super(console, providers);
  }

  @Override
  void run() throws IOException {
    Task judged = parsed(() -> Task.named(task));
    ProtocolOptions options = parsed(protocol::options);
    List<ModelSpec> specs = parsed(() -> models.stream().map(this::model).toList());
    RunOptions run = parsed(() -> RunOptions.defaults().withTrainingThreads(threads));
    EventReader reader = parsed(files::reader);
    for (Optional<Path> file : List.of(json, html)) {
      if (file.isPresent()) {
        OutputFile.check(file.get());
      }
    }
    Evaluation evaluation;
    try (ProgressBars bars = new ProgressBars(console())) {
      EvaluationData data = files.read(reader, console());
      evaluation =
          new Evaluator(providers()).evaluate(judged, data, specs, options, run.withListener(bars));
    }
    console().out().print(evaluation.text());
    if (json.isPresent()) {
      OutputFile.write(json.get(), evaluation.json());
    }
    if (html.isPresent()) {
      OutputFile.write(html.get(), evaluation.page().html());
    }
  }

  private ModelSpec model(String text) {
    ModelSpec spec = ModelSpec.parse(text);
    providers().trainer(spec.name(), spec.parameters()); // complains before the data is read
    return spec;
  }
}

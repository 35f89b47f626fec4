package io.cartrec.cli;

import io.cartrec.eval.Evaluation;
import io.cartrec.eval.EvaluationData;
import io.cartrec.eval.Figure;
import io.cartrec.eval.ModelResult;
import io.cartrec.eval.ModelSpec;
import io.cartrec.eval.ProtocolOptions;
import io.cartrec.eval.RunOptions;
import io.cartrec.eval.Task;
import io.cartrec.eval.Tuner;
import io.cartrec.eval.Tuning;
import io.cartrec.io.EventReader;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cartrec tune}: the settings of a model that do best on validation data. */
@Command(
    name = "tune",
    description = "Searches for a model's best settings on validation data; never looks at --test.")
final class TuneCommand extends Subcommand {

  private static final int SHOWN = 10;

  @Option(
      names = "--task",
      required = true,
      paramLabel = "TASK",
      description =
          "next-item, cart-completion, next-basket, leave-one-out, top-n, rating or click.")
  private String task = "";

  @Option(
      names = "--model",
      required = true,
      paramLabel = "NAME[:key=value,...]",
      description = "The model to tune; parameters given here stay as they are.")
  private String model = "";

  @Option(
      names = "--budget",
      paramLabel = "N",
      description = "How many settings to try, 20 by default.")
  private int budget = 20;

  @Option(
      names = "--halving",
      paramLabel = "N",
      description =
          "Rounds before the last, each on a third of the data of the next; 0 by default.")
  private int halving;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description = "The figure to look for the best of, as 'evaluate' names it: MRR@20.")
  private Optional<String> metric = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the search, 42 by default.")
  private long seed = 42;

  @Mixin
  private EvaluationFiles files = new EvaluationFiles();

  @Mixin
  private ProtocolFlags protocol = new ProtocolFlags();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads train and ask; all processors by default.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--json", paramLabel = "FILE", description = "Write the last round as JSON.")
  private Optional<Path> json = Optional.empty();

  TuneCommand(Console console, ModelProviders providers) {
    super(console, providers);
  }

  @Override
  void run() throws IOException {
    Task judged = parsed(() -> Task.named(task));
    ProtocolOptions options = parsed(protocol::options);
    ModelSpec spec = parsed(() -> ModelSpec.parse(model));
    parsed(() -> providers().trainer(spec.name(), spec.parameters()));
    RunOptions run = parsed(() -> RunOptions.defaults()
        .withTrainingThreads(threads)
        .withEvaluationThreads(threads)
        .withSeed(seed));
    EventReader reader = parsed(files::reader);
    if (json.isPresent()) {
      OutputFile.check(json.get());
    }
    Tuning tuning;
    try (ProgressBars bars = new ProgressBars(console())) {
      EvaluationData data = files.read(reader, console());
      tuning = new Tuner(providers())
          .tune(judged, data, spec, budget, halving, metric, options, run.withListener(bars));
    }
    print(tuning, console().out());
    if (json.isPresent()) {
      OutputFile.write(json.get(), last(tuning).json());
    }
  }

  private static void print(Tuning tuning, PrintWriter out) {
    Evaluation last = last(tuning);
    out.println("%s on validation data, %s questions; the best of %d settings and the baselines:"
        .formatted(last.task().word(), last.data().get("questions"), tuning.tried()));
    List<ModelResult> ranking = tuning.ranking();
    Table table = new Table("rll", tuning.metric(), "95 %", "model");
    for (ModelResult result : ranking.subList(0, Math.min(SHOWN, ranking.size()))) {
      Figure figure = result.figure(tuning.metric()).orElseThrow();
      table.row(
          String.format(Locale.ROOT, "%.4f", figure.value()),
          String.format(Locale.ROOT, "[%.4f, %.4f]", figure.low(), figure.high()),
          result.model());
    }
    table.print(out, "  ");
    last.warnings().forEach(warning -> out.println("warning: " + warning));
    out.println("best: --model " + tuning.best());
  }

  private static Evaluation last(Tuning tuning) {
    return tuning.rounds().get(tuning.rounds().size() - 1);
  }
}

package io.cartrec.cli;

import io.cartrec.data.Catalog;
import io.cartrec.data.Dataset;
import io.cartrec.eval.Evaluation;
import io.cartrec.eval.EvaluationData;
import io.cartrec.eval.Evaluator;
import io.cartrec.eval.InputFile;
import io.cartrec.eval.ModelSpec;
import io.cartrec.eval.ProtocolOptions;
import io.cartrec.eval.RunOptions;
import io.cartrec.eval.Task;
import io.cartrec.io.EventFormat;
import io.cartrec.io.EventReader;
import io.cartrec.model.Model;
import io.cartrec.model.TrainingOptions;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cartrec demo}: real data, training, recommendations with reasons, figures and a report. */
@Command(
    name = "demo",
    description = "Trains on real data, recommends, explains, evaluates and writes a report.")
final class DemoCommand extends Subcommand {

  private static final String MODEL = "item-knn";

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Where the report goes; ${DEFAULT-VALUE} by default.")
  private Path html = Path.of("cartrec-demo.html");

  @Option(
      names = "--events",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Events of your own, instead of the baskets of a Belgian supermarket.")
  private List<Path> events = List.of();

  private final Path cache;
  private final RetailBaskets.Download download;

  DemoCommand(
      Console console, ModelProviders providers, Path cache, RetailBaskets.Download download) {
    super(console, providers);
    this.cache = cache;
    this.download = download;
  }

  @Override
  void run() throws IOException {
    long start = System.nanoTime();
    OutputFile.check(html);
    PrintWriter out = console().out();
    try (ProgressBars bars = new ProgressBars(console())) {
      List<Path> files = events;
      List<String> origin = new ArrayList<>();
      Dataset data;
      if (events.isEmpty()) {
        RetailBaskets retail = RetailBaskets.in(cache, download);
        files = List.of(retail.baskets());
        data = EventFiles.read(EventReader.of(EventFormat.FIMI), files, console());
        origin.add("All purchases of a Belgian supermarket: " + sizes(data) + ".");
        origin.add(RetailBaskets.CITATION);
        origin.add(checked(retail, data, bars));
      } else {
        data = EventFiles.read(EventReader.csv(), files, console());
        origin.add("Your events: " + sizes(data) + ".");
      }
      origin.forEach(out::println);
      out.flush();
      SampleCarts carts = SampleCarts.of(data, part -> train(MODEL, Map.of(), part, bars));
      print(carts);
      Evaluation evaluation = evaluate(data, files, bars);
      print(evaluation);
      OutputFile.write(html, new DemoReport(data, origin, carts, evaluation).html());
    }
    out.println();
    out.println("Report: " + html.toAbsolutePath().normalize().toUri());
    out.println("Done in " + Text.duration(Duration.ofNanos(System.nanoTime() - start)) + ".");
  }

  private static String sizes(Dataset data) {
    return Text.count(data.sessions().size(), "basket") + ", "
        + Text.count(data.items().size()) + " items, " + Text.count(data.rows(), "event");
  }

  private String checked(RetailBaskets retail, Dataset data, ProgressBars bars) throws IOException {
    ItemsetCounts published = ItemsetCounts.read(retail.itemsets());
    Map<String, String> countOnly = Map.of(
        "measure",
        "count",
        "min-support",
        "100",
        "neighbors",
        String.valueOf(data.items().size()));
    List<String> differences = published.differences(train("co-occurrence", countOnly, data, bars));
    if (!differences.isEmpty()) {
      throw new IllegalStateException("our counts differ from the published ones in "
          + differences.size() + " cases, such as: " + differences.get(0));
    }
    return "Checked: the counts of all " + Text.count(published.singles().size())
        + " items and " + Text.count(published.pairCount())
        + " pairs of the published frequent itemsets are exactly ours.";
  }

  private Model train(
      String name, Map<String, String> parameters, Dataset data, ProgressBars bars) {
    TrainingOptions options = TrainingOptions.defaults()
        .withThreads(Runtime.getRuntime().availableProcessors())
        .withListener(bars);
    return providers().trainer(name, parameters).train(data, options);
  }

  private Evaluation evaluate(Dataset data, List<Path> files, ProgressBars bars)
      throws IOException {
    List<InputFile> read = new ArrayList<>();
    for (Path file : files) {
      read.add(InputFile.of("train", file));
    }
    return new Evaluator(providers())
        .evaluate(
            Task.CART_COMPLETION,
            EvaluationData.of(data).withFiles(read),
            List.of(new ModelSpec("co-occurrence", Map.of())),
            ProtocolOptions.defaults(),
            RunOptions.defaults()
                .withTrainingThreads(Runtime.getRuntime().availableProcessors())
                .withListener(bars));
  }

  private void print(SampleCarts carts) {
    PrintWriter out = console().out();
    AnswerView view = new AnswerView(Catalog.empty(), true);
    out.println();
    out.println("What to show next? A few carts that " + MODEL + " has not seen in training,"
        + " each with one item taken out:");
    for (SampleCarts.Answer answer : carts.answers()) {
      out.println();
      out.println("  basket " + Text.printable(answer.basket()) + ": "
          + Text.oneLine(String.join(", ", answer.cart())));
      view.print(answer.recommendations(), out, "    ");
      int rank = answer.recommendations().itemIds().indexOf(answer.hidden()) + 1;
      out.println("    Taken out was " + Text.printable(answer.hidden())
          + (rank > 0 ? ", number " + rank + " here." : ", which is not here."));
    }
    out.flush();
  }

  private void print(Evaluation evaluation) {
    PrintWriter out = console().out();
    out.println();
    out.println("How good is that? In the newest fifth of the baskets one item each was hidden,"
        + " and all items ranked:");
    out.println();
    MetricsTable.print(evaluation, out);
    out.println();
    out.println("  HR@20 is how often the hidden item was among the first 20, MRR@20 the mean of"
        + " 1 / rank; p50 and p99 time one answer.");
    evaluation.warnings().forEach(console()::warn);
  }
}

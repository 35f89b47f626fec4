package io.cartrec.cli;

import io.cartrec.UserProfile;
import io.cartrec.data.Catalog;
import io.cartrec.data.Dataset;
import io.cartrec.data.IdIndex;
import io.cartrec.eval.ModelSpec;
import io.cartrec.io.Cleaning;
import io.cartrec.io.CleaningReport;
import io.cartrec.io.EventReader;
import io.cartrec.io.ItemReader;
import io.cartrec.io.OnError;
import io.cartrec.io.ReadReport;
import io.cartrec.io.UserReader;
import io.cartrec.model.IncrementalTrainer;
import io.cartrec.model.Model;
import io.cartrec.model.ModelProvenance;
import io.cartrec.model.Trainer;
import io.cartrec.model.TrainingOptions;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cartrec train}: a model file out of event files. */
@Command(name = "train", description = "Trains a model on events and writes it to a file.")
final class TrainCommand extends Subcommand {

  private static final int PROBLEMS_SHOWN = 5;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "NAME[:key=value,...]",
      description = "The model and what differs from its defaults. See 'cartrec models'.")
  private String model = "";

  @Option(
      names = "--events",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Event files, read one after the other.")
  private List<Path> events = List.of();

  @Option(
      names = "--items",
      paramLabel = "FILE",
      description = "What is known of the items, for models that learn from it.")
  private Optional<Path> items = Optional.empty();

  @Option(
      names = "--users",
      paramLabel = "FILE",
      description = "What is known of the users, for models that learn from it.")
  private Optional<Path> users = Optional.empty();

  @Mixin
  private EventFiles eventFiles = new EventFiles();

  @Option(
      names = "--clean",
      paramLabel = "STEP[,STEP...]",
      description = "What to take out first, in order: duplicates, cancellations, repeats, bots=N,"
          + " regular=N, outliers=X, max-session=N, min-session=N, min-item=N, min-user=N.")
  private Optional<String> clean = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads train; all processors by default. The model does not depend"
          + " on it.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--from",
      paramLabel = "FILE.cartrec",
      description = "A neural model to begin with, whose parameters are then the defaults; it gets"
          + " to know the items of the events, and forgets none.")
  private Optional<Path> from = Optional.empty();

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "Where a neural model keeps what it has learned after each epoch; the same"
          + " command goes on from there when it was interrupted.")
  private Optional<Path> checkpoint = Optional.empty();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE.cartrec",
      description = "The model file to write, whole or not at all.")
  private Path out = Path.of("");

  TrainCommand(Console console, ModelProviders providers) {
    super(console, providers);
  }

  @Override
  void run() throws IOException {
    ModelSpec spec = parsed(() -> ModelSpec.parse(model));
    Optional<Model> known =
        from.isPresent() ? Optional.of(providers().open(from.get())) : Optional.empty();
    Trainer<? extends Model> trainer = parsed(() -> trainer(spec, known));
    EventReader reader = parsed(eventFiles::reader);
    Cleaning cleaning = parsed(() -> clean.map(Cleaning::parse).orElse(Cleaning.none()));
    TrainingOptions options = parsed(this::options);
    OutputFile.check(out);
    if (checkpoint.isPresent()) {
      OutputFile.check(checkpoint.get());
    }
    Dataset data = described(cleaned(read(reader), cleaning), reader.onError());
    long start = System.nanoTime();
    Model trained;
    try (ProgressBars bars = new ProgressBars(console())) {
      trained = train(trainer, data, options.withListener(bars), known);
    }
    Duration span = Duration.ofNanos(System.nanoTime() - start);
    trained.save(out);
    PrintWriter printer = console().out();
    printer.println("trained  " + trained.base().provenance().modelVersion() + " in "
        + Text.duration(span) + " on " + Text.count(threads, "thread"));
    printer.println(
        "wrote    " + Text.printable(out.toString()) + ", " + Text.bytes(Files.size(out)));
  }

  private Trainer<? extends Model> trainer(ModelSpec spec, Optional<Model> start) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (start.isPresent()) {
      ModelProvenance known = start.get().base().provenance();
      if (!known.algorithm().equals(spec.name())) {
        throw new IllegalArgumentException(
            "--from must name a model " + spec.name() + " but names one " + known.algorithm());
      }
      parameters.putAll(known.config());
    }
    parameters.putAll(spec.parameters());
    Trainer<? extends Model> trainer = providers().trainer(spec.name(), parameters);
    if (trainer instanceof IncrementalTrainer<? extends Model> incremental) {
      incremental.check(start);
    } else if (start.isPresent() || checkpoint.isPresent()) {
      throw new IllegalArgumentException("--from and --checkpoint are for models that learn little"
          + " by little, but " + spec.name() + " learns in one go");
    }
    return trainer;
  }

  private TrainingOptions options() {
    if (checkpoint.isPresent() && absolute(checkpoint.get()).equals(absolute(out))) {
      throw new IllegalArgumentException(
          "--checkpoint and --out must be two files but both are " + out);
    }
    TrainingOptions options = TrainingOptions.defaults().withThreads(threads);
    return checkpoint.map(options::withCheckpoint).orElse(options);
  }

  private static Path absolute(Path file) {
    return file.toAbsolutePath().normalize();
  }

  private static Model train(
      Trainer<? extends Model> trainer,
      Dataset data,
      TrainingOptions options,
      Optional<Model> start) {
    return trainer instanceof IncrementalTrainer<? extends Model> incremental
        ? incremental.train(data, options, start)
        : trainer.train(data, options);
  }

  private Dataset read(EventReader reader) throws IOException {
    PrintWriter printer = console().out();
    ReadReport report = new ReadReport();
    long start = System.nanoTime();
    Dataset data = EventFiles.read(reader, events, report);
    printer.println(
        "read     " + report + " in " + Text.duration(Duration.ofNanos(System.nanoTime() - start)));
    List<String> problems = report.problems();
    for (String problem : problems.subList(0, Math.min(PROBLEMS_SHOWN, problems.size()))) {
      printer.println("           " + Text.oneLine(problem));
    }
    if (report.skipped() > PROBLEMS_SHOWN) {
      printer.println("           and " + Text.count(report.skipped() - PROBLEMS_SHOWN) + " more");
    }
    return data;
  }

  private Dataset described(Dataset read, OnError onError) throws IOException {
    Dataset data = read;
    if (items.isPresent()) {
      Catalog catalog = EventFiles.readItems(new ItemReader(onError), items.get(), console());
      printKnown("items", catalog.size(), data.items(), id -> catalog.find(id).isPresent());
      data = data.withCatalog(catalog);
    }
    if (users.isPresent()) {
      List<UserProfile> profiles =
          EventFiles.readUsers(new UserReader(onError), users.get(), console());
      Set<String> known = profiles.stream().map(UserProfile::id).collect(Collectors.toSet());
      printKnown("users", known.size(), data.users(), known::contains);
      data = data.withProfiles(profiles);
    }
    return data;
  }

  private void printKnown(String what, int described, IdIndex ids, Predicate<String> isKnown) {
    long known =
        IntStream.range(0, ids.size()).mapToObj(ids::id).filter(isKnown).count();
    console()
        .out()
        .println(what + "    " + Text.count(described) + " described, among them "
            + Text.count(known) + " of the " + Text.count(ids.size()) + " in the events");
  }

  private Dataset cleaned(Dataset read, Cleaning cleaning) throws IOException {
    PrintWriter printer = console().out();
    Cleaning.Cleaned cleaned = cleaning.apply(read);
    for (CleaningReport.Step step : cleaned.report().steps()) {
      printer.println("cleaned  " + step);
    }
    Dataset data = cleaned.data();
    if (data.rows() == 0) {
      throw new IOException("cleaning leaves no event to train on; relax --clean");
    }
    printer.println("data     " + Text.count(data.rows(), "event") + ", "
        + Text.count(data.items().size(), "item") + ", "
        + Text.count(data.sessionIds().size(), "session") + ", "
        + Text.count(data.users().size(), "user"));
    return data;
  }
}

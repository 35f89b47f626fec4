package io.cartrec.cli;

import io.cartrec.data.Dataset;
import io.cartrec.eval.EvaluationData;
import io.cartrec.eval.InputFile;
import io.cartrec.io.BasketKey;
import io.cartrec.io.EventReader;
import io.cartrec.io.ItemReader;
import io.cartrec.io.RowFilter;
import io.cartrec.io.UserReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The data of an evaluation, as options. Picocli sets its fields. Not thread-safe. */
final class EvaluationFiles {

  @Option(
      names = "--train",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Events to learn from; without --test, a test part is cut off them.")
  private List<Path> train = List.of();

  @Option(
      names = "--valid",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Events to tune on; part of the history in leave-one-out.")
  private List<Path> valid = List.of();

  @Option(
      names = "--test",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Events to judge by.")
  private List<Path> test = List.of();

  @Option(
      names = "--folds",
      arity = "1..*",
      paramLabel = "FILE",
      description = "next-basket: files of user,split with train, valid or test; one fold each.")
  private List<Path> folds = List.of();

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

  @Option(
      names = "--where",
      paramLabel = "CONDITIONS",
      description = "Take only rows that meet all of these: \"quantity>0,price>0,item!=X\".")
  private Optional<String> where = Optional.empty();

  @Option(
      names = "--basket-key",
      paramLabel = "KEY",
      description = "What makes a basket: session (default) or timestamp+session.")
  private String basketKey = "session";

  @Mixin
  private EventFiles events = new EventFiles();

  /**
   * The reader that the options describe.
   *
   * @throws IllegalArgumentException if a value is not allowed
   */
  EventReader reader() {
    RowFilter filter = where.map(RowFilter::parse).orElse(RowFilter.all());
    return events.reader().where(filter).basketKey(BasketKey.parse(basketKey));
  }

  /** Reads everything. */
  EvaluationData read(EventReader reader, Console console) throws IOException {
    List<InputFile> files = new ArrayList<>();
    Dataset learnt = part("train", train, reader, console, files);
    if (items.isPresent()) {
      ItemReader described = new ItemReader(reader.onError());
      learnt = learnt.withCatalog(EventFiles.readItems(described, items.get(), console));
    }
    if (users.isPresent()) {
      UserReader described = new UserReader(reader.onError());
      learnt = learnt.withProfiles(EventFiles.readUsers(described, users.get(), console));
    }
    EvaluationData data = EvaluationData.of(learnt);
    if (!valid.isEmpty()) {
      data = data.withValid(part("valid", valid, reader, console, files));
    }
    if (!test.isEmpty()) {
      data = data.withTest(part("test", test, reader, console, files));
    }
    for (Path fold : folds) {
      data = data.withFold(FoldFile.read(fold));
      files.add(InputFile.of("folds", fold));
    }
    if (items.isPresent()) {
      files.add(InputFile.of("items", items.get()));
    }
    if (users.isPresent()) {
      files.add(InputFile.of("users", users.get()));
    }
    return data.withFiles(files);
  }

  private static Dataset part(
      String role, List<Path> paths, EventReader reader, Console console, List<InputFile> files)
      throws IOException {
    Dataset part = EventFiles.read(reader, paths, console);
    for (Path path : paths) {
      files.add(InputFile.of(role, path));
    }
    return part;
  }
}

package io.cartrec.cli;

import io.cartrec.Cart;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.RepeatPolicy;
import io.cartrec.UserProfile;
import io.cartrec.data.Catalog;
import io.cartrec.data.Dataset;
import io.cartrec.io.EventFormat;
import io.cartrec.io.EventReader;
import io.cartrec.io.ItemReader;
import io.cartrec.io.UserReader;
import io.cartrec.model.Model;
import io.cartrec.recommend.Additions;
import io.cartrec.recommend.Recommenders;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cartrec recommend}: what to show beside a cart. */
@Command(name = "recommend", description = "Recommends items for a cart.")
final class RecommendCommand extends Subcommand {

  @Option(
      names = "--model-file",
      required = true,
      paramLabel = "FILE.cartrec",
      description = "The model that answers, made by 'cartrec train'.")
  private Path modelFile = Path.of("");

  @Option(
      names = "--cart",
      required = true,
      paramLabel = "ID[,ID...]",
      description = "What is in the cart, oldest first. An id with a comma stands in double quotes;"
          + " an empty text is an empty cart.")
  private String cart = "";

  @Option(names = "--user", paramLabel = "ID", description = "Who holds the cart.")
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description = "A CSV events file that holds what the user bought; nothing by default.")
  private Optional<Path> history = Optional.empty();

  @Option(
      names = "--users",
      paramLabel = "FILE",
      description = "A users file that holds the user's attributes; none by default.")
  private Optional<Path> users = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many items to answer at most; ${DEFAULT-VALUE} by default.")
  private int limit = RecommendationRequest.DEFAULT_LIMIT;

  @Option(
      names = "--repeats",
      paramLabel = "POLICY",
      description =
          "What may come back: exclude-cart (default), exclude-owned, only-owned (and nothing"
              + " else), exclude-last or allow, which bars nothing.")
  private String repeats = "exclude-cart";

  @Option(
      names = "--items",
      paramLabel = "FILE",
      description = "An items file, to show titles beside ids.")
  private Optional<Path> items = Optional.empty();

  @Option(
      names = "--candidates",
      paramLabel = "ID[,ID...]",
      description = "Instead of recommending, say how probable it is of each of these items that it"
          + " is added, by a model that knows, such as gru:head=binary.")
  private Optional<String> candidates = Optional.empty();

  @Option(names = "--explain", description = "Say why each item is recommended.")
  private boolean explain;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  RecommendCommand(Console console, ModelProviders providers) {
    super(console, providers);
  }

  @Override
  void run() throws IOException {
    RecommendationRequest request = request();
    Catalog catalog = items.isPresent()
        ? EventFiles.readItems(ItemReader.csv(), items.get(), console())
        : Catalog.empty();
    Model model = providers().open(modelFile);
    if (candidates.isPresent()) {
      show(probabilities(model, request, parsed(() -> IdList.parse(candidates.get()))));
      return;
    }
    AnswerView view = new AnswerView(catalog, explain);
    Recommendations answer = Recommenders.of(model).recommend(request);
    if (json) {
      console().out().println(view.json(answer));
    } else {
      view.print(answer, console().out(), "");
    }
  }

  private CandidatesView probabilities(
      Model model, RecommendationRequest request, List<String> ids) {
    String version = model.base().provenance().modelVersion();
    Additions additions = Additions.of(model)
        .orElseThrow(() -> wrongUsage("--candidates needs a model that knows how probable items"
            + " are, such as gru:head=binary, but " + version + " does not"));
    return new CandidatesView(version, ids, additions.probabilities(request, ids));
  }

  private void show(CandidatesView view) throws IOException {
    if (json) {
      console().out().println(view.json());
    } else {
      view.print(console().out());
    }
  }

  private RecommendationRequest request() throws IOException {
    for (String option : List.of("--limit", "--repeats", "--items", "--explain")) {
      if (candidates.isPresent() && isGiven(option)) {
        throw wrongUsage(option + " means nothing beside --candidates, which answers for each item"
            + " that it names; leave it out");
      }
    }
    if (limit < 0) {
      throw wrongUsage("--limit must be >= 0 but was " + limit);
    }
    Cart lines = Cart.of(parsed(() -> IdList.parse(cart)));
    RepeatPolicy policy = parsed(() -> Choice.of(RepeatPolicy.class, "--repeats", repeats));
    RecommendationRequest request = RecommendationRequest.of(lines).limit(limit).repeats(policy);
    if (user.isPresent()) {
      request = request.forUser(profile(user.get()));
    } else if (history.isPresent() || users.isPresent()) {
      throw wrongUsage(
          (history.isPresent() ? "--history" : "--users") + " needs --user, to know whose it is");
    }
    return explain ? request.withReasons() : request;
  }

  private UserProfile profile(String id) throws IOException {
    Dataset past = history.isEmpty()
        ? Dataset.of(List.of())
        : EventFiles.read(EventReader.of(EventFormat.CSV), List.of(history.get()), console());
    if (users.isPresent()) {
      past = past.withProfiles(EventFiles.readUsers(UserReader.csv(), users.get(), console()));
    }
    return past.profile(id).orElse(new UserProfile.Shopper(id, List.of(), past.attributes(id)));
  }
}

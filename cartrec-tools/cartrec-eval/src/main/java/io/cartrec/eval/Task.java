package io.cartrec.eval;

import io.cartrec.Cart;
import io.cartrec.RecommendationRequest;
import io.cartrec.RepeatPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What is predicted, and so which protocol judges. */
public enum Task {
  /** Every prefix of every test session against what follows it. */
  NEXT_ITEM("next-item", RepeatPolicy.ALLOW, false, "HR", "MRR"),
  /** One item of a basket is hidden and must be found from the others. */
  CART_COMPLETION("cart-completion", RepeatPolicy.EXCLUDE_CART, true, "HR", "MRR"),
  /** A user's baskets so far against the next one. */
  NEXT_BASKET("next-basket", RepeatPolicy.ALLOW, false, "Recall", "NDCG"),
  /** A user's rows in order against the last one. */
  LEAVE_ONE_OUT("leave-one-out", RepeatPolicy.EXCLUDE_OWNED, false, "HR", "NDCG"),
  /** A user's training items against the test items. */
  TOP_N("top-n", RepeatPolicy.EXCLUDE_OWNED, false, "Recall", "NDCG"),
  /** The rating a user gives an item. */
  RATING("rating", RepeatPolicy.ALLOW, false, "RMSE", "MAE"),
  /** Which of the items shown are taken up. */
  CLICK("click", RepeatPolicy.ALLOW, false, "AUC", "LogLoss");

  private final String word;
  private final RepeatPolicy repeats;
  private final boolean filled;
  private final String firstHeadline;
  private final String secondHeadline;

  Task(
      String word,
      RepeatPolicy repeats,
      boolean filled,
      String firstHeadline,
      String secondHeadline) {
    this.word = word;
    this.repeats = repeats;
    this.filled = filled;
    this.firstHeadline = firstHeadline;
    this.secondHeadline = secondHeadline;
  }

  /** The task's name on the command line, such as {@code next-item}. */
  public String word() {
    return word;
  }

  /**
   * The task with the given {@link #word()}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Task named(String word) {
    return Arrays.stream(values())
        .filter(task -> task.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown task '" + word + "'; there are: "
            + Arrays.stream(values()).map(Task::word).collect(Collectors.joining(", "))));
  }

  /** The two figures that models are compared by, by name; those of a list at its full length. */
  public List<String> headlines(ProtocolOptions options) {
    return switch (this) {
      case RATING, CLICK -> List.of(firstHeadline, secondHeadline);
      default -> {
        String at = "@" + options.largestK();
        yield List.of(firstHeadline + at, secondHeadline + at);
      }
    };
  }

  /** Whether a figure counts errors, so that less is better. */
  static boolean isError(String figure) {
    return figure.equals("RMSE") || figure.equals("MAE") || figure.equals("LogLoss");
  }

  /** Which items may come back: as the options say, else the task's own rule. */
  RepeatPolicy repeats(ProtocolOptions options) {
    return options.repeats().orElse(repeats);
  }

  /** A request with an empty cart, under the repeat rule in force. */
  RecommendationRequest request(ProtocolOptions options) {
    return RecommendationRequest.of(Cart.empty()).repeats(repeats(options));
  }

  /**
   * Whether lists are filled up with popular items: as the options say, else the task's own rule; never
   * for rating and click, which have no lists to fill.
   */
  boolean isFilled(ProtocolOptions options) {
    return this != RATING && this != CLICK && options.filled().orElse(filled);
  }

  /** Whether questions come from sessions, not from users. */
  boolean isOfSessions() {
    return this == NEXT_ITEM || this == CART_COMPLETION || this == CLICK;
  }

  Protocol protocol(ProtocolOptions options) {
    return switch (this) {
      case NEXT_ITEM -> new NextItem(options);
      case CART_COMPLETION -> new CartCompletion(options);
      case NEXT_BASKET -> new NextBasket(options);
      case LEAVE_ONE_OUT -> new LeaveOneOut(options);
      case TOP_N -> new TopItems(options);
      case RATING -> new RatingTask(options);
      case CLICK -> new ClickTask(options);
    };
  }
}

package io.cartrec.blend;

import io.cartrec.Cart;
import io.cartrec.Recommendation;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.Recommender;
import io.cartrec.RepeatPolicy;
import io.cartrec.data.Dataset;
import io.cartrec.data.IdIndex;
import io.cartrec.data.Sessions;
import io.cartrec.internal.Parallel;
import io.cartrec.model.Model;
import io.cartrec.recommend.Recommenders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * The newest tenth of the sessions, or of the users where no event names a session, held back from
 * training, and a question about each: a part of it is shown, the rest is to be found. Immutable and
 * thread-safe.
 */
final class HeldBack {

  /** How long the lists are that candidates answer with. */
  static final int DEPTH = 200;

  private static final int SHARE = 10;
  private static final int MOST_QUESTIONS = 2000;
  private static final int BLOCK = 16;
  private static final int UNKNOWN = -1;
  private static final long SEED = 42;

  /** What is shown, and the codes of what is to be found. */
  private record Question(Set<String> shown, RecommendationRequest request, Set<Integer> targets) {}

  /** The answers of one model: for each question the items in order, and their scores as a blend adds them up. */
  static final class Answers {
    private final int[][] items;
    private final float[][] scores;

    private Answers(int questions) {
      items = new int[questions][];
      scores = new float[questions][];
    }
  }

  private final Dataset train;
  private final List<Question> questions;

  private HeldBack(Dataset train, List<Question> questions) {
    this.train = train;
    this.questions = questions;
  }

  /** Cuts {@code data}. */
  static HeldBack of(Dataset data, AutoConfig.Goal task) {
    Sessions sessions = data.sessions();
    int kept = sessions.size() - (sessions.size() + SHARE - 1) / SHARE;
    boolean[] heldBack = new boolean[data.rows()];
    for (int session = kept; session < sessions.size(); session++) {
      for (int k = sessions.begin(session); k < sessions.end(session); k++) {
        heldBack[sessions.row(k)] = true;
      }
    }
    Dataset train = data.where(row -> !heldBack[row]);
    SplittableRandom random = new SplittableRandom(SEED);
    List<Question> questions = new ArrayList<>();
    for (int session = kept; session < sessions.size(); session++) {
      ask(visited(data, sessions, session), task, train.items(), random, questions);
    }
    return new HeldBack(train, Spread.of(questions, MOST_QUESTIONS));
  }

  /** The ids of the positive events of a session, in order, without an item twice in a row. */
  private static List<String> visited(Dataset data, Sessions sessions, int session) {
    List<String> ids = new ArrayList<>();
    int last = UNKNOWN;
    for (int k = sessions.begin(session); k < sessions.end(session); k++) {
      int row = sessions.row(k);
      if (data.isPositive(row) && data.item(row) != last) {
        last = data.item(row);
        ids.add(data.items().id(last));
      }
    }
    return ids;
  }

  private static void ask(
      List<String> visited,
      AutoConfig.Goal task,
      IdIndex items,
      SplittableRandom random,
      List<Question> into) {
    List<String> ids =
        task == AutoConfig.Goal.NEXT_ITEM ? visited : new ArrayList<>(new LinkedHashSet<>(visited));
    if (ids.size() < 2) {
      return;
    }
    List<String> shown;
    List<String> hidden;
    switch (task) {
      case CART_COMPLETION -> {
        int at = random.nextInt(ids.size());
        hidden = List.of(ids.get(at));
        shown = new ArrayList<>(ids);
        shown.remove(at);
      }
      case NEXT_ITEM -> {
        int at = 1 + random.nextInt(ids.size() - 1);
        hidden = List.of(ids.get(at));
        shown = ids.subList(0, at);
      }
      case TOP_N -> {
        Set<String> some = ids.stream()
            .filter(id -> random.nextInt(5) == 0)
            .collect(Collectors.toCollection(LinkedHashSet::new));
        if (some.isEmpty() || some.size() == ids.size()) {
          some = Set.of(ids.get(ids.size() - 1));
        }
        hidden = List.copyOf(some);
        shown = new ArrayList<>(ids);
        shown.removeAll(some);
      }
      default -> throw new IllegalArgumentException("unknown task " + task);
    }
    Set<Integer> targets = new HashSet<>();
    hidden.forEach(id -> items.find(id).ifPresent(targets::add));
    RecommendationRequest request = RecommendationRequest.of(Cart.of(shown))
        .repeats(
            task == AutoConfig.Goal.NEXT_ITEM
                ? RepeatPolicy.EXCLUDE_LAST
                : RepeatPolicy.EXCLUDE_CART)
        .limit(DEPTH)
        .unfilled();
    if (!targets.isEmpty() && shown.stream().anyMatch(items::contains)) {
      into.add(new Question(Set.copyOf(shown), request, targets));
    }
  }

  /** What models are tried on. */
  Dataset train() {
    return train;
  }

  int size() {
    return questions.size();
  }

  RecommendationRequest request(int question) {
    return questions.get(question).request();
  }

  /** The codes of what is to be found. */
  Set<Integer> targets(int question) {
    return questions.get(question).targets();
  }

  /** What {@code model}, trained on {@link #train}, answers. */
  Answers answers(Model model, int threads) {
    Recommender recommender = Recommenders.of(model);
    Answers answers = new Answers(size());
    Parallel.forBlocks(threads, size(), BLOCK, () -> (from, to) -> {
      for (int q = from; q < to; q++) {
        answer(recommender.recommend(questions.get(q).request()), questions.get(q), q, answers);
      }
    });
    return answers;
  }

  private void answer(Recommendations list, Question question, int number, Answers into) {
    List<Recommendation> items = list.items();
    double most = items.stream()
        .filter(item -> !question.shown().contains(item.itemId()))
        .mapToDouble(Recommendation::score)
        .findFirst()
        .orElse(items.isEmpty() ? 1 : items.get(0).score());
    into.items[number] = new int[items.size()];
    into.scores[number] = new float[items.size()];
    for (int rank = 0; rank < items.size(); rank++) {
      into.items[number][rank] = train.items().code(items.get(rank).itemId(), UNKNOWN);
      into.scores[number][rank] = (float) (items.get(rank).score() / most);
    }
  }

  /**
   * NDCG@20 of each question, in [0, 1], when the scores of {@code answers} are added up with {@code
   * weights}; ties by item code.
   */
  double[] grades(List<Answers> answers, double[] weights) {
    float[] sums = new float[train.items().size()];
    double[] grades = new double[size()];
    for (int q = 0; q < grades.length; q++) {
      for (int a = 0; a < weights.length; a++) {
        int[] items = answers.get(a).items[q];
        for (int rank = 0; rank < items.length; rank++) {
          sums[items[rank]] += (float) (weights[a] * answers.get(a).scores[q][rank]);
        }
      }
      int[] places = new int[questions.get(q).targets().size()];
      int at = 0;
      for (int target : questions.get(q).targets()) {
        places[at++] = place(target, q, answers, sums);
      }
      grades[q] = Ndcg.at20(places);
      for (Answers some : answers) {
        for (int item : some.items[q]) {
          sums[item] = 0;
        }
      }
    }
    return grades;
  }

  /** The place of {@code target}, counted from 1, among all that has a sum; 0 without one. */
  private static int place(int target, int question, List<Answers> answers, float[] sums) {
    if (sums[target] <= 0) {
      return 0;
    }
    Set<Integer> before = new HashSet<>();
    for (Answers some : answers) {
      for (int item : some.items[question]) {
        if (sums[item] > sums[target] || (sums[item] == sums[target] && item < target)) {
          before.add(item);
        }
      }
    }
    return before.size() + 1;
  }

  static double mean(double[] grades) {
    return Arrays.stream(grades).average().orElse(0);
  }
}

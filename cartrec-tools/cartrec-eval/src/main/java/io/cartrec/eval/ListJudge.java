package io.cartrec.eval;

import io.cartrec.CartLine;
import io.cartrec.Recommendation;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommendations;
import io.cartrec.UserProfile;
import io.cartrec.data.Dataset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Judges ranked lists: asks for as many items as the longest figure needs. Immutable and thread-safe. */
final class ListJudge implements Judge {

  /** Which item of the truth is the target, and how it is ranked. */
  enum Target {
    /** The first of the truth, ranked by its place in the list. */
    NEXT,
    /** Whichever of the truth stands first in the list. */
    ANY,
    /**
     * The first of the truth, ranked 1 + number of items with a strictly greater score. Items that the
     * list was filled up with have no score and are ranked by their place.
     */
    STRICT
  }

  /** A part of the truth: all of it, what the user had bought before, what not. */
  private enum Side {
    ALL("", ""),
    REPEAT(" repeat", "; of the true items only those the user had bought before"),
    EXPLORE(" explore", "; of the true items only those the user had never bought");

    private final String suffix;
    private final String meaning;

    Side(String suffix, String meaning) {
      this.suffix = suffix;
      this.meaning = meaning;
    }
  }

  private static final int UNKNOWN_TRUTH = -2; // unlike -1, which an unknown item of the list gets

  private final ItemCounts counts;
  private final List<Integer> ks;
  private final boolean filled;
  private final Target target;
  private final List<Metric> metrics;
  private final List<Side> sides;

  private ListJudge(
      ItemCounts counts,
      List<Integer> ks,
      boolean filled,
      Target target,
      List<Metric> metrics,
      List<Side> sides) {
    this.counts = counts;
    this.ks = List.copyOf(ks);
    this.filled = filled;
    this.target = target;
    this.metrics = List.copyOf(metrics);
    this.sides = sides;
  }

  /**
   * Judges by {@code metrics}, in their order.
   *
   * @param ks at which lengths the spread is watched; the largest is how many items are asked for
   * @param filled whether lists are filled up with popular items, or hold only what the model scored
   */
  static ListJudge of(
      Dataset train, List<Integer> ks, boolean filled, Target target, List<Metric> metrics) {
    return new ListJudge(ItemCounts.of(train), ks, filled, target, metrics, List.of(Side.ALL));
  }

  /** This judge, with every figure also split by whether the user had bought the true item before. */
  ListJudge split() {
    return new ListJudge(counts, ks, filled, target, metrics, List.of(Side.values()));
  }

  @Override
  public int columns() {
    return metrics.size() * sides.size();
  }

  @Override
  public List<Measure> measures() {
    List<Measure> measures = new ArrayList<>();
    for (Side side : sides) {
      for (Metric metric : metrics) {
        measures.add(Measure.mean(
            metric.name() + side.suffix, metric.meaning() + side.meaning, measures.size()));
      }
    }
    ks.forEach(k -> addF1(k, measures));
    return measures;
  }

  private void addF1(int k, List<Measure> measures) {
    int precision = column("Precision@" + k);
    int recall = column("Recall@" + k);
    if (precision >= 0 && recall >= 0) {
      measures.add(Measure.harmonic(
          "F1@" + k, "harmonic mean of mean precision and mean recall", precision, recall));
    }
  }

  private int column(String metric) {
    return metrics.stream().map(Metric::name).toList().indexOf(metric);
  }

  @Override
  public List<Integer> spreads() {
    return ks;
  }

  @Override
  public Grader grader(Served served, Trial trial) {
    int longest = Collections.max(ks);
    return (index, sheet, tally) -> {
      Case question = trial.cases().at(index);
      RecommendationRequest wanted = question.request().limit(longest);
      RecommendationRequest request = filled ? wanted : wanted.unfilled();
      Recommendations answer = tally.ask(served.recommender(), request);
      Answered answered = new Answered(answer, question);
      tally.filled(answer.size() - answer.scored(), answer.size());
      tally.recommended(Spread.group(trial.cases().unit(index)), answered.list);
      int rank = answered.rank(served, request);
      if (answered.isTied(rank)) {
        tally.tie();
      }
      answered.write(rank, sheet, index);
    };
  }

  /** One answer beside its truth, in training codes. Not thread-safe. */
  private final class Answered {
    private final List<Recommendation> items;
    private final int scored;
    private final Case question;
    private final int[] list;
    private final int[] truth;

    Answered(Recommendations answer, Case question) {
      this.items = answer.items();
      this.scored = answer.scored();
      this.question = question;
      this.list = items.stream().mapToInt(item -> counts.code(item.itemId())).toArray();
      this.truth = question.truth().stream().mapToInt(this::truthCode).toArray();
    }

    private int truthCode(String itemId) {
      int code = counts.code(itemId);
      return code < 0 ? UNKNOWN_TRUTH : code;
    }

    int rank(Served served, RecommendationRequest request) {
      return switch (target) {
        case NEXT -> 1 + placeOf(truth[0]);
        case ANY -> 1 + firstHit();
        case STRICT -> strictRank(served, request);
      };
    }

    private int placeOf(int code) {
      for (int place = 0; place < list.length; place++) {
        if (list[place] == code) {
          return place;
        }
      }
      return -1;
    }

    private int firstHit() {
      for (int place = 0; place < list.length; place++) {
        if (isTrue(list[place])) {
          return place;
        }
      }
      return -1;
    }

    private boolean isTrue(int code) {
      for (int one : truth) {
        if (one == code) {
          return true;
        }
      }
      return false;
    }

    private int strictRank(Served served, RecommendationRequest request) {
      int place = placeOf(truth[0]);
      if (place >= scored) {
        return 1 + place;
      }
      if (place >= 0) {
        return rankOf(items.get(place).score());
      }
      if (scored < request.limit() || truth[0] == UNKNOWN_TRUTH) {
        return 0; // had the model scored it, it would stand in the list
      }
      Recommendations alone = served
          .recommender()
          .recommend(request.among(question.truth().subList(0, 1)).unfilled());
      double last = items.get(scored - 1).score();
      return alone.isEmpty() || alone.items().get(0).score() < last ? 0 : rankOf(last);
    }

    /** 1 + how many scored items of the list have a strictly greater score. */
    private int rankOf(double score) {
      int greater = 0;
      while (items.get(greater).score() > score) {
        greater++;
      }
      return 1 + greater;
    }

    /** Whether the item at {@code rank} shares its score with a neighbour in the scored list. */
    boolean isTied(int rank) {
      if (rank < 1 || rank > scored) {
        return false;
      }
      double score = items.get(rank - 1).score();
      boolean above = rank > 1 && items.get(rank - 2).score() == score;
      boolean below = rank < scored && items.get(rank).score() == score;
      boolean outside = target == Target.STRICT && placeOf(truth[0]) < 0;
      return above || below || outside;
    }

    void write(int rank, Sheet sheet, int index) {
      boolean[] hit = new boolean[list.length];
      for (int place = 0; place < hit.length; place++) {
        hit[place] = isTrue(list[place]);
      }
      Outcome outcome = new Outcome(list, hit, truth.length, rank, counts);
      int column = 0;
      for (Side side : sides) {
        Outcome part = side == Side.ALL ? outcome : part(outcome, side == Side.REPEAT);
        for (Metric metric : metrics) {
          double value = part.truthSize() == 0 ? Double.NaN : metric.of(part);
          sheet.set(index, column++, value);
        }
      }
    }

    private Outcome part(Outcome outcome, boolean bought) {
      Set<String> history = new HashSet<>();
      question
          .request()
          .user()
          .map(UserProfile::history)
          .orElse(List.of())
          .forEach(basket -> basket.lines().stream().map(CartLine::itemId).forEach(history::add));
      boolean[] side = new boolean[list.length];
      for (int place = 0; place < side.length; place++) {
        side[place] = history.contains(items.get(place).itemId()) == bought;
      }
      long truthOnSide =
          question.truth().stream().filter(id -> history.contains(id) == bought).count();
      return outcome.only(side, (int) truthOnSide);
    }
  }
}

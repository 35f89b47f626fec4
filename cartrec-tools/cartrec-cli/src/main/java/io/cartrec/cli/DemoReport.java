package io.cartrec.cli;

import io.cartrec.Recommendation;
import io.cartrec.data.Catalog;
import io.cartrec.data.Dataset;
import io.cartrec.data.Interactions;
import io.cartrec.eval.Comparison;
import io.cartrec.eval.Evaluation;
import io.cartrec.eval.Figure;
import io.cartrec.eval.HtmlReport;
import io.cartrec.eval.HtmlReport.Bar;
import io.cartrec.eval.HtmlReport.Dot;
import io.cartrec.eval.ModelResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The page that the demo writes: carts first, then figures, then the data. Immutable. */
final class DemoReport {

  private static final String HEADLINE = "HR@20";
  private static final List<Bin> SIZES = List.of(
      new Bin("1", 1),
      new Bin("2", 2),
      new Bin("3 to 5", 5),
      new Bin("6 to 10", 10),
      new Bin("11 to 20", 20),
      new Bin("more than 20", Integer.MAX_VALUE));
  private static final int TOP_ITEMS = 10;

  /** A range of basket sizes. */
  private record Bin(String label, int atMost) {}

  private final Dataset data;
  private final List<String> origin;
  private final SampleCarts carts;
  private final Evaluation evaluation;

  /**
   * @param data all events
   * @param origin what is to be said of where they come from
   * @param carts what was recommended
   * @param evaluation the figures
   */
  DemoReport(Dataset data, List<String> origin, SampleCarts carts, Evaluation evaluation) {
    this.data = data;
    this.origin = List.copyOf(origin);
    this.carts = carts;
    this.evaluation = evaluation;
  }

  /** The page as HTML. */
  String html() {
    HtmlReport page = HtmlReport.titled("What goes with this cart?").lead(lead());
    showCarts(page);
    showQuality(page);
    showSpeed(page);
    showData(page);
    page.section("How to get this again").list(again());
    return page.html();
  }

  private String lead() {
    ModelResult best = evaluation.leaders(HEADLINE).get(0);
    return "cartrec learnt from " + Text.count(data.sessions().size(), "basket") + " with "
        + Text.count(data.items().size()) + " different items, was asked "
        + Text.count(best.queries()) + " times which item is missing from a cart it had never seen,"
        + " and answered half of the time within "
        + String.format(Locale.ROOT, "%.0f", best.p50Micros()) + " microseconds.";
  }

  private void showCarts(HtmlReport page) {
    AnswerView view = new AnswerView(Catalog.empty(), true);
    page.section("What to show next")
        .prose("Carts from baskets that the model did not learn from, taken at even distances, with"
            + " one item taken out. Bars are scores, the best of a cart being 1, and above each"
            + " stands where it comes from; the item that the shopper went on to buy stands out.");
    for (SampleCarts.Answer answer : carts.answers()) {
      double best = answer.recommendations().stream()
          .mapToDouble(Recommendation::score)
          .max()
          .orElse(0);
      List<Bar> bars = new ArrayList<>();
      for (Recommendation item : answer.recommendations()) {
        String label = item.itemId() + ", " + view.reason(item.explanation());
        boolean bought = item.itemId().equals(answer.hidden());
        double length = best > 0 ? item.score() / best : 0;
        bars.add(new Bar(label, length, length, length, bought));
      }
      page.bars("In the cart: " + String.join(", ", answer.cart()), bars);
      page.prose("Bought in the end: " + answer.hidden()
          + (answer.isFound() ? ", recommended above." : ", not among these."));
    }
  }

  private void showQuality(HtmlReport page) {
    page.section("How good is that?")
        .prose("The models learnt from the first four fifths of the baskets. In each basket of the"
            + " last fifth one item was hidden, and all items were ranked by the rest of the"
            + " basket. HR@20 is how often the hidden item was among the first 20; MRR@20 is the"
            + " mean of 1 / rank. Whiskers are 95 % confidence intervals.");
    for (String metric : List.of(HEADLINE, "MRR@20")) {
      page.bars(metric + " by model", bars(metric));
    }
    List<Comparison> comparisons = evaluation.comparisons();
    page.list(comparisons.stream()
        .filter(one -> one.metric().equals(HEADLINE))
        .map(one -> String.format(
            Locale.ROOT,
            "%s against %s: %+.1f points of %s, %s (paired test, p = %.1g).",
            one.first(),
            one.second(),
            100 * one.difference(),
            one.metric(),
            one.isSignificant() ? "no accident" : "which may be chance",
            one.adjusted()))
        .toList());
  }

  private void showSpeed(HtmlReport page) {
    List<ModelResult> leaders = evaluation.leaders(HEADLINE);
    List<Dot> dots = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (ModelResult result : evaluation.results()) {
      result
          .figure(HEADLINE)
          .ifPresent(figure -> dots.add(new Dot(
              result.model(),
              Math.max(0.1, result.p50Micros()),
              figure.value(),
              leaders.contains(result))));
      rows.add(List.of(
          result.model(),
          String.format(Locale.ROOT, "%.2f s", result.trainSeconds()),
          String.format(Locale.ROOT, "%.1f µs", result.p50Micros()),
          String.format(Locale.ROOT, "%.1f µs", result.p99Micros())));
    }
    page.section("How fast is it?")
        .prose("Single answers were timed from cart to list while the questions were asked, on one"
            + " thread, in this JVM. Up is better, left is faster.")
        .scatter(HEADLINE + " against latency", "median time of an answer, µs", HEADLINE, dots)
        .table(List.of("model", "training", "half within", "99 of 100 within"), rows);
  }

  private void showData(HtmlReport page) {
    Interactions baskets = data.baskets();
    int[] sizes = new int[SIZES.size()];
    int[] counts = new int[data.items().size()];
    for (int basket = 0; basket < baskets.rows(); basket++) {
      int size = baskets.end(basket) - baskets.begin(basket);
      int bin = 0;
      while (size > SIZES.get(bin).atMost()) {
        bin++;
      }
      sizes[bin]++;
    }
    for (int position = 0; position < baskets.size(); position++) {
      counts[baskets.item(position)]++;
    }
    List<Bar> sizeBars = new ArrayList<>();
    for (int bin = 0; bin < sizes.length; bin++) {
      sizeBars.add(share(SIZES.get(bin).label(), sizes[bin], baskets.rows()));
    }
    page.section("The data")
        .list(origin)
        .bars(
            "The most frequent items, and in which share of the baskets they are",
            topItems(counts, baskets.rows()))
        .bars("How many items are in a basket, and in which share of them", sizeBars);
  }

  private static Bar share(String label, int count, int of) {
    double share = (double) count / of;
    return new Bar(label, share, share, share, false);
  }

  private List<Bar> topItems(int[] counts, int baskets) {
    List<Bar> bars = new ArrayList<>();
    for (int item = 0; item < counts.length; item++) {
      bars.add(share(data.items().id(item), counts[item], baskets));
    }
    bars.sort(Comparator.comparingDouble(Bar::value).reversed());
    return bars.subList(0, Math.min(TOP_ITEMS, bars.size()));
  }

  private List<String> again() {
    List<String> facts = new ArrayList<>();
    evaluation
        .files()
        .forEach(file -> facts.add(
            file.path() + ": " + Text.bytes(file.bytes()) + ", SHA-256 " + file.sha256()));
    evaluation.data().forEach((name, value) -> facts.add(name + ": " + value));
    evaluation.environment().forEach((name, value) -> facts.add(name + ": " + value));
    return facts;
  }

  private List<Bar> bars(String metric) {
    List<ModelResult> leaders = evaluation.leaders(metric);
    List<Bar> bars = new ArrayList<>();
    for (ModelResult result : evaluation.results()) {
      Optional<Figure> figure = result.figure(metric);
      figure.ifPresent(f -> bars.add(
          new Bar(result.model(), f.value(), f.low(), f.high(), leaders.contains(result))));
    }
    return bars;
  }
}

package io.cartrec.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.cartrec.Cart;
import io.cartrec.Recommendation;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommender;
import io.cartrec.model.Model;
import io.cartrec.recommend.Recommenders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often single items and pairs of items occur, as somebody else has counted: an oracle for our own
 * counts. Immutable.
 *
 * @param singles counts by item
 * @param pairs counts by one item, then the other
 */
record ItemsetCounts(Map<String, Integer> singles, Map<String, Map<String, Integer>> pairs) {

  private static final Pattern LINE = Pattern.compile("(\\S+(?: \\S+)*)\\s+\\((\\d+)\\)");

  ItemsetCounts {
    singles = Map.copyOf(singles);
    pairs = Map.copyOf(pairs);
  }

  /** Reads lines {@code item item ... (count)}; sets of three and more items are left out. */
  static ItemsetCounts read(Path file) throws IOException {
    Map<String, Integer> singles = new HashMap<>();
    Map<String, Map<String, Integer>> pairs = new HashMap<>();
    List<String> lines = Files.readAllLines(file, US_ASCII);
    for (int number = 1; number <= lines.size(); number++) {
      Matcher line = LINE.matcher(lines.get(number - 1));
      if (!line.matches()) {
        throw new IOException(file + ": line " + number
            + " must read 'item item ... (count)' but is '" + lines.get(number - 1) + "'");
      }
      String[] items = line.group(1).split(" ", -1);
      int count = Integer.parseInt(line.group(2));
      if (items.length == 1) {
        singles.put(items[0], count);
      } else if (items.length == 2) {
        pairs.computeIfAbsent(items[0], item -> new HashMap<>()).put(items[1], count);
      }
    }
    return new ItemsetCounts(singles, pairs);
  }

  int pairCount() {
    return pairs.values().stream().mapToInt(Map::size).sum();
  }

  /**
   * Where {@code counts} says something else, in words; nothing where it agrees.
   *
   * @param counts a model whose scores for a cart of one item are the counts of its pairs, trained on
   *     baskets without repeats
   */
  List<String> differences(Model counts) {
    List<String> differences = new ArrayList<>();
    singles.forEach((item, count) -> {
      OptionalInt code = counts.base().items().find(item);
      int ours = code.isEmpty() ? 0 : counts.base().popularity().count(code.getAsInt());
      if (ours != count) {
        differences.add(item + " occurs " + ours + " times, not " + count);
      }
    });
    Recommender recommender = Recommenders.of(counts);
    pairs.forEach((item, others) -> {
      Map<String, Double> ours = new HashMap<>();
      for (Recommendation other : recommender.recommend(
          RecommendationRequest.of(Cart.of(item)).limit(Integer.MAX_VALUE).unfilled())) {
        ours.put(other.itemId(), other.score());
      }
      others.forEach((other, count) -> {
        double together = ours.getOrDefault(other, 0.0);
        if (together != count) {
          differences.add(
              item + " and " + other + " occur together " + together + " times, not " + count);
        }
      });
    });
    return differences;
  }
}

package io.cartrec.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cartrec.Explanation;
import io.cartrec.Explanation.Part;
import io.cartrec.Explanation.Reason;
import io.cartrec.ItemFeatures;
import io.cartrec.Recommendation;
import io.cartrec.Recommendations;
import io.cartrec.data.Catalog;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Shows answers to a person or a program. Immutable.
 *
 * @param catalog knows titles, or nothing
 * @param explained whether reasons are shown
 */
record AnswerView(Catalog catalog, boolean explained) {

  private static final int REASONS_SHOWN = 3;
  private static final int DIGITS = 4;
  private static final int MOST_DECIMALS = 12;

  /** Prints the answer as a table: rank, item, title if there is a catalogue, score, reason if asked. */
  void print(Recommendations answer, PrintWriter out, String indent) {
    if (!answer.isEmpty()) {
      String alignment = "rl" + (titled() ? "l" : "") + "r" + (explained ? "l" : "");
      Table table = new Table(alignment, row("", "item", "title", "score", "reason"));
      int decimals = decimals(answer.items().get(0).score());
      int rank = 0;
      for (Recommendation item : answer) {
        table.row(row(
            Integer.toString(++rank),
            item.itemId(),
            title(item.itemId()).orElse(""),
            score(item, decimals),
            reason(item.explanation())));
      }
      table.print(out, indent);
    }
    if (!answer.note().isEmpty()) {
      out.println(indent + "Note: " + answer.note() + ".");
    }
  }

  /** The answer as JSON, with everything that is known of it. */
  String json(Recommendations answer) throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("model", answer.model()).put("scored", answer.scored()).put("note", answer.note());
    ArrayNode items = root.putArray("items");
    for (Recommendation recommendation : answer) {
      ObjectNode item = items.addObject();
      item.put("rank", items.size()).put("item", recommendation.itemId());
      title(recommendation.itemId()).ifPresent(title -> item.put("title", title));
      item.put("score", recommendation.score());
      if (explained) {
        item.put("popular", recommendation.explanation().popular());
        ArrayNode reasons = item.putArray("reasons");
        for (Reason reason : recommendation.explanation().reasons()) {
          reasons.addObject().put("item", reason.itemId()).put("share", reason.share());
        }
        ArrayNode parts = item.putArray("parts");
        for (Part part : recommendation.explanation().parts()) {
          parts.addObject().put("model", part.model()).put("share", part.share());
        }
      }
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  /** An item's title if the catalogue has it, else its id. */
  String name(String itemId) {
    return title(itemId).orElse(itemId);
  }

  private String[] row(String rank, String item, String title, String score, String reason) {
    List<String> cells = new ArrayList<>(List.of(rank, item));
    if (titled()) {
      cells.add(title);
    }
    cells.add(score);
    if (explained) {
      cells.add(reason);
    }
    return cells.toArray(String[]::new);
  }

  private boolean titled() {
    return catalog.size() > 0;
  }

  private Optional<String> title(String itemId) {
    return catalog.find(itemId).flatMap(ItemFeatures::title);
  }

  /** So many that the best score has four digits that say something. */
  private static int decimals(double best) {
    return best <= 0
        ? DIGITS
        : (int) Math.max(0, Math.min(MOST_DECIMALS, DIGITS - Math.ceil(Math.log10(best))));
  }

  private static String score(Recommendation item, int decimals) {
    return item.score() == 0
        ? "-"
        : String.format(Locale.ROOT, "%." + decimals + "f", item.score());
  }

  /** The strongest reasons, as {@link Explanation#text} has them, but by name and not all of a long cart. */
  String reason(Explanation explanation) {
    List<Reason> reasons = explanation.reasons();
    if (reasons.isEmpty()) {
      return explanation.text();
    }
    String shown = reasons.stream()
        .limit(REASONS_SHOWN)
        .map(reason -> String.format(
            Locale.ROOT,
            "%s (%.0f %%)",
            Text.shorten(name(reason.itemId()), Table.WIDEST),
            100 * reason.share()))
        .collect(Collectors.joining(", ", "because of ", ""));
    return reasons.size() <= REASONS_SHOWN
        ? shown
        : shown + " and " + Text.count(reasons.size() - REASONS_SHOWN) + " more";
  }
}

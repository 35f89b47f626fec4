package io.cartrec.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Shows how probable items are to a person or a program. Immutable.
 *
 * @param model the version of the model that says so
 * @param itemIds the items
 * @param probabilities one for each; empty where the model does not know the item
 */
record CandidatesView(String model, List<String> itemIds, List<OptionalDouble> probabilities) {

  /** A table, "-" where nothing is known. */
  void print(PrintWriter out) {
    Table table = new Table("lr", "item", "probability");
    for (int i = 0; i < itemIds.size(); i++) {
      OptionalDouble known = probabilities.get(i);
      table.row(
          itemIds.get(i),
          known.isEmpty() ? "-" : String.format(Locale.ROOT, "%.6f", known.getAsDouble()));
    }
    table.print(out, "");
  }

  /** JSON, with null where nothing is known. */
  String json() throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode().put("model", model);
    ArrayNode candidates = root.putArray("candidates");
    for (int i = 0; i < itemIds.size(); i++) {
      ObjectNode candidate = candidates.addObject().put("item", itemIds.get(i));
      OptionalDouble known = probabilities.get(i);
      if (known.isPresent()) {
        candidate.put("probability", known.getAsDouble());
      } else {
        candidate.putNull("probability");
      }
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }
}

package io.cartrec.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** An evaluation as JSON, for programs. */
final class JsonReport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonReport() {}

  static String of(Evaluation evaluation) {
    ObjectNode root = JSON.createObjectNode();
    root.put("task", evaluation.task().word());
    ObjectNode data = root.putObject("data");
    evaluation.data().forEach(data::put);
    ArrayNode files = data.putArray("files");
    for (InputFile file : evaluation.files()) {
      files
          .addObject()
          .put("role", file.role())
          .put("path", file.path())
          .put("bytes", file.bytes())
          .put("sha256", file.sha256());
    }
    putAll(root.putObject("protocol"), evaluation.protocol());
    putAll(root.putObject("environment"), evaluation.environment());
    putAll(root.putObject("definitions"), evaluation.definitions());
    evaluation.warnings().forEach(root.putArray("warnings")::add);
    ArrayNode results = root.putArray("results");
    boolean filled = evaluation.task().isFilled(evaluation.options());
    for (ModelResult result : evaluation.results()) {
      ObjectNode node = results.addObject();
      result(node, result);
      if (filled) {
        node.put("filled_share", result.filledShare());
      }
    }
    ArrayNode comparisons = root.putArray("comparisons");
    for (Comparison one : evaluation.comparisons()) {
      comparisons
          .addObject()
          .put("test", "paired t-test with the jackknife over units, two-sided, Holm")
          .put("metric", one.metric())
          .put("first", one.first())
          .put("second", one.second())
          .put("queries", one.count())
          .put("units", one.units())
          .put("difference", one.difference())
          .put("p", one.pValue())
          .put("p_adjusted", one.adjusted());
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can always be written", e);
    }
  }

  private static void result(ObjectNode node, ModelResult result) {
    node.put("model", result.model());
    putAll(node.putObject("config"), result.provenance().config());
    node.put("version", result.provenance().modelVersion());
    node.put("queries", result.queries());
    node.put("train_seconds", result.trainSeconds());
    if (result.note().isEmpty()) {
      node.putObject("recommend_micros")
          .put("p50", result.p50Micros())
          .put("p90", result.p90Micros())
          .put("p99", result.p99Micros());
    }
    node.put("tied_targets", result.tiedTargets());
    ObjectNode metrics = node.putObject("metrics");
    ObjectNode intervals = node.putObject("intervals");
    ObjectNode counts = node.putObject("counts");
    for (Figure figure : result.figures()) {
      metrics.put(figure.name(), figure.value());
      intervals.putArray(figure.name()).add(figure.low()).add(figure.high());
      counts.put(figure.name(), figure.count());
    }
    if (!result.note().isEmpty()) {
      node.put("note", result.note());
    }
  }

  private static void putAll(ObjectNode node, Map<String, String> values) {
    values.forEach(node::put);
  }
}

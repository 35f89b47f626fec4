package io.cartrec.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.cartrec.EventType;
import java.io.IOException;
import java.nio.file.Path;

/** Reads one JSON object a line. Immutable and thread-safe. */
final class JsonLines implements Parser {

  private static final String BROKEN = "row is not valid JSON";

  private final JsonFactory json = JsonFactory.builder()
      .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
      .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
      .build();

  @Override
  public void parse(Path file, Intake intake) throws IOException {
    try (Lines lines = Lines.open(file)) {
      Row row = new Row(EventNames.NEUTRAL, EventType.PURCHASE);
      while (lines.next()) {
        if (lines.length() == 0) {
          continue;
        }
        row.clear();
        try (JsonParser parser = json.createParser(lines.bytes(), lines.from(), lines.length())) {
          read(parser, row);
        } catch (JsonProcessingException e) {
          row.reject(BROKEN, e.getOriginalMessage());
        } catch (IOException e) {
          row.reject(BROKEN, String.valueOf(e.getMessage()));
        }
        intake.take(lines.number(), row);
      }
    }
  }

  private static void read(JsonParser parser, Row row) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      row.reject("row is not a JSON object", "");
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Column column = Column.BY_LABEL.getOrDefault(parser.currentName(), Column.IGNORED);
      JsonToken value = parser.nextToken();
      if (column == Column.IGNORED) {
        parser.skipChildren();
      } else if (!value.isScalarValue()) {
        row.reject(column.label() + " is an array or object", "");
        parser.skipChildren();
      } else if (value != JsonToken.VALUE_NULL) {
        row.put(column, parser.getText());
      }
    }
    if (parser.nextToken() != null) {
      row.reject("text follows the JSON object", "");
    }
  }
}

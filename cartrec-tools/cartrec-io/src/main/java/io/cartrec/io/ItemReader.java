package io.cartrec.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartrec.ItemFeatures;
import io.cartrec.data.Catalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Reads items files: CSV with a header and the columns {@code item,title,category,brand,price,tags,
 * stock,attributes} in any order, of which only {@code item} is required, and dense vectors as {@code
 * vector.NAME}; others are left out.
 *
 * <p>Levels of a category are joined by {@code >} and several categories by {@code |}, as are tags;
 * attributes count as tags. The numbers of a vector stand in one cell with spaces between them. Of two
 * rows with one item the later counts. Immutable and thread-safe.
 *
 * @param onError what to do with a row that cannot be used
 */
public record ItemReader(OnError onError) {

  private static final String VECTOR = "vector.";

  public ItemReader {
    Objects.requireNonNull(onError, "onError");
  }

  /** A reader that skips bad rows. */
  public static ItemReader csv() {
    return new ItemReader(OnError.SKIP);
  }

  /** This reader, with another treatment of bad rows. */
  public ItemReader onError(OnError onError) {
    return new ItemReader(onError);
  }

  /**
   * The items of {@code files}.
   *
   * @throws EventFormatException if a file cannot be read, or at a bad row under {@link OnError#FAIL}
   */
  public Catalog read(List<Path> files, ReadReport report) throws IOException {
    List<ItemFeatures> items = new ArrayList<>();
    new Sheet("item", onError).read(files, report, row -> items.add(item(row)));
    return Catalog.of(items);
  }

  private static ItemFeatures item(Sheet.Row row) throws BadCell {
    ItemFeatures.Item item = ItemFeatures.of(row.id());
    Set<String> tags = new HashSet<>();
    Map<String, float[]> vectors = new HashMap<>();
    for (Map.Entry<String, String> cell : row.cells().entrySet()) {
      String column = cell.getKey().toLowerCase(Locale.ROOT);
      if (column.startsWith(VECTOR)) {
        vectors.put(
            cell.getKey().substring(VECTOR.length()), vector(cell.getKey(), cell.getValue()));
      } else {
        item = with(item, column, cell.getValue(), tags);
      }
    }
    return item.tagged(tags).withVectors(vectors);
  }

  private static ItemFeatures.Item with(
      ItemFeatures.Item item, String column, String text, Set<String> tags) throws BadCell {
    return switch (column) {
      case "title" -> item.titled(text);
      case "brand" -> item.branded(text);
      case "category" ->
        item.inCategories(
            parts(text, "\\|").stream().map(path -> parts(path, ">")).toList());
      case "price" -> item.priced(number(column, text));
      case "stock" -> item.stocked(pieces(text));
      case "tags", "attributes" -> {
        tags.addAll(parts(text, "\\|"));
        yield item;
      }
      default -> item;
    };
  }

  private static List<String> parts(String text, String separator) {
    return Arrays.stream(text.split(separator))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private static double number(String column, String text) throws BadCell {
    byte[] digits = text.strip().getBytes(UTF_8);
    double value = Decimals.parse(digits, 0, digits.length);
    if (Double.isNaN(value)) {
      throw new BadCell(column + " is not a finite number", text);
    }
    return value;
  }

  private static int pieces(String text) throws BadCell {
    double value = number("stock", text);
    if (value != (int) value) {
      throw new BadCell("stock is not a whole number", text);
    }
    return (int) value;
  }

  private static float[] vector(String column, String text) throws BadCell {
    List<String> numbers = parts(text, "\\s+");
    float[] vector = new float[numbers.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) number(column, numbers.get(i));
      if (Float.isInfinite(vector[i])) {
        throw new BadCell(column + " is not a number of single precision", numbers.get(i));
      }
    }
    return vector;
  }
}

package io.cartrec.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartrec.ItemFeatures;
import io.cartrec.data.Catalog;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads items files: CSV with a header and the columns {@code item,title,category,brand,price,tags,
 * stock,attributes} in any order, of which only {@code item} is required; others are left out.
 *
 * <p>Levels of a category are joined by {@code >} and several categories by {@code |}, as are tags;
 * attributes count as tags. Of two rows with one item the later counts. Immutable and thread-safe.
 *
 * @param onError what to do with a row that cannot be used
 */
public record ItemReader(OnError onError) {

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
    EventReader policy = EventReader.csv().onError(onError);
    for (Path file : files) {
      try (Lines lines = Lines.open(file)) {
        read(lines, new Intake(file.toString(), policy, report, event -> {}), report, items);
      } catch (EOFException e) {
        throw new EventFormatException(file.toString(), 0, Lines.CUT_OFF, e);
      }
    }
    return Catalog.of(items);
  }

  private static void read(Lines lines, Intake intake, ReadReport report, List<ItemFeatures> items)
      throws IOException {
    Cells cells = new Cells(lines, ",", true);
    List<String> header = header(lines, cells);
    while (cells.next()) {
      String fault = cells.cut();
      if (!fault.isEmpty()) {
        intake.reject(lines.number(), fault, fault);
        continue;
      }
      try {
        items.add(item(cells, header));
        report.countRead();
      } catch (BadCell e) {
        intake.reject(lines.number(), e.rule, e.detail);
      }
    }
  }

  private static List<String> header(Lines lines, Cells cells) throws IOException {
    List<String> header = new ArrayList<>();
    if (cells.next() && cells.cut().isEmpty()) {
      for (int i = 0; i < cells.count(); i++) {
        header.add(cells.text(i).orElse("?").strip().toLowerCase(Locale.ROOT));
      }
    }
    if (!header.contains("item")) {
      throw new EventFormatException(
          lines.source(),
          0,
          "header lacks the column item; it has " + Intake.quoted(String.join(",", header)),
          null);
    }
    return header;
  }

  private static ItemFeatures item(Cells cells, List<String> header) throws BadCell {
    if (cells.count() != header.size()) {
      throw new BadCell(
          "row has too " + (cells.count() < header.size() ? "few" : "many") + " cells",
          cells.count() + " instead of " + header.size());
    }
    ItemFeatures.Item item = ItemFeatures.of(text(cells, header, header.indexOf("item")));
    if (item.id().isBlank()) {
      throw new BadCell("item is blank", "");
    }
    Set<String> tags = new HashSet<>();
    for (int i = 0; i < header.size(); i++) {
      String text = text(cells, header, i);
      if (!text.isBlank()) {
        item = with(item, header.get(i), text, tags);
      }
    }
    return item.tagged(tags);
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

  private static String text(Cells cells, List<String> header, int cell) throws BadCell {
    Optional<String> text = cells.text(cell);
    if (text.isEmpty()) {
      throw new BadCell(header.get(cell) + " is not valid UTF-8", "");
    }
    return text.get();
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

  /** A cell that cannot be used. */
  private static final class BadCell extends Exception {
    private static final long serialVersionUID = 1L;
    private final String rule;
    private final String detail;

    BadCell(String rule, String value) {
      super(rule, null, false, false);
      this.rule = rule;
      this.detail = value.isEmpty() ? rule : rule + ": " + Intake.quoted(value);
    }
  }
}

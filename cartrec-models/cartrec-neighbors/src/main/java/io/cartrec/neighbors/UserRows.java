package io.cartrec.neighbors;

import io.cartrec.data.Interactions;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.model.Verification;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * What each row, a user or a session, had: by row, and by item. With ratings, an entry that has none
 * counts as one at the baseline of its row and item. 8 bytes an entry, 16 with ratings, 8 a row and 8 an
 * item. Immutable and thread-safe.
 */
final class UserRows {

  private static final String ROW_BEGIN = "rows.begin";
  private static final String ROW_ITEMS = "rows.items";
  private static final String ROW_RATINGS = "rows.ratings"; // empty without ratings
  private static final String ROW_BIASES = "rows.biases"; // empty without ratings
  private static final String ROW_NORMS = "rows.norms";
  private static final String ITEM_BEGIN = "items.begin";
  private static final String ITEM_ROWS = "items.rows"; // ascending for each item
  private static final String ITEM_RATINGS = "items.ratings"; // empty without ratings
  private static final String ITEM_SQUARES = "items.squares";

  private final Map<String, Tensor> tensors;
  private final IntBuffer rowBegin;
  private final IntBuffer rowItems;
  private final FloatBuffer rowRatings;
  private final FloatBuffer rowBiases;
  private final FloatBuffer rowNorms;
  private final IntBuffer itemBegin;
  private final IntBuffer itemRows;
  private final FloatBuffer itemRatings;
  private final FloatBuffer itemSquares;

  private UserRows(Map<String, Tensor> tensors) {
    this.tensors = tensors;
    this.rowBegin = ints(ROW_BEGIN);
    this.rowItems = ints(ROW_ITEMS);
    this.rowRatings = floats(ROW_RATINGS);
    this.rowBiases = floats(ROW_BIASES);
    this.rowNorms = floats(ROW_NORMS);
    this.itemBegin = ints(ITEM_BEGIN);
    this.itemRows = ints(ITEM_ROWS);
    this.itemRatings = floats(ITEM_RATINGS);
    this.itemSquares = floats(ITEM_SQUARES);
  }

  static UserRows of(Ratings ratings, RatingBaseline baseline, UserKnnConfig config) {
    Interactions rows = ratings.rows();
    int itemCount = rows.items().size();
    int[] rowBegin = new int[rows.rows() + 1];
    int[] rowItems = new int[rows.size()];
    int[] itemBegin = new int[itemCount + 1];
    for (int row = 0; row < rows.rows(); row++) {
      rowBegin[row + 1] = rows.end(row);
    }
    for (int k = 0; k < rowItems.length; k++) {
      rowItems[k] = rows.item(k);
      itemBegin[rowItems[k] + 1]++;
    }
    float[] itemSquares = new float[itemCount];
    for (int item = 0; item < itemCount; item++) {
      double idf = StrictMath.log1p(rows.rows() / Math.max(1.0, itemBegin[item + 1]));
      itemSquares[item] = config.values() == UserKnnConfig.Values.IDF ? (float) (idf * idf) : 1;
      itemBegin[item + 1] += itemBegin[item];
    }
    float[] rowBiases = new float[ratings.isEmpty() ? 0 : rows.rows()];
    float[] rowRatings = new float[ratings.isEmpty() ? 0 : rows.size()];
    double exponent =
        config.similarity() == UserKnnConfig.Similarity.COSINE ? config.lengthDamping() : 1;
    float[] rowNorms = new float[rows.rows()];
    int[] itemRows = new int[rows.size()];
    float[] itemRatings = new float[rowRatings.length];
    int[] next = Arrays.copyOf(itemBegin, itemCount);
    for (int row = 0; row < rows.rows(); row++) {
      if (rowRatings.length > 0) {
        rate(ratings, baseline, row, rowBiases, rowRatings);
      }
      double squares = 0;
      for (int k = rows.begin(row); k < rows.end(row); k++) {
        squares += itemSquares[rowItems[k]];
        int place = next[rowItems[k]]++;
        itemRows[place] = row;
        if (rowRatings.length > 0) {
          itemRatings[place] = rowRatings[k];
        }
      }
      rowNorms[row] = (float) StrictMath.pow(squares, exponent);
    }
    return new UserRows(Map.of(
        ROW_BEGIN, Tensor.of(rowBegin),
        ROW_ITEMS, Tensor.of(rowItems),
        ROW_RATINGS, Tensor.of(rowRatings),
        ROW_BIASES, Tensor.of(rowBiases),
        ROW_NORMS, Tensor.of(rowNorms),
        ITEM_BEGIN, Tensor.of(itemBegin),
        ITEM_ROWS, Tensor.of(itemRows),
        ITEM_RATINGS, Tensor.of(itemRatings),
        ITEM_SQUARES, Tensor.of(itemSquares)));
  }

  /** Fills in the bias of one row and the ratings of its entries. */
  private static void rate(
      Ratings ratings, RatingBaseline baseline, int row, float[] biases, float[] into) {
    Interactions rows = ratings.rows();
    double sum = 0;
    int rated = 0;
    for (int k = rows.begin(row); k < rows.end(row); k++) {
      if (ratings.isRated(k)) {
        sum += ratings.rating(k) - baseline.ofItem(rows.item(k));
        rated++;
      }
    }
    biases[row] = RatingBaseline.finite(RatingBaseline.userBias(sum, rated));
    for (int k = rows.begin(row); k < rows.end(row); k++) {
      into[k] = RatingBaseline.finite(
          ratings.isRated(k) ? ratings.rating(k) : baseline.ofItem(rows.item(k)) + biases[row]);
    }
  }

  static UserRows read(ModelFile file) throws ModelFormatException {
    int itemCount = file.base().items().size();
    int rowCount = file.tensor(ROW_BEGIN, Tensor.Type.I32).length() - 1;
    if (rowCount < 0) {
      throw file.fault(ROW_BEGIN, "must not be empty");
    }
    Tensor rowBegin = file.offsets(ROW_BEGIN, rowCount);
    int entries = rowBegin.ints().get(rowCount);
    Tensor itemBegin = file.offsets(ITEM_BEGIN, itemCount);
    if (itemBegin.ints().get(itemCount) != entries) {
      throw file.fault(
          ITEM_BEGIN,
          "must end at the " + entries + " entries of the rows but ends at "
              + itemBegin.ints().get(itemCount));
    }
    boolean rated = file.tensor(ROW_RATINGS, Tensor.Type.F32).length() > 0;
    UserRows rows = new UserRows(Map.of(
        ROW_BEGIN, rowBegin,
        ROW_ITEMS, file.codes(ROW_ITEMS, entries, itemCount),
        ROW_RATINGS, file.finite(ROW_RATINGS, rated ? entries : 0),
        ROW_BIASES, file.finite(ROW_BIASES, rated ? rowCount : 0),
        ROW_NORMS, file.finite(ROW_NORMS, rowCount),
        ITEM_BEGIN, itemBegin,
        ITEM_ROWS, file.codes(ITEM_ROWS, entries, rowCount),
        ITEM_RATINGS, file.finite(ITEM_RATINGS, rated ? entries : 0),
        ITEM_SQUARES, file.finite(ITEM_SQUARES, itemCount)));
    if (file.verification() == Verification.FULL) {
      rows.verify(file);
    }
    return rows;
  }

  /** Checks that what is divided by is above 0, and that the rows of each item can be searched. */
  private void verify(ModelFile file) throws ModelFormatException {
    for (int row = 0; row < rowCount(); row++) {
      if (length(row) > 0 && !(norm(row) > 0)) {
        throw file.fault(ROW_NORMS, "must be above 0 but is " + norm(row) + " for row " + row);
      }
    }
    for (int item = 0; item < itemCount(); item++) {
      if (!(itemSquare(item) > 0)) {
        throw file.fault(
            ITEM_SQUARES, "must be above 0 but is " + itemSquare(item) + " for item " + item);
      }
      for (int place = begin(item) + 1; place < end(item); place++) {
        if (row(place) <= row(place - 1)) {
          throw file.fault(ITEM_ROWS, "must rise within an item but entry " + place + " does not");
        }
      }
    }
  }

  Map<String, Tensor> tensors() {
    return tensors;
  }

  int rowCount() {
    return rowBegin.capacity() - 1;
  }

  int itemCount() {
    return itemBegin.capacity() - 1;
  }

  /** How many items {@code row} had. */
  int length(int row) {
    return rowBegin.get(row + 1) - rowBegin.get(row);
  }

  /** What {@code item} is worth in a comparison, squared. */
  double itemSquare(int item) {
    return itemSquares.get(item);
  }

  /** The sum of {@link #itemSquare} over the items of {@code row}; to the length damping for the cosine. */
  double norm(int row) {
    return rowNorms.get(row);
  }

  /** Where the rows that had {@code item} begin. */
  int begin(int item) {
    return itemBegin.get(item);
  }

  /** Where the rows that had {@code item} end. */
  int end(int item) {
    return itemBegin.get(item + 1);
  }

  int row(int place) {
    return itemRows.get(place);
  }

  /**
   * {@code r_vi - b_vi} of the entry at {@code place}, whose item has the given baseline; 0 where the two
   * are one {@code float}, so that an entry without a rating has none of what rounding leaves.
   */
  double residual(int place, double itemBaseline) {
    double expected = itemBaseline + rowBiases.get(row(place));
    float rating = itemRatings.get(place);
    return rating == (float) expected ? 0 : rating - expected;
  }

  /** The place of {@code row} among those that had {@code item}; negative when it had not. */
  int find(int item, int row) {
    int low = begin(item);
    int high = end(item) - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int found = row(middle);
      if (found == row) {
        return middle;
      }
      if (found < row) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /** What the entry at {@code place} adds to a score: its rating; 1 without ratings. */
  double rating(int place) {
    return itemRatings.capacity() == 0 ? 1 : itemRatings.get(place);
  }

  /** Adds {@code factor}, times the rating where there are ratings, for each item of {@code row}. */
  void score(int row, double factor, ScoreAccumulator into) {
    int from = rowBegin.get(row);
    int to = rowBegin.get(row + 1);
    if (rowRatings.capacity() > 0) {
      into.addAll(rowItems, rowRatings, from, to, factor);
    } else {
      for (int k = from; k < to; k++) {
        into.add(rowItems.get(k), factor);
      }
    }
  }

  private IntBuffer ints(String name) {
    return tensor(name).ints();
  }

  private FloatBuffer floats(String name) {
    return tensor(name).floats();
  }

  private Tensor tensor(String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }
}

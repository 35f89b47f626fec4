package io.cartrec.leastsquares;

import io.cartrec.data.Dataset;
import io.cartrec.internal.Parallel;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Trainer;
import io.cartrec.model.TrainingOptions;
import java.util.Arrays;
import java.util.Objects;

/**
 * The sparse linear method of Ning and Karypis. With {@code A} the baskets x items matrix of zeros and
 * ones, every item {@code j} has a column {@code w} of weights that minimises (their eq. 4)
 *
 * <pre>{@code 1/2 |a_j - A w|² + l2/2 |w|² + l1 |w|₁   where   w >= 0, w_j = 0}</pre>
 *
 * and a query {@code a} gives item {@code j} the score {@code a w} (their eq. 1). Baskets are sessions, or
 * users when no event names a session; how often a basket holds an item does not count.
 *
 * <p>Unlike eq. 4, the square of {@code w_i} costs {@code (l2 + γ f_i) / 2}, where {@code f_i} is how many
 * baskets hold item {@code i}: what is right for {@code γ}, the item regularisation, hardly depends on the
 * size of the shop. A column is fitted to the {@code candidates} items of highest cosine alone, and of
 * the weights that an item gives to others only the {@code neighbors} largest are kept.
 *
 * <p>Columns are found by coordinate descent over the Gram matrix {@code AᵀA}, until no weight moves by
 * more than 1e-5. Cost: the sum of the squared basket lengths for the Gram matrix, which takes 8 bytes for
 * each pair of items that some basket holds; then for each column the Gram rows of its weights, a few
 * times over. Immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1109/ICDM.2011.134">Ning and Karypis, 2011</a>
 */
public final class SlimTrainer implements Trainer<Model> {

  private static final int BLOCK = 64;

  private final SlimConfig config;

  public SlimTrainer(SlimConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  @Override
  public Model train(Dataset data, TrainingOptions options) {
    ModelBase base = ModelBase.of(data, SlimProvider.NAME, SlimProvider.PARAMETERS.format(config));
    SparseGram gram = SparseGram.of(new BasketPairs(data.baskets(), 0), options.threads());
    SparseColumn[] columns = new SparseColumn[gram.itemCount()];
    Progress progress = new Progress(options.listener(), "columns", columns.length);
    Parallel.forBlocks(options.threads(), columns.length, BLOCK, () -> {
      ColumnSolver solver = new ColumnSolver(gram, config);
      return (from, to) -> {
        for (int item = from; item < to; item++) {
          columns[item] = solver.solve(item);
        }
        progress.add(to - from);
      };
    });
    WeightTable table = WeightTable.build(
        columns.length,
        config.neighbors(),
        options.threads(),
        BLOCK,
        new Turned(columns),
        new Progress(options.listener(), "rows", columns.length));
    return new WeightModel(base, table);
  }

  /** The rows of a matrix that is given by columns. Immutable and thread-safe. */
  private static final class Turned implements WeightTable.RowSources {

    private final int[] begin;
    private final int[] columnOf;
    private final float[] values;

    Turned(SparseColumn[] columns) {
      begin = new int[columns.length + 1];
      for (SparseColumn column : columns) {
        for (int row : column.rows()) {
          begin[row + 1]++;
        }
      }
      for (int row = 0; row < columns.length; row++) {
        begin[row + 1] += begin[row];
      }
      int[] next = Arrays.copyOf(begin, columns.length);
      columnOf = new int[begin[columns.length]];
      values = new float[columnOf.length];
      for (int c = 0; c < columns.length; c++) {
        int[] rows = columns[c].rows();
        for (int k = 0; k < rows.length; k++) {
          int at = next[rows[k]]++;
          columnOf[at] = c;
          values[at] = columns[c].values()[k];
        }
      }
    }

    @Override
    public WeightTable.RowSource start() {
      float[] row = new float[begin.length - 1];
      int[] others = new int[begin.length - 1];
      return (from, to, sink) -> {
        for (int item = from; item < to; item++) {
          int count = begin[item + 1] - begin[item];
          for (int k = 0; k < count; k++) {
            others[k] = columnOf[begin[item] + k];
            row[others[k]] = values[begin[item] + k];
          }
          sink.take(row, others, count);
        }
      };
    }
  }
}

package io.cartrec.leastsquares;

import io.cartrec.internal.Pool;
import io.cartrec.model.Explainer;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.model.Verification;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/**
 * Scores items by {@code w·h_i}, where {@code w} is the vector of a basket with the items of the query,
 * solved for as {@link IalsTrainer} does; only scores above 0 are given. The query counts as a set:
 * neither order nor repeats matter.
 *
 * <p>With {@code A} the matrix of the system, {@code w·h_j} is the sum of {@code h_iᵀ A⁻¹ h_j} over the items
 * {@code i} of the query, and these are their contributions (Hu et al., section 5).
 *
 * <p>With {@code m} items of {@code d} numbers, a query of {@code n} items costs {@code O(n d min(n, d) +
 * m d)}, explanations {@code O(n d² + d³)}, and {@code O(d² + n d)} for each item. Immutable and thread-safe.
 */
final class IalsModel implements Model, Explainer {

  private static final String RIDGE = "factors.ridge";
  private static final float LEAST_LAMBDA = 1e-30f; // training stays far above

  private final ModelBase base;
  private final FactorTable table;
  private final Tensor ridgeTensor; // its diagonal, its offset, its lambda
  private final Pool<FoldIn> pool;

  IalsModel(ModelBase base, FactorTable table, Ridge ridge) {
    this(base, table, tensor(ridge), ridge.exponent());
  }

  private IalsModel(ModelBase base, FactorTable table, Tensor ridgeTensor, double exponent) {
    this.base = base;
    this.table = table;
    this.ridgeTensor = ridgeTensor;
    Ridge ridge = ridge(ridgeTensor.floats(), exponent);
    this.pool = new Pool<>(() -> new FoldIn(table, ridge));
  }

  private static Ridge ridge(FloatBuffer numbers, double exponent) {
    double[] unobserved = new double[numbers.capacity() - 2];
    for (int k = 0; k < unobserved.length; k++) {
      unobserved[k] = numbers.get(k);
    }
    float offset = numbers.get(unobserved.length);
    float lambda = numbers.get(unobserved.length + 1);
    return new Ridge(unobserved, offset, lambda, exponent);
  }

  private static Tensor tensor(Ridge ridge) {
    return Tensor.floats(ridge.unobserved().length + 2, into -> {
      for (double value : ridge.unobserved()) {
        into.put((float) value);
      }
      into.put((float) ridge.offset());
      into.put((float) ridge.lambda());
    });
  }

  static IalsModel read(ModelFile file, IalsConfig config) throws ModelFormatException {
    FactorTable table = FactorTable.read(file, config.factors());
    int length = config.factors() + 2;
    Tensor ridge = file.finite(RIDGE, length);
    if (file.verification() == Verification.FULL) {
      FloatBuffer numbers = ridge.floats();
      for (int k = 0; k < length; k++) {
        if (numbers.get(k) < (k == length - 1 ? LEAST_LAMBDA : 0)) {
          throw file.fault(RIDGE, "must hold numbers >= 0, the last above 0");
        }
      }
    }
    return new IalsModel(file.base(), table, ridge, config.exponent());
  }

  @Override
  public ModelBase base() {
    return base;
  }

  @Override
  public Map<String, Tensor> tensors() {
    return Map.of(FactorTable.NAME, table.tensor(), RIDGE, ridgeTensor);
  }

  @Override
  public void score(Query query, ScoreAccumulator into) {
    if (query.items().length > 0) {
      FoldIn space = pool.take();
      space.score(query.items(), into);
      pool.giveBack(space);
    }
  }

  @Override
  public List<Contributions> explain(Query query, int... items) {
    FoldIn space = pool.take();
    double[][] contributions = space.contributions(query.items(), items);
    pool.giveBack(space);
    return Contributions.of(contributions);
  }
}

package io.cartrec.neighbors;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Tensor;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * What a rating is before tastes are compared: {@code b_ui = μ + b_u + b_i} (Koren, eq. 1), with {@code
 * μ} the mean of all ratings and the deviations of item and user taken one after the other,
 *
 * <pre>{@code
 * b_i = Σ_u (r_ui - μ) / (λ + number of ratings of i)
 * b_u = Σ_i (r_ui - μ - b_i) / (λ + number of ratings by u)
 * }</pre>
 *
 * with {@code λ = 5} for both. Empty when there are no ratings. 4 bytes an item. Immutable and
 * thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/1644873.1644874">Koren, Factor in the Neighbors, 2010</a>
 */
final class RatingBaseline {

  private static final String SCALE = "ratings.scale"; // mean, lowest, highest
  private static final String BIASES = "ratings.item_biases";
  private static final double LAMBDA = 5;
  private static final int DOUBT = 4;

  private final Tensor scale;
  private final Tensor biases;
  private final FloatBuffer bias;

  private RatingBaseline(Tensor scale, Tensor biases) {
    this.scale = scale;
    this.biases = biases;
    this.bias = biases.floats();
  }

  static RatingBaseline of(Ratings ratings) {
    int positions = ratings.rows().size();
    double sum = 0;
    int rated = 0;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < positions; k++) {
      if (ratings.isRated(k)) {
        sum += ratings.rating(k);
        rated++;
        low = Math.min(low, ratings.rating(k));
        high = Math.max(high, ratings.rating(k));
      }
    }
    if (rated == 0) {
      return new RatingBaseline(Tensor.of(new float[0]), Tensor.of(new float[0]));
    }
    float mean = (float) (sum / rated);
    double[] sums = new double[ratings.rows().items().size()];
    int[] counts = new int[sums.length];
    for (int k = 0; k < positions; k++) {
      if (ratings.isRated(k)) {
        sums[ratings.rows().item(k)] += ratings.rating(k) - mean;
        counts[ratings.rows().item(k)]++;
      }
    }
    float[] biases = new float[sums.length];
    for (int item = 0; item < biases.length; item++) {
      biases[item] = finite(sums[item] / (LAMBDA + counts[item]));
    }
    return new RatingBaseline(Tensor.of(mean, (float) low, (float) high), Tensor.of(biases));
  }

  /** {@code value}, or the nearest finite {@code float} where it is beyond. */
  static float finite(double value) {
    return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
  }

  static RatingBaseline read(ModelFile file) throws ModelFormatException {
    int length = file.tensor(SCALE, Tensor.Type.F32).length();
    if (length != 0 && length != 3) {
      throw file.fault(SCALE, "must have 0 or 3 elements but has " + length);
    }
    int items = length == 0 ? 0 : file.base().items().size();
    return new RatingBaseline(file.finite(SCALE, length), file.finite(BIASES, items));
  }

  Map<String, Tensor> tensors() {
    return Map.of(SCALE, scale, BIASES, biases);
  }

  /**
   * Refuses to go on without ratings.
   *
   * @throws IllegalStateException if there were none
   */
  void requirePresent() {
    if (scale.length() == 0) {
      throw new IllegalStateException("the model was trained on events without ratings");
    }
  }

  /** {@code μ + b_i}. */
  double ofItem(int item) {
    return scale.floats().get(0) + (double) bias.get(item);
  }

  /** {@code b_u}, from the sum of {@code r_ui - μ - b_i} over {@code count} ratings. */
  static double userBias(double sum, int count) {
    return sum / (LAMBDA + count);
  }

  /**
   * The weighted mean of neighbours' residuals, drawn towards 0 as if {@value #DOUBT} neighbours with the
   * weight of the heaviest had a residual of 0.
   *
   * @param residuals the sum of weights times residuals
   * @param weights the sum of the weights
   */
  static double doubted(double residuals, double weights, double heaviest) {
    return weights == 0 ? 0 : residuals / (weights + DOUBT * heaviest);
  }

  /** {@code rating}, brought into the range of the ratings trained on. */
  double clamp(double rating) {
    return Math.max(scale.floats().get(1), Math.min(scale.floats().get(2), rating));
  }
}

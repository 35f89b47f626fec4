package io.cartrec.leastsquares;

import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.Trainer;
import io.cartrec.model.TrainingOptions;
import java.lang.System.Logger.Level;
import java.util.Objects;

/**
 * Matrix factorisation of implicit feedback by alternating least squares. With {@code S} the pairs of a
 * basket {@code u} and an item {@code i} that it holds, {@code I_u} the items of a basket, {@code U_i} the
 * baskets of an item, {@code U} and {@code I} all of them, it looks for vectors {@code w_u} and {@code
 * h_i} of {@code factors} numbers that minimise
 *
 * <pre>{@code
 * Σ_(u,i)∈S (1 - w_u·h_i)²  +  α₀ Σ_u Σ_i (w_u·h_i)²
 *     +  λ Σ_u (|I_u| + α₀ |I|)^ν |w_u|²  +  λ Σ_i (|U_i| + α₀ |U|)^ν |h_i|²
 * }</pre>
 *
 * which is the loss of Hu, Koren and Volinsky in the form, and with the frequency-scaled regularisation, of Rendle,
 * Krichene, Zhang and Koren. Given all {@code h}, the best {@code w_u} solves
 *
 * <pre>{@code
 * (Σ_(i∈I_u) h_i h_iᵀ + α₀ Σ_i h_i h_iᵀ + λ (|I_u| + α₀ |I|)^ν) w_u = Σ_(i∈I_u) h_i
 * }</pre>
 *
 * and the same holds with the sides swapped; an iteration solves for all {@code w}, then for all {@code
 * h}. A cart is a basket that was not there in training: the model solves for its {@code w} and scores
 * item {@code i} by {@code w·h_i}. Baskets are sessions, or users when no event names a session; how often
 * a basket holds an item does not count.
 *
 * <p>Unlike the papers, the weight of what was not observed is set relative to what was: {@code α₀ =
 * unobserved * |S| / (|U| |I|)}. And all vectors are turned into coordinates in which {@code Σ_i h_i
 * h_iᵀ} is diagonal before the systems are solved, which changes no dot product and lets {@link RowSolver} solve
 * the system of a basket with {@code n} items in {@code O(n² d)} where {@code n < d}.
 *
 * <p>With {@code d} the rank, an iteration takes {@code O(min(n, d) n d)} for a basket or item with {@code
 * n} entries, {@code O(d²)} more for each of them, and {@code O(d³)}; by conjugate gradients (Takács, Pilászy and
 * Tikk), {@code O(n d)} instead of the first. Training holds {@code 4 d} bytes a basket and an item. Immutable and
 * thread-safe.
 *
 * @see <a href="https://doi.org/10.1109/ICDM.2008.22">Hu, Koren and Volinsky, 2008</a>
 * @see <a href="https://doi.org/10.1145/3523227.3548486">Rendle, Krichene, Zhang and Koren, 2022</a>
 * @see <a href="https://doi.org/10.1145/2043932.2043987">Takács, Pilászy and Tikk, 2011</a>
 */
public final class IalsTrainer implements Trainer<Model> {

  private static final System.Logger LOG = System.getLogger(IalsTrainer.class.getName());

  private final IalsConfig config;

  public IalsTrainer(IalsConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  @Override
  public Model train(Dataset data, TrainingOptions options) {
    ModelBase base = ModelBase.of(data, IalsProvider.NAME, IalsProvider.PARAMETERS.format(config));
    FactorTable.length(data.items().size(), config.factors()); // says so if that is too much
    Alternation fit = new Alternation(BinaryMatrix.of(data.baskets()), config);
    for (int iteration = 1; iteration <= config.iterations(); iteration++) {
      fit.solveRows(options.threads());
      fit.solveItems(options.threads());
      if (LOG.isLoggable(Level.DEBUG)) {
        LOG.log(Level.DEBUG, "loss after {0} iterations: {1}", iteration, fit.loss());
      }
      options.listener().progress("iterations", iteration, config.iterations());
    }
    Ridge ridge = fit.foldIn(options.threads());
    return new IalsModel(base, FactorTable.of(fit.items()), ridge);
  }
}

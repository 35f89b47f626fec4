package io.cartrec.leastsquares;

import io.cartrec.model.Model;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.Parameters;

/** Provides the {@code ials} model. */
public final class IalsProvider implements ModelProvider<IalsConfig> {

  static final String NAME = "ials";
  static final Parameters<IalsConfig> PARAMETERS = Parameters.of(IalsConfig.defaults())
      .integer(
          "factors", "numbers that describe an item", IalsConfig::factors, IalsConfig::withFactors)
      .searched(16, 256)
      .real(
          "unobserved",
          "how much all pairs together weigh against the observed ones together",
          IalsConfig::unobserved,
          IalsConfig::withUnobserved)
      .searched(1, 100)
      .real(
          "regularization",
          "penalty on the vector of a basket of average length, in squared errors",
          IalsConfig::regularization,
          IalsConfig::withRegularization)
      .searched(0.1, 10)
      .real(
          "exponent",
          "0 regularises all alike, 1 in proportion to their weight in the data",
          IalsConfig::exponent,
          IalsConfig::withExponent)
      .searched(0, 1)
      .integer(
          "iterations",
          "how often all rows and items are solved for",
          IalsConfig::iterations,
          IalsConfig::withIterations)
      .real(
          "deviation",
          "standard deviation of the first factors, times the root of their number",
          IalsConfig::deviation,
          IalsConfig::withDeviation)
      .choice(
          "solver",
          "how the system of a row is solved: exactly, or by conjugate gradients",
          IalsConfig.Solver.class,
          IalsConfig::solver,
          IalsConfig::withSolver)
      .integer("seed", "of the first factors", IalsConfig::seed, IalsConfig::withSeed);

  /** Made by {@link java.util.ServiceLoader}. */
  public IalsProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Implicit-feedback matrix factorisation by alternating least squares; folds any cart in.";
  }

  @Override
  public Parameters<IalsConfig> parameters() {
    return PARAMETERS;
  }

  @Override
  public IalsTrainer trainer(IalsConfig config) {
    return new IalsTrainer(config);
  }

  @Override
  public Model read(ModelFile file, IalsConfig config) throws ModelFormatException {
    return IalsModel.read(file, config);
  }
}

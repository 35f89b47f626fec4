package io.cartrec.spi;

import io.cartrec.internal.Check;
import io.cartrec.model.Model;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.TinyModel;
import io.cartrec.model.Trainer;

/** Plugs in {@link TinyModel}. */
public final class TinyProvider implements ModelProvider<TinyProvider.Config> {

  /** One of several ways. */
  public enum Kind {
    PLAIN,
    LOG_LIKELIHOOD
  }

  /** A configuration with a parameter of every kind. */
  public record Config(int depth, double weight, boolean binary, Kind kind) {
    public Config {
      Check.positive(depth, "depth");
    }
  }

  static final Parameters<Config> PARAMETERS = Parameters.of(new Config(3, 0.5, false, Kind.PLAIN))
      .integer(
          "depth",
          "how deep",
          Config::depth,
          (c, depth) -> new Config(depth, c.weight(), c.binary(), c.kind()))
      .real(
          "weight",
          "how much",
          Config::weight,
          (c, weight) -> new Config(c.depth(), weight, c.binary(), c.kind()))
      .flag(
          "binary",
          "whether",
          Config::binary,
          (c, binary) -> new Config(c.depth(), c.weight(), binary, c.kind()))
      .choice(
          "kind",
          "which",
          Kind.class,
          Config::kind,
          (c, kind) -> new Config(c.depth(), c.weight(), c.binary(), kind));

  /** As {@link java.util.ServiceLoader} wants it. */
  public TinyProvider() {}

  @Override
  public String name() {
    return TinyModel.NAME;
  }

  @Override
  public String summary() {
    return "Follows links.";
  }

  @Override
  public Parameters<Config> parameters() {
    return PARAMETERS;
  }

  @Override
  public Trainer<? extends Model> trainer(Config config) {
    return (data, options) -> TinyModel.of(data.items().id(0).repeat(config.depth()));
  }

  @Override
  public Model read(ModelFile file, Config config) throws ModelFormatException {
    return TinyModel.read(file);
  }
}

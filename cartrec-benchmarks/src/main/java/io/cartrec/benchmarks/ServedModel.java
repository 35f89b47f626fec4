package io.cartrec.benchmarks;

import io.cartrec.Event;
import io.cartrec.data.Dataset;
import io.cartrec.data.DatasetBuilder;
import io.cartrec.eval.ModelSpec;
import io.cartrec.model.Model;
import io.cartrec.model.TrainingOptions;
import io.cartrec.spi.ModelProviders;
import io.cartrec.spi.Parameters;
import io.cartrec.testkit.ZipfShop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Trains a model just enough to ask it: {@code MODEL SIZE FILE}. The time of an answer depends on the
 * shapes of a net or of factors, and hardly on what was learned: {@code epochs} and {@code iterations} are 1
 * and {@code negatives} 64 unless {@code MODEL} says otherwise, and nets learn from the first {@value
 * #CARTS} carts of the shop, but know all its items.
 */
final class ServedModel {

  private static final int CARTS = 100_000;
  private static final String EPOCHS = "epochs";
  private static final Map<String, String> LITTLE =
      Map.of(EPOCHS, "1", "negatives", "64", "iterations", "1");

  private ServedModel() {}

  /** Trains and saves. */
  public static void main(String[] args) throws IOException {
    train(args[0], ZipfShop.Size.valueOf(args[1])).save(Path.of(args[2]));
  }

  /** A model as the command line names it, with {@code ;} for {@code ,}: JMH's {@code -p} splits at commas. */
  static ModelSpec parse(String model) {
    return ModelSpec.parse(model.replace(';', ','));
  }

  private static Model train(String text, ZipfShop.Size size) throws IOException {
    ModelProviders providers = ModelProviders.installed();
    ModelSpec model = parse(text);
    Map<String, String> parameters = new HashMap<>(model.parameters());
    boolean isNet = false;
    for (Parameters.Description known :
        providers.named(model.name()).parameters().describe()) {
      if (LITTLE.containsKey(known.name())) {
        parameters.putIfAbsent(known.name(), LITTLE.get(known.name()));
        isNet |= known.name().equals(EPOCHS);
      }
    }
    Dataset data = isNet ? fewCarts(size) : Shops.of(size).dataset();
    return providers
        .trainer(model.name(), parameters)
        .train(
            data,
            TrainingOptions.defaults().withThreads(Runtime.getRuntime().availableProcessors()));
  }

  private static Dataset fewCarts(ZipfShop.Size size) throws IOException {
    DatasetBuilder builder = Dataset.builder();
    ZipfShop shop = new ZipfShop(size.items(), Math.min(CARTS, size.carts()), Shops.SEED);
    shop.events().forEach(builder::add);
    shop.itemIds()
        .forEach(id -> builder.add(Event.of(id))); // of no session: known, not learned from
    return builder.build();
  }
}

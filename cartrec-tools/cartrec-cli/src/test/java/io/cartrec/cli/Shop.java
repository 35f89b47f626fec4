package io.cartrec.cli;

import io.cartrec.Event;
import io.cartrec.data.Dataset;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Five baskets, small enough to count by hand. */
final class Shop {

  static final List<List<String>> BASKETS = List.of(
      List.of("bread", "butter", "milk"),
      List.of("bread", "butter"),
      List.of("bread", "butter"),
      List.of("milk", "tea"),
      List.of("bread", "jam, red"));

  private Shop() {}

  /** The baskets as an events file. */
  static Path events(Path folder) throws IOException {
    StringBuilder csv = new StringBuilder("session,item\n");
    for (int basket = 0; basket < BASKETS.size(); basket++) {
      for (String item : BASKETS.get(basket)) {
        csv.append('s').append(basket).append(",\"").append(item).append("\"\n");
      }
    }
    return Files.writeString(folder.resolve("events.csv"), csv);
  }

  /** Trains {@code model} on the baskets and saves it. */
  static Path model(Path folder, String model) throws IOException {
    return model(folder, model, Map.of());
  }

  /** Trains {@code model} with {@code parameters} on the baskets and saves it. */
  static Path model(Path folder, String model, Map<String, String> parameters) throws IOException {
    List<Event> events = new ArrayList<>();
    for (int basket = 0; basket < BASKETS.size(); basket++) {
      for (String item : BASKETS.get(basket)) {
        events.add(Event.of(item).inSession("s" + basket));
      }
    }
    Path file = folder.resolve(model + ".cartrec");
    ModelProviders.installed()
        .trainer(model, parameters)
        .train(Dataset.of(events))
        .save(file);
    return file;
  }
}

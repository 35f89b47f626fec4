package io.cartrec.benchmarks.run;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * How good a peer's answers are on a shop, as {@code PeerBenchmark} wrote it beside the shop.
 *
 * @param size the shop
 * @param peer its name
 * @param settings its settings in words
 * @param asked how many questions it was put
 * @param hitRate share of hidden items among twenty
 * @param reciprocalRank mean of 1 / the place of the hidden item
 * @param heapBytes what it holds on the heap
 */
record Judged(
    String size,
    String peer,
    String settings,
    int asked,
    double hitRate,
    double reciprocalRank,
    double heapBytes) {

  /** All that were written under a folder of shops, by shop and name; none if there is no such folder. */
  static List<Judged> read(Path shops) throws IOException {
    List<Judged> all = new ArrayList<>();
    if (Files.isDirectory(shops)) {
      try (Stream<Path> files = Files.walk(shops, 3)) {
        for (Path file :
            files.filter(f -> f.toString().endsWith(".properties")).sorted().toList()) {
          Properties values = new Properties();
          try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
          }
          all.add(of(shops.relativize(file).getName(0).toString(), values));
        }
      }
    }
    return all;
  }

  private static Judged of(String size, Properties values) {
    return new Judged(
        size,
        values.getProperty("peer"),
        values.getProperty("settings"),
        Integer.parseInt(values.getProperty("asked")),
        Double.parseDouble(values.getProperty("hitRate")),
        Double.parseDouble(values.getProperty("reciprocalRank")),
        Double.parseDouble(values.getProperty("heapBytes")));
  }
}

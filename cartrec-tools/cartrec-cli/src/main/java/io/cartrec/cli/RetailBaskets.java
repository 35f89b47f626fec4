package io.cartrec.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The data of the demo: 88,162 baskets of a Belgian supermarket, and the frequent itemsets that the
 * tests of Apache Mahout know of them. Both lie in a Maven artifact, are taken out of it once, checked
 * by their SHA-256, and kept in a cache. Immutable.
 *
 * @param baskets one basket a line, items separated by blanks
 * @param itemsets lines {@code item item ... (count)}
 */
record RetailBaskets(Path baskets, Path itemsets) {

  /** Who collected the baskets; asked for by those who gave them away. */
  static final String CITATION =
      "T. Brijs, G. Swinnen, K. Vanhoof, G. Wets: Using association rules"
          + " for product assortment decisions: A case study. KDD 1999.";

  static final String ARTIFACT = "org.apache.mahout:mahout-core:0.5:jar:tests";

  private static final String BASKETS = "retail.dat";
  private static final String ITEMSETS = "retail_results_with_min_sup_100.dat";
  private static final Map<String, String> SHA256 = Map.of(
      BASKETS, "d967431ba522e32f0fbb243f2ee113ecd4cb374cb0234c1b0858dae1d499a055",
      ITEMSETS, "a1d818c8e6fe4457e61c17f9e809a0130f0b0838a2141d05202784d88eb17440");

  /** Puts the artifact's jar into a folder. */
  @FunctionalInterface
  interface Download {
    void into(Path folder) throws IOException;
  }

  /** The folder for what cartrec keeps between runs, in the user's cache. */
  static Path userCache(Map<String, String> environment) {
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base =
        cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
    return base.resolve("cartrec");
  }

  /**
   * The baskets, out of {@code cache} if they lie there unharmed, else downloaded.
   *
   * @throws IOException if they can't be had; the message says what to do instead
   */
  static RetailBaskets in(Path cache, Download download) throws IOException {
    if (!isSound(cache, BASKETS) || !isSound(cache, ITEMSETS)) {
      Files.createDirectories(cache);
      Path folder = Files.createTempDirectory(cache, "download");
      try {
        download.into(folder);
        unpack(folder, cache);
      } finally {
        delete(folder);
      }
    }
    return new RetailBaskets(cache.resolve(BASKETS), cache.resolve(ITEMSETS));
  }

  private static void unpack(Path folder, Path cache) throws IOException {
    Path jar = entries(folder, "*.jar").stream()
        .findFirst()
        .orElseThrow(() -> new IOException("the download of " + ARTIFACT + " left no jar"));
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (String name : List.of(BASKETS, ITEMSETS)) {
        Optional<ZipEntry> entry = Optional.ofNullable(zip.getEntry(name));
        if (entry.isEmpty()) {
          throw new IOException(jar.getFileName() + ": has no " + name);
        }
        try (InputStream in = zip.getInputStream(entry.get())) {
          Files.copy(in, folder.resolve(name));
        }
        if (!isSound(folder, name)) {
          throw new IOException(jar.getFileName() + ": " + name + " is not the file it should be:"
              + " its SHA-256 is " + sha256(folder.resolve(name)));
        }
        Files.move(folder.resolve(name), cache.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static boolean isSound(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    return Files.isRegularFile(file) && sha256(file).equals(SHA256.get(name));
  }

  private static String sha256(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static List<Path> entries(Path folder, String glob) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
      List<Path> found = new ArrayList<>();
      entries.forEach(found::add);
      return found;
    }
  }

  private static void delete(Path folder) throws IOException {
    for (Path entry : entries(folder, "*")) {
      Files.delete(entry);
    }
    Files.delete(folder);
  }
}

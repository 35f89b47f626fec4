package io.cartrec.benchmarks.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What all peers learn from and are asked: a folder of two text files, whose lines are item numbers with
 * single spaces between them. {@code baskets.txt} has a basket a line, the latest last. {@code carts.txt}
 * has a question a line: the hidden item, then the cart it was taken from. Items of baskets and carts are
 * numbered densely from 0; a hidden item that no basket holds has a higher number. Immutable but for its
 * arrays.
 */
public final class Shop {

  private static final String BASKETS = "baskets.txt";
  private static final String CARTS = "carts.txt";

  private final int[][] baskets;
  private final int[][] questions;

  /** Rows as in the files. */
  public Shop(int[][] baskets, int[][] questions) {
    this.baskets = baskets;
    this.questions = questions;
  }

  /** Reads the folder of a shop. */
  public static Shop read(Path folder) throws IOException {
    if (!Files.exists(folder.resolve(CARTS))) {
      throw new IllegalArgumentException("there is no shop in " + folder
          + "; make one with io.cartrec.benchmarks.Shops, whose Javadoc says how");
    }
    return new Shop(rows(folder.resolve(BASKETS)), rows(folder.resolve(CARTS)));
  }

  /** Writes both files, {@code carts.txt} last, into a folder that is made if it is not there. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    write(baskets, folder.resolve(BASKETS));
    write(questions, folder.resolve(CARTS));
  }

  /** How many different items there are: 1 + the highest number in a basket. */
  public int items() {
    return 1 + Arrays.stream(baskets).flatMapToInt(Arrays::stream).max().orElse(-1);
  }

  /** The items of each basket. */
  public int[][] baskets() {
    return baskets;
  }

  /** The cart of each question. */
  public int[][] carts() {
    return Stream.of(questions).map(q -> Arrays.copyOfRange(q, 1, q.length)).toArray(int[][]::new);
  }

  /** The hidden item of each question. */
  public int[] hidden() {
    return Stream.of(questions).mapToInt(q -> q[0]).toArray();
  }

  private static int[][] rows(Path file) throws IOException {
    byte[] text = Files.readAllBytes(file);
    List<int[]> rows = new ArrayList<>();
    int[] row = new int[64];
    int size = 0;
    int number = 0;
    for (byte c : text) {
      if (c >= '0' && c <= '9') {
        number = 10 * number + c - '0';
        continue;
      }
      if (c != ' ' && c != '\n') {
        throw new IOException(file + " must hold digits, spaces and line feeds only");
      }
      if (size == row.length) {
        row = Arrays.copyOf(row, 2 * size);
      }
      row[size++] = number;
      number = 0;
      if (c == '\n') {
        rows.add(Arrays.copyOf(row, size));
        size = 0;
      }
    }
    return rows.toArray(int[][]::new);
  }

  private static void write(int[][] rows, Path file) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(file, US_ASCII)) {
      StringBuilder line = new StringBuilder();
      for (int[] row : rows) {
        line.setLength(0);
        for (int item : row) {
          line.append(item).append(' ');
        }
        line.setCharAt(line.length() - 1, '\n');
        writer.append(line);
      }
    }
  }
}

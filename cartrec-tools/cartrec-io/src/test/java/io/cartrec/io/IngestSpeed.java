package io.cartrec.io;

import io.cartrec.data.Dataset;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Measures how fast CSV files become a {@link Dataset}; run by hand, with the folder for two generated
 * files and the number of rows.
 */
final class IngestSpeed {

  private static final int ITEMS = 100_000;

  private IngestSpeed() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int rows = Integer.parseInt(arguments[1]);
    for (boolean timed : new boolean[] {false, true}) {
      Path file = folder.resolve((timed ? "timed-" : "plain-") + rows + ".csv");
      if (!Files.exists(file)) {
        write(file, rows, timed);
      }
      for (int round = 0; round < 6; round++) {
        long begin = System.nanoTime();
        Dataset data = EventReader.csv().dataset(List.of(file), new ReadReport());
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "%s: %d rows, %d items, %d sessions, %.2f s, %.2f million rows/s%n",
            file.getFileName(),
            data.rows(),
            data.items().size(),
            data.sessionIds().size(),
            seconds,
            data.rows() / seconds / 1e6);
      }
    }
  }

  /** Sessions of about five items that follow Zipf's law, five seconds between events. */
  private static void write(Path file, int rows, boolean timed) throws IOException {
    Random random = new Random(42);
    double[] weight = new double[ITEMS];
    for (int i = 0; i < ITEMS; i++) {
      weight[i] = (i == 0 ? 0 : weight[i - 1]) + 1.0 / (i + 1);
    }
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(timed ? "timestamp,session,item\n" : "session,item\n");
      int session = 1;
      for (int row = 0; row < rows; row++) {
        int rank = Arrays.binarySearch(weight, random.nextDouble() * weight[ITEMS - 1]);
        int item = 200_000_000 + 7919 * (rank < 0 ? -1 - rank : rank);
        out.write((timed ? 1_400_000_000 + 5L * row + "," : "") + session + "," + item + "\n");
        session += random.nextInt(5) == 0 ? 1 : 0;
      }
    }
  }
}

package io.cartrec.io;

import io.cartrec.data.Dataset;
import io.cartrec.data.Sessions;
import io.cartrec.internal.Check;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What can be worked out from a row of a data set: hour, weekday, age, dwell time, price band. Immutable
 * and thread-safe; takes 4 bytes a row and 4 an item.
 */
public final class DerivedFeatures {

  private static final int NONE = -1;

  private final Dataset data;
  private final ZoneId zone;
  private final int[] following;
  private final int[] bandOf;
  private final long newest;

  private DerivedFeatures(Dataset data, ZoneId zone, int bands) {
    this.data = data;
    this.zone = zone;
    this.following = following(data);
    this.bandOf = bands(data, bands);
    long last = Long.MIN_VALUE;
    for (int row = 0; row < data.rows() && data.timeMillis(row).isPresent(); row++) {
      last = data.timeMillis(row).getAsLong();
    }
    this.newest = last;
  }

  /**
   * The features of {@code data}.
   *
   * @param zone where the shop's clock hangs
   * @param priceBands how many price bands there are, {@code > 0}
   */
  public static DerivedFeatures of(Dataset data, ZoneId zone, int priceBands) {
    Check.positive(priceBands, "priceBands");
    return new DerivedFeatures(data, zone, priceBands);
  }

  /** The hour of the day, 0 to 23; empty without a time. */
  public OptionalInt hourOfDay(int row) {
    Optional<ZonedDateTime> time = time(row);
    return time.isEmpty() ? OptionalInt.empty() : OptionalInt.of(time.get().getHour());
  }

  /** The day of the week; empty without a time. */
  public Optional<DayOfWeek> weekday(int row) {
    return time(row).map(ZonedDateTime::getDayOfWeek);
  }

  /** How long before the newest event of the data set this one was; empty without a time. */
  public Optional<Duration> recency(int row) {
    return time(row).map(time -> Duration.ofMillis(newest - time.toInstant().toEpochMilli()));
  }

  /**
   * How long it took until the next event of the session; empty for its last one and without times.
   * Sessions are those of {@link Dataset#sessions()}.
   */
  public Optional<Duration> dwell(int row) {
    if (following[row] == NONE || time(row).isEmpty() || time(following[row]).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Duration.between(time(row).get(), time(following[row]).get()));
  }

  /**
   * The price band of an item, from 0 (cheapest) to {@code priceBands - 1}: where the mean of its prices
   * stands among those of all items, in bands of equally many items. Items of one mean share a band.
   * Empty for an item without a price.
   */
  public OptionalInt priceBand(int item) {
    return bandOf[item] == NONE ? OptionalInt.empty() : OptionalInt.of(bandOf[item]);
  }

  private Optional<ZonedDateTime> time(int row) {
    return data.timeMillis(row).isEmpty()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(data.timeMillis(row).getAsLong()).atZone(zone));
  }

  private static int[] following(Dataset data) {
    int[] following = new int[data.rows()];
    Arrays.fill(following, NONE);
    if (data.sessionIds().size() + data.users().size() > 0) {
      Sessions sessions = data.sessions();
      for (int s = 0; s < sessions.size(); s++) {
        for (int k = sessions.begin(s) + 1; k < sessions.end(s); k++) {
          following[sessions.row(k - 1)] = sessions.row(k);
        }
      }
    }
    return following;
  }

  private static int[] bands(Dataset data, int bands) {
    double[] sum = new double[data.items().size()];
    int[] count = new int[sum.length];
    for (int row = 0; row < data.rows(); row++) {
      if (data.price(row).isPresent()) {
        sum[data.item(row)] += data.price(row).getAsDouble();
        count[data.item(row)]++;
      }
    }
    double[] means = new double[sum.length];
    for (int item = 0; item < sum.length; item++) {
      means[item] = sum[item] / count[item];
    }
    double[] sorted =
        Arrays.stream(means).filter(mean -> !Double.isNaN(mean)).sorted().toArray();
    int[] bandOf = new int[sum.length];
    for (int item = 0; item < sum.length; item++) {
      bandOf[item] = count[item] == 0
          ? NONE
          : (int) ((long) bands * below(sorted, means[item]) / sorted.length);
    }
    return bandOf;
  }

  /** How many of the sorted values are smaller. */
  private static int below(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

package io.cartrec.benchmarks.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Writes amounts with three digits and the prefix of the unit that suits them. */
final class Amount {

  private static final String[] SMALL = {"", "m", "µ", "n"};
  private static final String[] LARGE = {"", "k", "M", "G", "T"};

  private Amount() {}

  /** {@code seconds}, such as 4.10 µs. */
  static String time(double seconds) {
    int prefix = 0;
    double shown = seconds;
    while (shown != 0 && Math.abs(shown) < 0.9995 && prefix < SMALL.length - 1) {
      shown *= 1000;
      prefix++;
    }
    return digits(shown) + " " + SMALL[prefix] + "s";
  }

  /** {@code value} of any other unit, such as 23.1 GB/s. */
  static String of(double value, String unit) {
    int prefix = 0;
    double shown = value;
    while (Math.abs(shown) >= 999.5 && prefix < LARGE.length - 1) {
      shown /= 1000;
      prefix++;
    }
    return digits(shown) + " " + LARGE[prefix] + unit;
  }

  /** {@code value} in the unit of {@code metric}. */
  static String of(Metric metric, double value) {
    return metric.unit().equals("s/op")
        ? time(value)
        : of(value, metric.unit().replace("ops/", "/").replace("/op", ""));
  }

  /** {@code value} without a unit or idle zeros, to three digits. */
  static String plain(double value) {
    return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  /** {@code share} of one as a percentage. */
  static String share(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static String digits(double value) {
    double size = Math.abs(value);
    int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}

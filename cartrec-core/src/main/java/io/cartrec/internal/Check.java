package io.cartrec.internal;

/** Argument checks whose messages name the argument, the rule and the value. Thread-safe. */
public final class Check {

  private Check() {}

  public static int positive(int value, String name) {
    require(value > 0, name, "> 0", value);
    return value;
  }

  public static double positive(double value, String name) {
    require(value > 0 && value < Double.POSITIVE_INFINITY, name, "finite and > 0", value);
    return value;
  }

  public static int nonNegative(int value, String name) {
    require(value >= 0, name, ">= 0", value);
    return value;
  }

  public static double nonNegative(double value, String name) {
    require(value >= 0 && value < Double.POSITIVE_INFINITY, name, "finite and >= 0", value);
    return value;
  }

  public static double between(double value, double low, double high, String name) {
    require(value >= low && value <= high, name, "in [" + low + ", " + high + "]", value);
    return value;
  }

  private static void require(boolean holds, String name, String rule, Number value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " must be " + rule + " but was " + value);
    }
  }
}

package io.cartrec.neural.kernel;

/**
 * The numbers of one step of Adam: {@code m = first m + (1 - first) g}, {@code v = second v + (1 -
 * second) g²}, {@code p -= rate * (decay * p + (m / (1 - first^step)) / (sqrt(v / (1 - second^step)) +
 * epsilon))}.
 *
 * @param rate the learning rate
 * @param first how much of the mean of the gradient stays
 * @param second how much of the mean of its square stays
 * @param epsilon keeps the quotient finite
 * @param decay decoupled weight decay (Loshchilov and Hutter, 2019)
 * @param step the number of the step, from 1 on
 */
public record Adam(
    double rate, double first, double second, double epsilon, double decay, long step)
    implements Rule {

  /** The paper's 0.9, 0.999 and 1e-8. */
  public static Adam of(double rate, double decay, long step) {
    return new Adam(rate, 0.9, 0.999, 1e-8, decay, step);
  }
}

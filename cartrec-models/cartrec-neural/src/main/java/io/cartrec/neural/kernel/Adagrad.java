package io.cartrec.neural.kernel;

/**
 * The numbers of one step of Adagrad (Duchi et al., 2011): {@code s += g²}, {@code p -= rate * (decay * p
 * + g / (sqrt(s) + epsilon))}.
 *
 * @param rate the learning rate
 * @param epsilon keeps the quotient finite
 * @param decay decoupled weight decay
 * @param step the number of the step, from 1 on
 */
public record Adagrad(double rate, double epsilon, double decay, long step) implements Rule {

  /** With an epsilon of 1e-8. */
  public static Adagrad of(double rate, double decay, long step) {
    return new Adagrad(rate, 1e-8, decay, step);
  }
}

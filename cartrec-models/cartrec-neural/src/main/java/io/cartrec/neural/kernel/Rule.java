package io.cartrec.neural.kernel;

/** How parameters step by their gradients. */
public sealed interface Rule permits Adam, Adagrad {

  /** The number of the step, from 1 on. */
  long step();

  /** The learning rate. */
  double rate();
}

package io.cartrec.neural;

import io.cartrec.internal.Check;

/**
 * How a net is trained, whatever it is. Immutable.
 *
 * @param epochs how often each sequence is learned from, at most
 * @param batch how many places of sequences make a step
 * @param rate the learning rate of Adam at the beginning; it falls in a straight line to nothing
 * @param decay decoupled weight decay
 * @param inputDropout share of the numbers of an input embedding that are zeroed, in [0, 1)
 * @param stateDropout share of the numbers of a layer's output that are zeroed, in [0, 1)
 * @param negatives how many items are drawn for the softmax of a step; 0 takes the whole catalogue
 * @param alpha items are drawn by their popularity to the power of this, in [0, 1]
 * @param validation share of the sessions, the newest, that are held back to find the best epoch, in [0,
 *     0.5]; 0 learns from all
 * @param patience after how many epochs without a gain training stops
 * @param seed of weights, order, draws and dropout
 */
public record Learning(
    int epochs,
    int batch,
    double rate,
    double decay,
    double inputDropout,
    double stateDropout,
    int negatives,
    double alpha,
    double validation,
    int patience,
    int seed) {

  private static final double MOST_DROPPED = 0.95;

  public Learning {
    Check.positive(epochs, "epochs");
    Check.positive(batch, "batch");
    Check.positive(rate, "rate");
    Check.nonNegative(decay, "decay");
    Check.between(inputDropout, 0, MOST_DROPPED, "inputDropout");
    Check.between(stateDropout, 0, MOST_DROPPED, "stateDropout");
    Check.nonNegative(negatives, "negatives");
    Check.between(alpha, 0, 1, "alpha");
    Check.between(validation, 0, 0.5, "validation");
    Check.positive(patience, "patience");
  }

  /** What did well on the newest sessions of the training part of YooChoose. */
  public static Learning defaults() {
    return new Learning(9, 512, 6e-3, 0, 0.25, 0.25, 2048, 0.5, 0, 3, 42);
  }

  public Learning withEpochs(int value) {
    return new Learning(
        value,
        batch,
        rate,
        decay,
        inputDropout,
        stateDropout,
        negatives,
        alpha,
        validation,
        patience,
        seed);
  }

  public Learning withBatch(int value) {
    return new Learning(
        epochs,
        value,
        rate,
        decay,
        inputDropout,
        stateDropout,
        negatives,
        alpha,
        validation,
        patience,
        seed);
  }

  public Learning withRate(double value) {
    return new Learning(
        epochs,
        batch,
        value,
        decay,
        inputDropout,
        stateDropout,
        negatives,
        alpha,
        validation,
        patience,
        seed);
  }

  public Learning withDecay(double value) {
    return new Learning(
        epochs,
        batch,
        rate,
        value,
        inputDropout,
        stateDropout,
        negatives,
        alpha,
        validation,
        patience,
        seed);
  }

  public Learning withInputDropout(double value) {
    return new Learning(
        epochs,
        batch,
        rate,
        decay,
        value,
        stateDropout,
        negatives,
        alpha,
        validation,
        patience,
        seed);
  }

  public Learning withStateDropout(double value) {
    return new Learning(
        epochs,
        batch,
        rate,
        decay,
        inputDropout,
        value,
        negatives,
        alpha,
        validation,
        patience,
        seed);
  }

  public Learning withNegatives(int value) {
    return new Learning(
        epochs,
        batch,
        rate,
        decay,
        inputDropout,
        stateDropout,
        value,
        alpha,
        validation,
        patience,
        seed);
  }

  public Learning withAlpha(double value) {
    return new Learning(
        epochs,
        batch,
        rate,
        decay,
        inputDropout,
        stateDropout,
        negatives,
        value,
        validation,
        patience,
        seed);
  }

  public Learning withValidation(double value) {
    return new Learning(
        epochs,
        batch,
        rate,
        decay,
        inputDropout,
        stateDropout,
        negatives,
        alpha,
        value,
        patience,
        seed);
  }

  public Learning withPatience(int value) {
    return new Learning(
        epochs,
        batch,
        rate,
        decay,
        inputDropout,
        stateDropout,
        negatives,
        alpha,
        validation,
        value,
        seed);
  }

  public Learning withSeed(int value) {
    return new Learning(
        epochs,
        batch,
        rate,
        decay,
        inputDropout,
        stateDropout,
        negatives,
        alpha,
        validation,
        patience,
        value);
  }
}

package io.cartrec.neural.kernel;

/** One step of {@link Adagrad}, row by row, in {@code float}. Immutable and thread-safe. */
final class AdagradStep {

  private final float rate;
  private final float epsilon;
  private final float keep;

  AdagradStep(Adagrad rule) {
    this.rate = (float) rule.rate();
    this.epsilon = (float) rule.epsilon();
    this.keep = (float) (1 - rule.rate() * rule.decay());
  }

  void learn(float[] gradient, float[] values, float[] squares) {
    for (int j = 0; j < values.length; j++) {
      squares[j] += gradient[j] * gradient[j];
      values[j] = keep * values[j] - rate * gradient[j] / ((float) Math.sqrt(squares[j]) + epsilon);
    }
  }
}

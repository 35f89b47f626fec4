package io.cartrec.neural.kernel;

/** One step of {@link Adam}, row by row, in {@code float}. Immutable and thread-safe. */
final class AdamStep {

  private final float rate;
  private final float epsilon;
  private final float keep;
  private final float first;
  private final float second;

  AdamStep(Adam rule) {
    double root = Math.sqrt(1 - StrictMath.pow(rule.second(), rule.step()));
    this.rate = (float) (rule.rate() * root / (1 - StrictMath.pow(rule.first(), rule.step())));
    this.epsilon = (float) (rule.epsilon() * root);
    this.keep = (float) (1 - rule.rate() * rule.decay());
    this.first = (float) rule.first();
    this.second = (float) rule.second();
  }

  void learn(float[] gradient, float[] values, float[] means, float[] squares) {
    for (int j = 0; j < values.length; j++) {
      means[j] = first * means[j] + (1 - first) * gradient[j];
      squares[j] = second * squares[j] + (1 - second) * gradient[j] * gradient[j];
      values[j] = keep * values[j] - rate * means[j] / ((float) Math.sqrt(squares[j]) + epsilon);
    }
  }
}

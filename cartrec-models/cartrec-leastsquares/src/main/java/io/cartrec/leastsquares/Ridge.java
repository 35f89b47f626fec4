package io.cartrec.leastsquares;

/**
 * The part of a row's system in {@link IalsTrainer} that is the same for all rows of one length: {@code
 * α₀ G + λ (n + α₀ m)^ν}, where {@code G} is the Gram matrix of the {@code m} vectors on the other side,
 * which is diagonal here. Immutable and thread-safe.
 *
 * @param unobserved the diagonal of {@code α₀ G}
 * @param offset {@code α₀ m}
 * @param lambda λ
 * @param exponent ν
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
record Ridge(double[] unobserved, double offset, double lambda, double exponent) {

  /** {@code λ (n + α₀ m)^ν} for a row of {@code n} ones. */
  double penalty(int n) {
    return lambda * StrictMath.pow(n + offset, exponent);
  }

  /** Puts the diagonal for rows of {@code n} ones into {@code into}. */
  void diagonal(int n, double[] into) {
    double penalty = penalty(n);
    for (int k = 0; k < into.length; k++) {
      into[k] = unobserved[k] + penalty;
    }
  }
}

package io.cartrec.neural;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Tensor;
import java.util.function.BiConsumer;

/**
 * Many single weights, of which a step touches few. They learn by Adagrad (Duchi et al., 2011) whose sum of
 * squares begins at 1: {@code s += g²}, {@code w -= rate * g / sqrt(1 + s)}. Its first steps follow the
 * gradient and not its sign alone, or the many faint noes would count as much as a yes. Not thread-safe.
 */
final class HeapWeights implements Learned {

  /** How many numbers this holds for each weight, with the one it begins with. */
  static final int NUMBERS = 6;

  private final float[] values;
  private final float[] squares;
  private final float[] gradient;
  private final boolean[] isTouched;
  private final int[] touched;
  private int size; // of what was touched
  private int frozen; // how many, the first ones

  HeapWeights(float[] initial) {
    this.values = initial.clone();
    this.squares = new float[initial.length];
    this.gradient = new float[initial.length];
    this.isTouched = new boolean[initial.length];
    this.touched = new int[initial.length];
  }

  float value(int number) {
    return values[number];
  }

  /** Adds to the gradient of a weight. */
  void add(int number, float amount) {
    if (!isTouched[number]) {
      isTouched[number] = true;
      touched[size++] = number;
    }
    gradient[number] += amount;
  }

  /** Steps by what was added since the step before. */
  void learn(double rate) {
    for (int k = 0; k < size; k++) {
      int number = touched[k];
      float slope = number < frozen ? 0 : gradient[number];
      squares[number] += slope * slope;
      values[number] -= (float) (rate * slope / Math.sqrt(1 + squares[number]));
      gradient[number] = 0;
      isTouched[number] = false;
    }
    size = 0;
  }

  @Override
  public void begin(Tensor known, boolean isFrozen) {
    if (known.length() > values.length) {
      throw new IllegalArgumentException("a tensor of the model to begin with has " + known.length()
          + " numbers, but there are " + values.length);
    }
    known.floats().get(values, 0, known.length());
    frozen = isFrozen ? known.length() : 0;
  }

  @Override
  public float[] download() {
    return values.clone();
  }

  @Override
  public void downloadMoments(String name, BiConsumer<String, float[]> reader) {
    reader.accept(Parameter.SECOND + name, squares.clone());
  }

  @Override
  public void load(String name, ModelFile file) throws ModelFormatException {
    file.finite(name, values.length).floats().get(values);
    file.finite(Parameter.SECOND + name, squares.length).floats().get(squares);
  }

  @Override
  public float[] read(String name, ModelFile file) throws ModelFormatException {
    return file.finite(name, values.length).toFloats();
  }
}

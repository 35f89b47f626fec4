package io.cartrec.neural;

import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Tensor;
import io.cartrec.neural.Learning.Optimizer;
import io.cartrec.neural.kernel.Adagrad;
import io.cartrec.neural.kernel.Adam;
import io.cartrec.neural.kernel.Matrix;
import io.cartrec.neural.kernel.Mix;
import io.cartrec.neural.kernel.Rule;
import io.cartrec.neural.kernel.TensorKernels;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** A matrix that is learned, its gradient, and what the optimiser remembers of it. Not thread-safe. */
final class Parameter implements Learned {

  private static final String FIRST = "training.first.";
  static final String SECOND = "training.second.";

  private final TensorKernels kernels;
  private final Matrix values;
  private final Matrix gradient;
  private final Matrix first; // no rows where the optimiser needs none
  private final Matrix second;
  private final int[] all;
  private int frozen; // rows, the first ones
  private Matrix thawed; // room for the gradient of the others

  /** Values evenly spread over {@code [-reach, reach)}; room for the gradient of all rows. */
  Parameter(
      TensorKernels kernels, Optimizer optimizer, int rows, int columns, double reach, long seed) {
    this(kernels, optimizer, rows, columns, rows, reach, seed);
  }

  /** Room for the gradient of {@code most} rows at a time. */
  Parameter(
      TensorKernels kernels,
      Optimizer optimizer,
      int rows,
      int columns,
      int most,
      double reach,
      long seed) {
    this(kernels, rows, columns, most, optimizer.moments(), spread(rows, columns, reach, seed));
  }

  /** The given values, to be trained; room for the gradient of {@code most} rows at a time. */
  Parameter(
      TensorKernels kernels, Optimizer optimizer, int rows, int columns, int most, float[] values) {
    this(kernels, rows, columns, most, optimizer.moments(), values);
  }

  /** The given values, not to be trained. */
  Parameter(TensorKernels kernels, int rows, int columns, float[] values) {
    this(kernels, rows, columns, 0, 0, values);
  }

  private Parameter(
      TensorKernels kernels, int rows, int columns, int most, int moments, float[] initial) {
    this.kernels = kernels;
    this.values = kernels.allocate(rows, columns);
    this.gradient = kernels.allocate(most, columns);
    this.first = kernels.allocate(moments > 1 ? rows : 0, columns);
    this.second = kernels.allocate(moments > 0 ? rows : 0, columns);
    this.all = IntStream.range(0, most).toArray();
    this.thawed = kernels.allocate(0, columns);
    kernels.upload(initial, values);
  }

  private static float[] spread(int rows, int columns, double reach, long seed) {
    float[] numbers = new float[Math.multiplyExact(rows, columns)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (((Mix.of(seed, i) >>> 11) * 0x1p-52 - 1) * reach);
    }
    return numbers;
  }

  Matrix values() {
    return values;
  }

  Matrix gradient() {
    return gradient;
  }

  @Override
  public void begin(Tensor known, boolean isFrozen) {
    int rows = known.length() / values.columns();
    if (rows * values.columns() != known.length() || rows > values.rows()) {
      throw new IllegalArgumentException("a tensor of the model to begin with has " + known.length()
          + " numbers, which are no rows of a matrix of " + values.rows() + " x "
          + values.columns());
    }
    kernels.upload(known.toFloats(), values.rows(0, rows));
    if (isFrozen) {
      frozen = rows;
      thawed = kernels.allocate(gradient.rows(), gradient.columns());
    }
  }

  /** A step by the gradient of every row. */
  void learn(Rule rule) {
    learn(all, rule);
  }

  /** A step by the gradient of the rows {@code rows}, which lie in the first rows of it. */
  void learn(int[] rows, Rule rule) {
    if (frozen == 0) {
      step(gradient.rows(0, rows.length), rows, rule);
      return;
    }
    int[] free = IntStream.range(0, rows.length).filter(i -> rows[i] >= frozen).toArray();
    Matrix gradients = thawed.rows(0, free.length);
    kernels.gather(gradient, free, gradients);
    step(gradients, Arrays.stream(free).map(i -> rows[i]).toArray(), rule);
  }

  private void step(Matrix gradients, int[] rows, Rule rule) {
    if (rule instanceof Adam adam) {
      kernels.adam(gradients, rows, values, first, second, adam);
    } else if (rule instanceof Adagrad adagrad) {
      kernels.adagrad(gradients, rows, values, second, adagrad);
    }
  }

  @Override
  public float[] download() {
    return kernels.download(values);
  }

  @Override
  public void downloadMoments(String name, BiConsumer<String, float[]> reader) {
    if (first.rows() > 0) {
      reader.accept(FIRST + name, kernels.download(first));
    }
    reader.accept(SECOND + name, kernels.download(second));
  }

  @Override
  public void load(String name, ModelFile file) throws ModelFormatException {
    kernels.upload(read(name, file), values);
    if (first.rows() > 0) {
      kernels.upload(read(FIRST + name, file), first);
    }
    kernels.upload(read(SECOND + name, file), second);
  }

  @Override
  public float[] read(String name, ModelFile file) throws ModelFormatException {
    return file.finite(name, values.rows() * values.columns()).toFloats();
  }
}

package io.cartrec.neural.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every implementation of the kernels promises: within 1e-5 of the norm of what double precision
 * says, and gradients that are those of finite differences. A module with kernels of its own extends this
 * in its tests, from the test jar of cartrec-neural.
 */
public abstract class TensorKernelsContract {

  private final TensorKernels kernels = kernels(2);

  /** New kernels under test. */
  protected abstract TensorKernels kernels(int threads);

  @AfterEach
  void close() {
    kernels.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "2, 3, 4",
    "5, 7, 9",
    "33, 17, 65",
    "64, 100, 300",
    "130, 301, 47",
    "3, 1000, 2",
    "700, 20, 30",
    "40, 30, 801"
  })
  void multipliesEveryWayRound(int rows, int terms, int columns) {
    Doubles a = Doubles.random(rows, terms, 1);
    Doubles b = Doubles.random(terms, columns, 2);
    Doubles c = Doubles.random(rows, columns, 3);
    for (int variant = 0; variant < 16; variant++) {
      boolean transposeA = (variant & 1) > 0;
      boolean transposeB = (variant & 2) > 0;
      float beta = (variant & 4) > 0 ? 0.5f : 0;
      float alpha = (variant & 8) > 0 ? 1 : 2;
      Matrix into = c.on(kernels);
      kernels.gemm(
          alpha,
          (transposeA ? a.transposed() : a).on(kernels),
          transposeA,
          (transposeB ? b.transposed() : b).on(kernels),
          transposeB,
          beta,
          into);
      a.times(b).plus(alpha, c.plus(beta - 1.0, c)).assertNear("product " + variant, kernels, into);
    }
  }

  @Test
  void multipliesViews() {
    Doubles a = Doubles.random(9, 12, 1);
    Doubles b = Doubles.random(12, 10, 2);
    Matrix into = new Doubles(20, 30).on(kernels);
    kernels.gemm(
        1,
        a.on(kernels).columns(3, 8),
        false,
        b.on(kernels).rows(4, 9).columns(1, 10),
        false,
        1,
        into.rows(5, 14).columns(7, 16));
    Doubles right = b.columns(1, 10).transposed().columns(4, 9).transposed();
    Doubles expected = new Doubles(20, 30);
    Doubles product = a.columns(3, 8).times(right);
    for (int i = 0; i < 9; i++) {
      System.arraycopy(product.at[i], 0, expected.at[5 + i], 7, 9);
    }
    expected.assertNear("view", kernels, into);
  }

  @Test
  void overwritesWhatIsNoNumberWhenBetaIsZero() {
    Matrix into = kernels.allocate(1, 1);
    kernels.upload(new float[] {Float.NaN}, into);
    Matrix one = kernels.allocate(1, 1);
    kernels.gemm(1, one, false, one, false, 0, into);
    assertThat(kernels.download(into)).containsExactly(0);
  }

  @Test
  void gathersAndScattersRows() {
    Matrix table = kernels.allocate(3, 2);
    kernels.upload(new float[] {1, 2, 3, 4, 5, 6}, table);
    Matrix rows = kernels.allocate(4, 2);
    kernels.gather(table, new int[] {2, 0, 2, 1}, rows);
    assertThat(kernels.download(rows)).containsExactly(5, 6, 1, 2, 5, 6, 3, 4);
    kernels.scatterAdd(rows, new int[] {1, 1, 0, 2}, table);
    assertThat(kernels.download(table)).containsExactly(6, 8, 9, 12, 8, 10);
  }

  @Test
  void copiesClearsAndSumsViews() {
    Matrix whole = kernels.allocate(2, 3);
    kernels.upload(new float[] {1, 2, 3, 4, 5, 6}, whole);
    Matrix right = whole.columns(1, 3);
    Matrix sums = kernels.allocate(1, 2);
    kernels.sumRows(right, sums);
    assertThat(kernels.download(sums)).containsExactly(7, 9);
    kernels.copy(right, whole.columns(0, 2));
    assertThat(kernels.download(whole)).containsExactly(2, 3, 3, 5, 6, 6);
    kernels.clear(whole.rows(1, 2).columns(0, 1));
    assertThat(kernels.download(whole)).containsExactly(2, 3, 3, 0, 6, 6);
  }

  @Test
  void dropsTheSameNumbersForTheSameSeed() {
    Matrix first = ones(100, 200);
    Matrix second = ones(100, 200);
    Matrix other = ones(100, 200);
    kernels.dropout(first, 0.25f, 5);
    kernels.dropout(second, 0.25f, 5);
    kernels.dropout(other, 0.25f, 6);
    float[] numbers = kernels.download(first);
    assertThat(numbers).isEqualTo(kernels.download(second)).isNotEqualTo(kernels.download(other));
    assertThat(numbers).containsOnly(0, 1 / 0.75f);
    double mean = 0;
    for (float number : numbers) {
      mean += number / numbers.length;
    }
    assertThat(mean).isCloseTo(1, within(0.02));
    Matrix part = ones(100, 200).rows(0, 10);
    kernels.dropout(part, 0.25f, 5);
    assertThat(kernels.download(part)).isEqualTo(Arrays.copyOf(numbers, 10 * 200));
  }

  @Test
  void keepsAllNumbersWithoutDropout() {
    Matrix matrix = ones(3, 3);
    kernels.dropout(matrix, 0, 1);
    assertThat(kernels.download(matrix)).containsOnly(1);
  }

  @ParameterizedTest
  @EnumSource
  void runsCellsForward(Cell cell) {
    for (int width : List.of(1, 5, 32)) {
      Recurrent run = new Recurrent(cell, width);
      run.forward();
      run.expected().assertNear("outputs of width " + width, kernels, run.output());
    }
  }

  @ParameterizedTest
  @EnumSource
  void runsCellsBackward(Cell cell) {
    for (int width : List.of(1, 5)) {
      Recurrent run = new Recurrent(cell, width);
      run.forward();
      Matrix gradient = run.weighting.on(kernels);
      kernels.recurrentBackward(
          cell, run.steps, run.weights.on(kernels), run.gates, run.memory, run.states, gradient);
      Doubles expected = run.gradient();
      Matrix inputs = cell.input(run.gates);
      int columns = inputs.columns();
      expected.columns(0, columns).assertNear("gradient of the input", kernels, inputs);
      Matrix sums = kernels.allocate(1, cell.blocks() * width);
      kernels.sumRows(run.gates, sums);
      run.biasGradient().assertNear("gradient of the bias", kernels, sums);
    }
  }

  @Test
  void normalizesRows() {
    Doubles input = Doubles.random(6, 11, 1);
    Doubles gain = Doubles.random(1, 11, 2);
    Doubles bias = Doubles.random(1, 11, 3);
    Doubles weighting = Doubles.random(6, 11, 4);
    Matrix normal = kernels.allocate(6, 11);
    Matrix scales = kernels.allocate(6, 1);
    Matrix output = kernels.allocate(6, 11);
    kernels.layerNorm(
        input.on(kernels), gain.on(kernels), bias.on(kernels), normal, scales, output);
    DoubleLayers.norm(input, gain, bias).assertNear("rows", kernels, output);
    Matrix inputGradient = kernels.allocate(6, 11);
    Matrix gainGradient = kernels.allocate(1, 11);
    Matrix biasGradient = kernels.allocate(1, 11);
    kernels.layerNormBackward(
        weighting.on(kernels),
        gain.on(kernels),
        normal,
        scales,
        inputGradient,
        gainGradient,
        biasGradient);
    input
        .gradient(weighting, changed -> DoubleLayers.norm(changed, gain, bias))
        .assertNear("gradient of the input", kernels, inputGradient);
    gain.gradient(weighting, changed -> DoubleLayers.norm(input, changed, bias))
        .assertNear("gradient of the gain", kernels, gainGradient);
    bias.gradient(weighting, changed -> DoubleLayers.norm(input, gain, changed))
        .assertNear("gradient of the bias", kernels, biasGradient);
  }

  @Test
  void looksBackWithEveryHead() {
    Steps steps = Steps.of(5, 3, 3, 1);
    int heads = 2;
    Doubles projected = Doubles.random(steps.rows(), 3 * 6, 1);
    Doubles weighting = Doubles.random(steps.rows(), 6, 2);
    Matrix shares = kernels.allocate(steps.rows(), heads * 7);
    Matrix output = kernels.allocate(steps.rows(), 6);
    kernels.attention(steps, heads, projected.on(kernels), shares, output);
    DoubleLayers.attention(steps, heads, projected).assertNear("means", kernels, output);
    Matrix gradient = kernels.allocate(steps.rows(), 3 * 6);
    kernels.attentionBackward(
        steps, heads, projected.on(kernels), shares, weighting.on(kernels), gradient);
    projected
        .gradient(weighting, changed -> DoubleLayers.attention(steps, heads, changed))
        .assertNear("gradient", kernels, gradient);
  }

  @Test
  void unfoldsWhatAConvolutionSees() {
    Steps steps = Steps.of(4, 2); // rows 0 2 4 5, and 1 3
    Matrix rows = kernels.allocate(6, 1);
    kernels.upload(new float[] {1, 2, 3, 4, 5, 6}, rows);
    Matrix seen = kernels.allocate(6, 2);
    kernels.unfold(steps, 2, 2, rows, seen);
    assertThat(kernels.download(seen)).containsExactly(1, 0, 2, 0, 3, 0, 4, 0, 5, 1, 6, 3);
    Matrix back = ones(6, 1);
    kernels.unfoldBackward(steps, 2, 2, seen, back);
    assertThat(kernels.download(back)).containsExactly(2, 2, 6, 4, 5, 6);
  }

  @Test
  void bendsAndAdds() {
    Matrix matrix = kernels.allocate(2, 2);
    kernels.upload(new float[] {-1, 2, 3, -4}, matrix);
    kernels.relu(matrix);
    assertThat(kernels.download(matrix)).containsExactly(0, 2, 3, 0);
    Matrix gradient = ones(2, 2);
    kernels.reluBackward(matrix, gradient);
    assertThat(kernels.download(gradient)).containsExactly(0, 1, 1, 0);
    kernels.addRow(matrix.rows(1, 2), gradient);
    assertThat(kernels.download(gradient)).containsExactly(3, 1, 4, 0);
    kernels.add(matrix, gradient);
    assertThat(kernels.download(gradient)).containsExactly(3, 3, 7, 0);
  }

  @Test
  void movesRowsSoFarInADirection() {
    Doubles direction = Doubles.random(9, 17, 1);
    Doubles from = Doubles.random(9, 17, 2);
    for (int j = 0; j < 17; j++) {
      direction.at[2][j] = 0;
      direction.at[3][j] = (float) (direction.at[3][j] * 1e-25); // its square is no float
      direction.at[4][j] = (float) (direction.at[4][j] * 1e25);
    }
    Doubles expected = from.copy();
    for (int i = 0; i < 9; i++) {
      double squares = 0;
      for (double number : direction.at[i]) {
        squares += number * number;
      }
      for (int j = 0; j < 17; j++) {
        expected.at[i][j] += i == 2 ? 0 : 0.7 * direction.at[i][j] / Math.sqrt(squares);
      }
    }
    Matrix moved = from.on(kernels);
    kernels.moveAlong(direction.on(kernels), 0.7f, moved);
    expected.assertNear("rows", kernels, moved);
  }

  @Test
  void givesTheLossOfTheSoftmaxAndItsGradient() {
    Doubles logits = Doubles.random(37, 611, 4);
    Doubles correction = Doubles.random(1, 611, 5);
    int[] targets = new int[37];
    Arrays.setAll(targets, i -> i * 7);
    Doubles expected = new Doubles(37, 611);
    double loss = 0;
    for (int i = 0; i < 37; i++) {
      double sum = 0;
      for (int j = 0; j < 611; j++) {
        double shift = j == targets[i] ? 0 : correction.at[0][j];
        expected.at[i][j] = Math.exp(logits.at[i][j] + shift);
        sum += expected.at[i][j];
      }
      for (int j = 0; j < 611; j++) {
        expected.at[i][j] = 0.5 * (expected.at[i][j] / sum - (j == targets[i] ? 1 : 0));
      }
      loss += Math.log(sum) - logits.at[i][targets[i]];
    }
    Matrix scores = logits.on(kernels);
    assertThat(kernels.softmaxCrossEntropy(scores, correction.on(kernels), targets, 0.5f))
        .isCloseTo(loss, within(1e-5 * loss));
    expected.assertNear("gradient", kernels, scores);
  }

  @Test
  void givesTheLossOfBprMaxAndItsGradient() {
    Doubles logits = Doubles.random(17, 40, 4);
    int[] targets = new int[17];
    Arrays.setAll(targets, i -> (i * 7 + 39) % 40);
    for (float regularization : new float[] {0, 1.5f}) {
      Matrix scores = logits.on(kernels);
      double loss = DoubleLayers.bprMax(logits, targets, regularization).at[0][0];
      assertThat(kernels.bprMax(scores, targets, regularization, 0.5f))
          .isCloseTo(loss, within(1e-5 * loss));
      Doubles half = new Doubles(1, 1);
      half.at[0][0] = 0.5;
      logits
          .gradient(half, changed -> DoubleLayers.bprMax(changed, targets, regularization))
          .assertNear("gradient", kernels, scores);
    }
  }

  @Test
  void staysFiniteWhereATargetLosesFarBehind() {
    Matrix scores = kernels.allocate(2, 3);
    kernels.upload(new float[] {-200, 3, 1, 5, 1, 200}, scores);
    double loss = kernels.bprMax(scores, new int[] {0, 2}, 0, 1);
    assertThat(loss).isCloseTo(-Math.log(1e-24), within(1e-5));
    assertThat(kernels.download(scores)).containsExactly(new float[6], within(1e-6f));
    Matrix alone = ones(1, 1);
    assertThat(kernels.bprMax(alone, new int[] {0}, 1, 1)).isZero();
    assertThat(kernels.download(alone)).containsExactly(new float[1], within(0f));
  }

  @Test
  void stepsAsAdagradDoes() {
    Matrix values = ones(3, 2);
    Matrix squares = ones(3, 2);
    Matrix gradient = kernels.allocate(2, 2);
    kernels.upload(new float[] {0, (float) Math.sqrt(3), -2, (float) Math.sqrt(8)}, gradient);
    Adagrad rule = new Adagrad(0.1, 0, 0.5, 3);
    kernels.adagrad(gradient, new int[] {2, 0}, values, squares, rule);
    float[] sums = kernels.download(squares);
    float[] expected = {5, 9, 1, 1, 1, 4};
    float[] stepped = {
      (float) (0.95 + 0.2 / Math.sqrt(5)),
      (float) (0.95 - 0.1 * Math.sqrt(8) / 3),
      1,
      1,
      0.95f,
      (float) (0.95 - 0.1 * Math.sqrt(3) / 2)
    };
    assertThat(sums).containsExactly(expected, within(1e-5f));
    assertThat(kernels.download(values)).containsExactly(stepped, within(1e-6f));
  }

  @Test
  void givesTheLikelihoodOfSetsAndItsGradient() {
    Doubles logits = Doubles.random(4, 50, 4);
    Doubles correction = Doubles.random(1, 50, 5);
    int[] begin = {0, 3, 3, 4, 6};
    int[] columns = {7, 0, 49, 3, 12, 11};
    Doubles expected = new Doubles(4, 50);
    double loss = 0;
    for (int i = 0; i < 4; i++) {
      Doubles row = new Doubles(1, 50);
      for (int j = 0; j < 50; j++) {
        row.at[0][j] = logits.at[i][j] + correction.at[0][j];
      }
      double sum = 0;
      for (int k = begin[i]; k < begin[i + 1]; k++) {
        row.at[0][columns[k]] = logits.at[i][columns[k]];
      }
      for (int j = 0; j < 50; j++) {
        sum += Math.exp(row.at[0][j]);
      }
      for (int j = 0; j < 50; j++) {
        expected.at[i][j] = 2 * (begin[i + 1] - begin[i]) * Math.exp(row.at[0][j]) / sum;
      }
      for (int k = begin[i]; k < begin[i + 1]; k++) {
        expected.at[i][columns[k]] -= 2;
        loss += Math.log(sum) - row.at[0][columns[k]];
      }
    }
    Matrix scores = logits.on(kernels);
    assertThat(kernels.multinomial(scores, correction.on(kernels), begin, columns, 2))
        .isCloseTo(loss, within(1e-5 * loss));
    expected.assertNear("gradient", kernels, scores);
  }

  @Test
  void givesTheLossOfYesesAndNosAndItsGradient() {
    Doubles logits = Doubles.random(4, 30, 4);
    Doubles correction = Doubles.random(1, 30, 5);
    int[] begin = {0, 3, 3, 4, 6};
    int[] columns = {7, 0, 29, 3, 12, 11};
    int[] exactBegin = {0, 2, 3, 3, 4};
    int[] exact = {0, 5, 21, 12};
    Matrix scores = logits.on(kernels);
    double loss =
        DoubleLayers.yesOrNo(logits, correction, begin, columns, exactBegin, exact).at[0][0];
    assertThat(kernels.binaryCrossEntropy(
            scores, correction.on(kernels), begin, columns, exactBegin, exact, 0.5f))
        .isCloseTo(loss, within(1e-5 * loss));
    Doubles half = new Doubles(1, 1);
    half.at[0][0] = 0.5;
    logits
        .gradient(
            half,
            changed -> DoubleLayers.yesOrNo(changed, correction, begin, columns, exactBegin, exact))
        .assertNear("gradient", kernels, scores);
  }

  @Test
  void staysExactWhereAYesOrNoIsAllButSure() {
    Matrix logits = kernels.allocate(1, 1300);
    float[] numbers = new float[1300];
    Arrays.fill(numbers, 20);
    numbers[0] = -80;
    numbers[1] = 1000;
    kernels.upload(numbers, logits);
    double loss = kernels.binaryCrossEntropy(
        logits,
        kernels.allocate(1, 1300),
        new int[] {0, 2},
        new int[] {0, 1},
        new int[2],
        new int[0],
        1);
    assertThat(loss).isCloseTo(80 + 1298 * 20, within(1e-2));
    float[] gradient = kernels.download(logits);
    assertThat(gradient[0]).isCloseTo(-1, within(1e-6f));
    assertThat(gradient[1]).isZero();
    assertThat(gradient[2]).isCloseTo(1, within(1e-6f));
  }

  @Test
  void gathersAndScattersWeightedSums() {
    Matrix table = kernels.allocate(3, 2);
    kernels.upload(new float[] {1, 2, 3, 4, 5, 6}, table);
    Matrix sums = kernels.allocate(2, 2);
    int[] begin = {0, 2, 3};
    int[] rows = {0, 2, 2};
    float[] weights = {1, 2, -1};
    kernels.gatherSums(table, begin, rows, weights, sums);
    assertThat(kernels.download(sums)).containsExactly(11, 14, -5, -6);
    kernels.scatterSums(sums, begin, rows, weights, table);
    assertThat(kernels.download(table)).containsExactly(12, 16, 3, 4, 32, 40);
  }

  @Test
  void takesTanhAndItsSlope() {
    Doubles input = Doubles.random(3, 19, 1);
    Doubles weighting = Doubles.random(3, 19, 2);
    Matrix output = input.on(kernels);
    kernels.tanh(output);
    Doubles expected = input.copy();
    for (double[] row : expected.at) {
      Arrays.setAll(row, j -> Math.tanh(row[j]));
    }
    expected.assertNear("tanh", kernels, output);
    Matrix gradient = weighting.on(kernels);
    kernels.tanhBackward(output, gradient);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 19; j++) {
        expected.at[i][j] = weighting.at[i][j] * (1 - Math.pow(Math.tanh(input.at[i][j]), 2));
      }
    }
    expected.assertNear("gradient", kernels, gradient);
  }

  @Test
  void drawsFromNormalDistributionsAndGoesBack() {
    Doubles mean = Doubles.random(4, 7, 1);
    Doubles logVariance = Doubles.random(4, 7, 2);
    Doubles weighting = Doubles.random(4, 7, 3);
    Matrix means = mean.on(kernels);
    Matrix variances = logVariance.on(kernels);
    Matrix noise = kernels.allocate(4, 7);
    Matrix drawn = kernels.allocate(4, 7);
    kernels.gaussian(means, variances, 5, noise, drawn);
    Matrix standard = kernels.allocate(4, 7);
    kernels.gaussian(
        kernels.allocate(4, 7), kernels.allocate(4, 7), 5, kernels.allocate(4, 7), standard);
    float[] numbers = kernels.download(standard);
    reparametrised(mean, logVariance, numbers).assertNear("drawn", kernels, drawn);
    kernels.gaussianBackward(
        weighting.on(kernels), 0.3f, means, variances, noise, means, variances);
    Doubles one = new Doubles(1, 1);
    one.at[0][0] = 1;
    mean.gradient(one, changed -> elbo(changed, logVariance, numbers, weighting))
        .assertNear("gradient of the mean", kernels, means);
    logVariance
        .gradient(one, changed -> elbo(mean, changed, numbers, weighting))
        .assertNear("gradient of the log variance", kernels, variances);
  }

  private static Doubles reparametrised(Doubles mean, Doubles logVariance, float[] numbers) {
    Doubles drawn = mean.copy();
    for (int i = 0; i < mean.rows(); i++) {
      for (int j = 0; j < mean.columns(); j++) {
        double noise = numbers[i * mean.columns() + j];
        drawn.at[i][j] += noise * Math.exp(logVariance.at[i][j] / 2);
      }
    }
    return drawn;
  }

  /** A weighted sum of what is drawn, plus 0.3 times the divergence. */
  private static Doubles elbo(
      Doubles mean, Doubles logVariance, float[] numbers, Doubles weighting) {
    Doubles drawn = reparametrised(mean, logVariance, numbers);
    Doubles sum = new Doubles(1, 1);
    for (int i = 0; i < mean.rows(); i++) {
      for (int j = 0; j < mean.columns(); j++) {
        double m = mean.at[i][j];
        double v = logVariance.at[i][j];
        sum.at[0][0] += weighting.at[i][j] * drawn.at[i][j];
        sum.at[0][0] += 0.3 * (m * m + Math.exp(v) - 1 - v) / 2;
      }
    }
    return sum;
  }

  @Test
  void drawsStandardNormalNumbersWhereNothingElseIsSaid() {
    int count = 40_000;
    Matrix drawn = kernels.allocate(200, count / 200);
    Matrix noise = kernels.allocate(200, count / 200);
    kernels.gaussian(
        kernels.allocate(200, count / 200), kernels.allocate(200, count / 200), 9, noise, drawn);
    double[] moments = new double[4];
    double far = 0;
    for (float number : kernels.download(drawn)) {
      for (int power = 0; power < 4; power++) {
        moments[power] += Math.pow(number, power + 1) / count;
      }
      far += Math.abs(number) > 1.959964 ? 1.0 / count : 0;
    }
    assertThat(moments[0]).isCloseTo(0, within(0.02));
    assertThat(moments[1]).isCloseTo(1, within(0.03));
    assertThat(moments[2]).isCloseTo(0, within(0.06));
    assertThat(moments[3]).isCloseTo(3, within(0.2));
    assertThat(far).isCloseTo(0.05, within(0.005));
  }

  @Test
  void keepsItsFootingWithLargeLogits() {
    Matrix logits = kernels.allocate(1, 3);
    kernels.upload(new float[] {1e4f, -1e4f, 9999}, logits);
    double loss = kernels.softmaxCrossEntropy(logits, kernels.allocate(1, 3), new int[] {2}, 1);
    assertThat(loss).isCloseTo(1 + Math.log1p(Math.exp(-1)), within(1e-3));
  }

  @Test
  void doesNotHideWhatIsNoNumber() {
    Matrix logits = kernels.allocate(1, 3);
    Matrix correction = kernels.allocate(1, 3);
    for (int column = 0; column < 3; column++) {
      float[] numbers = {1, 2, 3};
      numbers[column] = Float.NaN;
      kernels.upload(numbers, logits);
      kernels.relu(logits);
      kernels.tanh(logits);
      assertThat(kernels.download(logits)[column]).isNaN();
      assertThat(kernels.softmaxCrossEntropy(logits, correction, new int[] {0}, 1))
          .isNaN();
      kernels.upload(numbers, logits);
      assertThat(kernels.bprMax(logits, new int[] {0}, 1, 1)).isNaN();
      kernels.upload(numbers, logits);
      int[] none = {0, 0};
      int[] first = {0, 1};
      assertThat(kernels.binaryCrossEntropy(
              logits, correction, first, new int[1], none, new int[0], 1))
          .isNaN();
    }
  }

  @Test
  void ranksTheGreatestFirstAndEqualOnesByColumn() {
    Matrix scores = kernels.allocate(3, 4);
    kernels.upload(new float[] {3, 1, 3, 5, 3, 1, 3, 5, 2, 2, 2, 2}, scores);
    assertThat(kernels.ranks(scores, new int[] {0, 2, 3})).containsExactly(1, 2, 3);
  }

  @Test
  void ranksATargetThatIsNoNumberLast() {
    Matrix scores = kernels.allocate(2, 3);
    kernels.upload(new float[] {1, Float.NaN, 2, Float.NaN, Float.NaN, Float.NaN}, scores);
    assertThat(kernels.ranks(scores, new int[] {1, 0})).containsExactly(2, 2);
  }

  @Test
  void stepsAsAdamDoes() {
    Doubles p = Doubles.random(4, 3, 1);
    Doubles m = Doubles.random(4, 3, 2);
    Doubles v = Doubles.random(4, 3, 3);
    Doubles g = Doubles.random(2, 3, 4);
    int[] rows = {3, 1};
    for (double[] row : v.at) {
      Arrays.setAll(row, j -> (float) (row[j] * row[j]));
    }
    Matrix values = p.on(kernels);
    Matrix first = m.on(kernels);
    Matrix second = v.on(kernels);
    Adam rule = new Adam(0.1, 0.9, 0.99, 1e-3, 0.2, 7);
    kernels.adam(g.on(kernels), rows, values, first, second, rule);
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < 3; j++) {
        double gradient = g.at[i][j];
        m.at[rows[i]][j] = 0.9 * m.at[rows[i]][j] + 0.1 * gradient;
        v.at[rows[i]][j] = 0.99 * v.at[rows[i]][j] + 0.01 * gradient * gradient;
        double mean = m.at[rows[i]][j] / (1 - Math.pow(0.9, 7));
        double square = v.at[rows[i]][j] / (1 - Math.pow(0.99, 7));
        double old = p.at[rows[i]][j];
        p.at[rows[i]][j] = old - 0.1 * mean / (Math.sqrt(square) + 1e-3) - 0.1 * 0.2 * old;
      }
    }
    p.assertNear("values", kernels, values);
    m.assertNear("means", kernels, first);
    v.assertNear("squares", kernels, second);
  }

  @Test
  void givesTheSameBitsAtAnyNumberOfThreads() {
    Doubles a = Doubles.random(300, 200, 1);
    Doubles b = Doubles.random(200, 100, 2);
    float[] expected = null;
    for (int threads = 1; threads <= 4; threads++) {
      try (TensorKernels others = kernels(threads)) {
        Matrix into = others.allocate(300, 100);
        others.gemm(1, a.on(others), false, b.on(others), false, 0, into);
        others.softmaxCrossEntropy(into, others.allocate(1, 100), new int[300], 1);
        expected = expected == null ? others.download(into) : expected;
        assertThat(others.download(into)).isEqualTo(expected);
      }
    }
  }

  private Matrix ones(int rows, int columns) {
    Matrix matrix = kernels.allocate(rows, columns);
    float[] numbers = new float[rows * columns];
    Arrays.fill(numbers, 1);
    kernels.upload(numbers, matrix);
    return matrix;
  }

  /** A cell over sequences of uneven length, and a weighted sum of its outputs for a loss. */
  private final class Recurrent {
    private final Cell cell;
    private final Steps steps = Steps.of(5, 3, 3, 1);
    private final Doubles weights;
    private final Doubles bias;
    private final Doubles inputs;
    private final Doubles weighting;
    private final Matrix gates;
    private final Matrix memory;
    private final Matrix states;

    Recurrent(Cell cell, int width) {
      this.cell = cell;
      this.weights = Doubles.random(width, cell.stateBlocks() * width, 1);
      this.bias = Doubles.random(1, cell.blocks() * width, 2);
      this.weighting = Doubles.random(steps.rows(), width, 3);
      this.inputs = Doubles.random(steps.rows(), cell.blocks() * width, 4);
      for (double[] row : inputs.at) {
        Arrays.fill(row, cell.inputBlocks() * width, row.length, 0);
      }
      this.gates = inputs.on(kernels);
      this.memory = kernels.allocate(steps.rows(), cell.memoryBlocks() * width);
      this.states = kernels.allocate(steps.rows(), width);
    }

    Doubles expected() {
      return DoubleCell.outputs(cell, steps, weights, bias, inputs);
    }

    void forward() {
      kernels.recurrentForward(
          cell, steps, weights.on(kernels), bias.on(kernels), gates, memory, states);
    }

    Matrix output() {
      return cell.output(states, memory);
    }

    Doubles gradient() {
      return inputs.gradient(
          weighting, changed -> DoubleCell.outputs(cell, steps, weights, bias, changed));
    }

    Doubles biasGradient() {
      return bias.gradient(
          weighting, changed -> DoubleCell.outputs(cell, steps, weights, changed, inputs));
    }
  }
}

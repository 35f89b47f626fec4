package io.cartrec.blend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartrec.internal.Pool;
import io.cartrec.model.Explainer;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Query;
import io.cartrec.model.RatingPredictor;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.SparseScores;
import io.cartrec.model.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Several models that answer as one: the score of item {@code j} is, over the models {@code p},
 *
 * <pre>{@code s(j) = Σ_p w_p * s_p(j) / u_p}</pre>
 *
 * where the unit {@code u_p} is 1 or the largest score that the model gives an item outside the query, or
 * any item where it knows none outside. A model that has nothing to say adds nothing. Costs what its
 * models cost. Immutable and thread-safe.
 */
public final class BlendModel implements Model, Explainer, RatingPredictor {

  private static final String BLEND = "blend";
  private static final String REPORT = "report";
  private static final String INTERCEPT = "intercept";

  /** What a model's scores are divided by. */
  enum Unit {
    /** By nothing. */
    ONE,
    /** By the largest score of an item outside the query; of any item where none outside has one. */
    BEST
  }

  private final ModelBase base;
  private final Blend blend;
  private final List<Model> models;
  private final Unit unit;
  private final String report;
  private final Tensor intercept; // of predicted ratings; empty where none are predicted
  private final Pool<SparseScores> pool;

  /** The models are those of {@code blend}, in its order, and share the items of {@code base}. */
  BlendModel(ModelBase base, Blend blend, List<Model> models, Unit unit, String report) {
    this(base, blend, models, unit, report, Tensor.of(new float[0]));
  }

  private BlendModel(
      ModelBase base, Blend blend, List<Model> models, Unit unit, String report, Tensor intercept) {
    this.base = base;
    this.blend = blend;
    this.models = List.copyOf(models);
    this.unit = unit;
    this.report = report;
    this.intercept = intercept;
    this.pool = new Pool<>(() -> new SparseScores(base.items().size()));
  }

  /** Reads the models of the blend that the file names, each by its installed provider. */
  static BlendModel read(ModelFile file, Unit unit) throws ModelFormatException {
    Blend blend;
    try {
      blend = Blend.parse(text(file, BLEND));
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(file.file(), BLEND, e);
    }
    if (blend.isEmpty()) {
      throw file.fault(BLEND, "names no model");
    }
    List<Model> models = new ArrayList<>();
    for (Blend.Part part : blend.parts()) {
      models.add(Parts.read(part, file.part(partName(models.size()))));
    }
    return new BlendModel(
        file.base(), blend, models, unit, text(file, REPORT), intercept(file, models));
  }

  private static Tensor intercept(ModelFile file, List<Model> models) throws ModelFormatException {
    int length = file.tensor(INTERCEPT, Tensor.Type.F32).length();
    if (length > 1) {
      throw file.fault(INTERCEPT, "must have 0 or 1 elements but has " + length);
    }
    if (length == 1 && !models.stream().allMatch(RatingPredictor.class::isInstance)) {
      throw file.fault(INTERCEPT, "is of models that predict ratings, and not all of these do");
    }
    return file.finite(INTERCEPT, length);
  }

  /** This, with weights that were fitted to ratings, so that it predicts some. */
  BlendModel predictingRatings(double value) {
    return new BlendModel(base, blend, models, unit, report, Tensor.of((float) value));
  }

  private static String text(ModelFile file, String name) throws ModelFormatException {
    return UTF_8.decode(file.tensor(name, Tensor.Type.U8).buffer()).toString();
  }

  private static Tensor tensor(String text) {
    return Tensor.of(Tensor.Type.U8, ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  /** The name of the tensors of one model: the file keeps each apart. */
  private static String partName(int part) {
    return "part" + part;
  }

  /** The models and their weights. */
  public Blend blend() {
    return blend;
  }

  /** What was tried and chosen, and why, in words; a few lines. */
  public String report() {
    return report;
  }

  @Override
  public ModelBase base() {
    return base;
  }

  @Override
  public Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new HashMap<>();
    for (int part = 0; part < models.size(); part++) {
      String prefix = partName(part) + ".";
      models.get(part).tensors().forEach((name, tensor) -> tensors.put(prefix + name, tensor));
    }
    tensors.put(BLEND, tensor(blend.toString()));
    tensors.put(REPORT, tensor(report));
    tensors.put(INTERCEPT, intercept);
    return tensors;
  }

  @Override
  public void score(Query query, ScoreAccumulator into) {
    visit(query, (part, factor, scores) -> {
      for (int place = 0; place < scores.size(); place++) {
        into.add(scores.item(place), factor * scores.scoreAt(place));
      }
    });
  }

  /** What is done with the scores of one model, and the factor they are multiplied by. */
  private interface Visitor {
    void visit(int part, double factor, SparseScores scores);
  }

  /** Goes through the models that have something to say. */
  private void visit(Query query, Visitor visitor) {
    SparseScores scores = pool.take();
    for (int part = 0; part < models.size(); part++) {
      scores.clear();
      models.get(part).score(query, scores);
      double divisor = unit(query, scores);
      if (divisor > 0) {
        visitor.visit(part, blend.parts().get(part).weight() / divisor, scores);
      }
    }
    pool.giveBack(scores);
  }

  /** The unit of the scores; 0 when the model has nothing to say. */
  private double unit(Query query, SparseScores scores) {
    if (unit == Unit.ONE) {
      return 1;
    }
    int[] context = query.items();
    double outside = 0;
    double inside = 0;
    for (int place = 0; place < scores.size(); place++) {
      double score = scores.scoreAt(place);
      if (score <= outside || score > Float.MAX_VALUE) {
        continue;
      }
      if (Arrays.binarySearch(context, scores.item(place)) < 0) {
        outside = score;
      } else {
        inside = Math.max(inside, score);
      }
    }
    return outside > 0 ? outside : inside;
  }

  /**
   * {@inheritDoc} What items add within a model that cannot tell is left out. Costs what scoring does, and
   * what the models' own explanations do.
   */
  @Override
  public List<Contributions> explain(Query query, int... items) {
    List<Contributions> sums = Stream.generate(
            () -> new Contributions(new double[query.items().length], new LinkedHashMap<>()))
        .limit(items.length)
        .toList();
    visit(query, (part, factor, scores) -> {
      String name = blend.parts().get(part).name();
      List<Contributions> shares = models.get(part) instanceof Explainer explainer
          ? explainer.explain(query, items)
          : Contributions.of(new double[items.length][query.items().length]);
      for (int k = 0; k < items.length; k++) {
        double score = scores.score(items[k]);
        double[] sum = sums.get(k).items();
        for (int i = 0; i < sum.length && score != 0; i++) {
          sum[i] += factor * shares.get(k).items()[i];
        }
        sums.get(k).parts().merge(name, factor * score, Double::sum);
      }
    });
    return sums;
  }

  @Override
  public boolean predictsRatings() {
    return intercept.length() > 0;
  }

  /**
   * {@inheritDoc} The intercept and the ratings that the models predict, each times its weight; it may lie
   * beyond the ratings trained on. Costs what theirs cost.
   *
   * @throws IllegalStateException if the weights were not fitted to ratings
   */
  @Override
  public double predictRating(Query query, int item) {
    if (!predictsRatings()) {
      throw new IllegalStateException(
          "the models were not weighed up to predict ratings; train alpha-beta with observed=ratings");
    }
    double rating = intercept.floats().get(0);
    for (int part = 0; part < models.size(); part++) {
      rating += blend.parts().get(part).weight()
          * ((RatingPredictor) models.get(part)).predictRating(query, item);
    }
    return rating;
  }
}

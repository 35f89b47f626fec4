package io.cartrec.blend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartrec.internal.Pool;
import io.cartrec.model.Explainer;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.SparseScores;
import io.cartrec.model.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Several models that answer as one: the score of item {@code j} is, over the models {@code p},
 *
 * <pre>{@code s(j) = Σ_p w_p * s_p(j) / u_p}</pre>
 *
 * where the unit {@code u_p} is 1 or the largest score that the model gives an item outside the query. A
 * model that has nothing to say adds nothing. Costs what its models cost. Immutable and thread-safe.
 */
public final class BlendModel implements Model, Explainer {

  private static final String BLEND = "blend";
  private static final String REPORT = "report";

  /** What a model's scores are divided by. */
  enum Unit {
    /** By nothing. */
    ONE,
    /** By the largest score of an item outside the query. */
    BEST
  }

  private final ModelBase base;
  private final Blend blend;
  private final List<Model> models;
  private final Unit unit;
  private final String report;
  private final Pool<SparseScores> pool;

  /** The models are those of {@code blend}, in its order, and share the items of {@code base}. */
  BlendModel(ModelBase base, Blend blend, List<Model> models, Unit unit, String report) {
    this.base = base;
    this.blend = blend;
    this.models = List.copyOf(models);
    this.unit = unit;
    this.report = report;
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
    return new BlendModel(file.base(), blend, models, unit, text(file, REPORT));
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
    return tensors;
  }

  @Override
  public void score(Query query, ScoreAccumulator into) {
    SparseScores scores = pool.take();
    for (int part = 0; part < models.size(); part++) {
      scores.clear();
      models.get(part).score(query, scores);
      double divisor = unit(query, scores);
      if (divisor > 0) {
        double factor = blend.parts().get(part).weight() / divisor;
        for (int place = 0; place < scores.size(); place++) {
          into.add(scores.item(place), factor * scores.scoreAt(place));
        }
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
    double most = 0;
    for (int place = 0; place < scores.size(); place++) {
      double score = scores.scoreAt(place);
      if (score > most
          && score <= Float.MAX_VALUE
          && Arrays.binarySearch(context, scores.item(place)) < 0) {
        most = score;
      }
    }
    return most;
  }

  /** The contributions within those models that can tell; the others' part is left out. */
  @Override
  public double[] contributions(Query query, int item) {
    double[] sum = new double[query.items().length];
    SparseScores scores = pool.take();
    for (int part = 0; part < models.size(); part++) {
      if (models.get(part) instanceof Explainer explainer) {
        scores.clear();
        models.get(part).score(query, scores);
        double divisor = unit(query, scores);
        if (divisor > 0 && scores.score(item) != 0) {
          double[] share = explainer.contributions(query, item);
          for (int i = 0; i < sum.length; i++) {
            sum[i] += blend.parts().get(part).weight() / divisor * share[i];
          }
        }
      }
    }
    pool.giveBack(scores);
    return sum;
  }
}

package io.cartrec.model;

import io.cartrec.Event;
import io.cartrec.data.Dataset;
import io.cartrec.data.IdIndex;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A model small enough to reckon by hand: each item of the query speaks for its neighbours. */
public record TinyModel(ModelBase base, Tensor begin, Tensor neighbor, Tensor weight)
    implements Model, Explainer {

  /** The name it goes by in a file. */
  public static final String NAME = "tiny";

  /**
   * A model trained on one event for each word of {@code events}; {@code "milk bread 0.5"} is a link by
   * which milk speaks for bread.
   */
  public static TinyModel of(String events, String... links) {
    Dataset data =
        Dataset.of(Arrays.stream(events.split(" ", -1)).map(Event::of).toList());
    ModelBase base = ModelBase.of(data, NAME, Map.of("depth", "3"));
    IdIndex items = base.items();
    int[] begin = new int[items.size() + 1];
    List<Integer> neighbors = new ArrayList<>();
    List<Float> weights = new ArrayList<>();
    for (int item = 0; item < items.size(); item++) {
      for (String link : links) {
        String[] words = link.split(" ", -1);
        if (items.code(words[0], -1) == item) {
          neighbors.add(items.find(words[1]).orElseThrow());
          weights.add(Float.valueOf(words[2]));
        }
      }
      begin[item + 1] = neighbors.size();
    }
    return new TinyModel(
        base,
        Tensor.of(begin),
        Tensor.of(neighbors.stream().mapToInt(Integer::intValue).toArray()),
        filled(weights));
  }

  private static Tensor filled(List<Float> values) {
    return Tensor.floats(values.size(), into -> values.forEach(into::put));
  }

  /** The model that the sample file of each format version holds. */
  public static TinyModel sample() {
    return of(
        "milk bread milk käse \ud83c\udf7a milk bread",
        "milk bread 0.5",
        "milk käse 0.25",
        "bread \ud83c\udf7a 1");
  }

  /** Reads what {@link #save} wrote. */
  public static TinyModel read(ModelFile file) throws ModelFormatException {
    int items = file.base().items().size();
    Tensor begin = file.offsets("begin", items);
    int size = file.tensor("neighbor", Tensor.Type.I32).length();
    if (begin.ints().get(items) != size) {
      throw file.fault("begin", "must end at " + size);
    }
    return new TinyModel(
        file.base(), begin, file.codes("neighbor", size, items), file.finite("weight", size));
  }

  @Override
  public Map<String, Tensor> tensors() {
    return Map.of("begin", begin, "neighbor", neighbor, "weight", weight);
  }

  @Override
  public void score(Query query, ScoreAccumulator into) {
    IntBuffer rows = begin.ints();
    for (int item : query.items()) {
      into.addAll(neighbor.ints(), weight.floats(), rows.get(item), rows.get(item + 1), 1);
    }
  }

  @Override
  public List<Contributions> explain(Query query, int... items) {
    return Contributions.of(
        IntStream.of(items).mapToObj(item -> contributions(query, item)).toArray(double[][]::new));
  }

  private double[] contributions(Query query, int item) {
    IntBuffer rows = begin.ints();
    double[] contributions = new double[query.items().length];
    for (int i = 0; i < contributions.length; i++) {
      int from = query.items()[i];
      for (int k = rows.get(from); k < rows.get(from + 1); k++) {
        contributions[i] += neighbor.ints().get(k) == item ? weight.floats().get(k) : 0;
      }
    }
    return contributions;
  }
}

package io.cartrec.neural;

import io.cartrec.data.Dataset;
import io.cartrec.data.IdIndex;
import io.cartrec.data.Sessions;
import io.cartrec.model.ModelFile;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The attributes of users that a net knows. Immutable and thread-safe.
 *
 * @param names each as {@code name=value}
 */
record UserAttributes(IdIndex names) {

  /** None at all. */
  static final UserAttributes NONE = new UserAttributes(new IdIndex.Builder().build());

  /** The tensor of what they look like: attributes x width. */
  static final String TABLE = "attributes.table";

  private static final String NAMES = "attributes.name";

  /**
   * Those that at least two users of the data share, behind those of the model to begin with: what one
   * user alone has is no business of a model.
   *
   * @throws IllegalStateException if there are none
   */
  static UserAttributes find(Start start) {
    IdIndex.Builder names = new IdIndex.Builder();
    start.model().ifPresent(model -> {
      IdIndex known = ModelFile.ids(NAMES, model.tensors());
      for (int attribute = 0; attribute < known.size(); attribute++) {
        names.add(known.id(attribute));
      }
    });
    Dataset data = start.data();
    Map<String, Integer> counts = new HashMap<>();
    int described = 0;
    for (int user = 0; user < data.users().size(); user++) {
      Map<String, String> attributes =
          new TreeMap<>(data.attributes(data.users().id(user)));
      described += attributes.isEmpty() ? 0 : 1;
      attributes.forEach((name, value) -> {
        if (counts.merge(name(name, value), 1, Integer::sum) == 2) {
          names.add(name(name, value));
        }
      });
    }
    if (names.size() == 0) {
      throw new IllegalStateException("attributes=true needs an attribute that two users share, but"
          + " of the " + data.users().size() + " users of the data " + described
          + " have attributes, none of them like another; give --users (Dataset.withProfiles)");
    }
    return new UserAttributes(names.build());
  }

  private static String name(String name, String value) {
    return name + "=" + value;
  }

  static UserAttributes read(ModelFile file) throws ModelFormatException {
    return new UserAttributes(file.ids(NAMES));
  }

  /** Those among the tensors of a model, or none. */
  static UserAttributes among(Map<String, Tensor> tensors) {
    return tensors.containsKey(TABLE) ? new UserAttributes(ModelFile.ids(NAMES, tensors)) : NONE;
  }

  /** {@code plan}, and beside its parameters that of what these look like. */
  LayerPlan with(LayerPlan plan, int width) {
    return (kernels, rows, weights) -> {
      if (size() > 0) {
        weights.matrix(TABLE, size(), width, 0);
      }
      return plan.layers(kernels, rows, weights);
    };
  }

  Map<String, Tensor> tensors() {
    return size() == 0 ? Map.of() : ModelFile.tensors(NAMES, names);
  }

  /** How many there are. */
  int size() {
    return names.size();
  }

  /** Those of the first user whom an event of {@code session} names, or none. */
  Bag ofSession(Dataset data, Sessions sessions, int session) {
    for (int k = sessions.begin(session); k < sessions.end(session); k++) {
      OptionalInt user = data.user(sessions.row(k));
      if (user.isPresent()) {
        return of(data.attributes(data.users().id(user.getAsInt())));
      }
    }
    return Bag.EMPTY;
  }

  /** The codes of those among {@code attributes} that are known here; each counts 1. */
  Bag of(Map<String, String> attributes) {
    int[] rows = attributes.entrySet().stream()
        .map(one -> names.find(name(one.getKey(), one.getValue())))
        .flatMapToInt(OptionalInt::stream)
        .sorted()
        .toArray();
    float[] weights = new float[rows.length];
    Arrays.fill(weights, 1);
    return Bag.of(rows, weights);
  }
}

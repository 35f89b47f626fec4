package io.cartrec.neural;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.Query;
import io.cartrec.model.ScoreAccumulator;
import io.cartrec.model.Tensor;
import io.cartrec.spi.ModelProviders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files whose config promises what their tensors do not hold. */
class LyingFilesTest {

  private static final String ENORMOUS = "2000000000";

  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource({
    "gru, width, 16000",
    "gru, width, " + ENORMOUS,
    "gru, layers, " + ENORMOUS,
    "gru, layers, 2",
    "gru, longest, " + ENORMOUS,
    "gru, cell, lstm",
    "gru, tied, false",
    "gru, direction, both",
    "gru, mask, 2",
    "gru, types, true",
    "lstm, gaps, true",
    "gru, features, true",
    "cnn, vectors, text",
    "gru, items, int8",
    "gru, head, binary",
    "autoencoder, head, product",
    "wide-deep, width, 16000",
    "wide-deep, hidden, 7",
    "wide-deep, attributes, true",
    "wide-deep, features, true",
    "lstm, width, 16000",
    "attention, head-width, 1000",
    "attention, head-width, " + ENORMOUS,
    "attention, heads, 64",
    "attention, heads, " + ENORMOUS,
    "attention, longest, 1000",
    "attention, longest, " + ENORMOUS,
    "cnn, taps, 64",
    "cnn, pool, 2",
    "cnn, taps, " + ENORMOUS,
    "cnn, width, 16000",
    "cnn, width, " + ENORMOUS,
    "autoencoder, width, 16000",
    "autoencoder, width, " + ENORMOUS,
    "autoencoder, beta, 0.2",
    "autoencoder, beta, -1",
    "autoencoder, tied, false",
    "autoencoder, attributes, true"
  })
  void areRefused(String name, String parameter, String value) throws IOException {
    Dataset data = Clicks.of("a b c", "b c a");
    Model model =
        ModelProviders.installed().trainer(name, Map.of("epochs", "1")).train(data);
    Map<String, String> words = new TreeMap<>(model.base().provenance().config());
    words.put(parameter, value);
    Path file = folder.resolve("model");
    with(model, ModelBase.of(data, name, words)).save(file);
    assertThatThrownBy(() -> ModelProviders.installed().open(file))
        .isInstanceOf(ModelFormatException.class);
  }

  private static Model with(Model model, ModelBase base) {
    return new Model() {
      @Override
      public ModelBase base() {
        return base;
      }

      @Override
      public Map<String, Tensor> tensors() {
        return model.tensors();
      }

      @Override
      public void score(Query query, ScoreAccumulator into) {
        model.score(query, into);
      }
    };
  }
}

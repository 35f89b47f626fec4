package io.cartrec.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cartrec.Event;
import io.cartrec.data.Dataset;
import io.cartrec.model.Model;
import io.cartrec.model.ModelBase;
import io.cartrec.model.ModelFormatException;
import io.cartrec.model.TinyModel;
import io.cartrec.model.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelProvidersTest {

  private static final Dataset DATA = Dataset.of(List.of(Event.of("a")));
  private static final ModelProviders TINY = ModelProviders.of(List.of(new TinyProvider()));

  @TempDir
  Path folder;

  @Test
  void findsInstalledProvidersByName() {
    assertThat(ModelProviders.installed().named("tiny")).isInstanceOf(TinyProvider.class);
    assertThat(ModelProviders.installed().all())
        .extracting(ModelProvider::summary)
        .contains("Follows links.");
  }

  @Test
  void refusesTwoProvidersWithOneName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelProviders.of(List.of(new TinyProvider(), new TinyProvider())))
        .withMessage("two providers are named tiny: io.cartrec.spi.TinyProvider and"
            + " io.cartrec.spi.TinyProvider");
  }

  @Test
  void saysWhichModelsThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TINY.named("huge"))
        .withMessage("unknown model 'huge'; there are: tiny");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelProviders.of(List.of()).named("tiny"))
        .withMessage("unknown model 'tiny'; no module with models is on the class path");
  }

  @Test
  void trainersTakeParametersInWords() {
    Model model = TINY.trainer("tiny", Map.of("depth", "2")).train(DATA);
    assertThat(model.base().items().id(0)).isEqualTo("aa");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TINY.trainer("tiny", Map.of("depth", "0")))
        .withMessage("depth must be > 0 but was 0");
  }

  @Test
  void opensWhatAKnownModelSaved() throws IOException {
    Path file = folder.resolve("m.cartrec");
    TinyModel model = TinyModel.sample();
    model.save(file);
    assertThat(TINY.open(file)).isInstanceOf(TinyModel.class);
    assertThat(TINY.open(file, Verification.TRUSTED).base().provenance())
        .isEqualTo(model.base().provenance());
  }

  @Test
  void refusesAModelOfAnUnknownKind() throws IOException {
    Path file = folder.resolve("m.cartrec");
    TinyModel.sample().save(file);
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> ModelProviders.of(List.of()).open(file))
        .withMessage(
            file + ": header: holds a model 'tiny' that no module here reads; no module with"
                + " models is on the class path");
  }

  @Test
  void refusesAConfigurationThatTheModelDoesNotTake() throws IOException {
    Path file = folder.resolve("m.cartrec");
    TinyModel model = TinyModel.sample();
    ModelBase base = ModelBase.of(DATA, "tiny", Map.of("depth", "-1"));
    new TinyModel(
            new ModelBase(base.provenance(), model.base().items(), model.base().popularity()),
            model.begin(),
            model.neighbor(),
            model.weight())
        .save(file);
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> TINY.open(file))
        .withMessage(file + ": config: depth must be > 0 but was -1");
  }
}

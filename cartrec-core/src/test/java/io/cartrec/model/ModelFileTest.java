package io.cartrec.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cartrec.Cart;
import io.cartrec.RecommendationRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {

  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void chooseFile() {
    file = folder.resolve("m.cartrec");
  }

  private static TinyModel open(Path path) throws IOException {
    return TinyModel.read(ModelFile.open(path, Verification.FULL));
  }

  private static double[] scores(TinyModel model, String... cart) {
    double[] scores = new double[model.base().items().size()];
    Query query =
        new Query(RecommendationRequest.of(Cart.of(cart)), model.base().items());
    model.score(query, new ArrayScores(scores));
    return scores;
  }

  private static void assertSame(TinyModel found, TinyModel expected) {
    assertThat(found.base().provenance()).isEqualTo(expected.base().provenance());
    int size = expected.base().items().size();
    assertThat(found.base().items().size()).isEqualTo(size);
    for (int item = 0; item < size; item++) {
      String id = expected.base().items().id(item);
      assertThat(found.base().items().id(item)).isEqualTo(id);
      assertThat(found.base().items().find(id)).hasValue(item);
      assertThat(found.base().popularity().count(item))
          .isEqualTo(expected.base().popularity().count(item));
      assertThat(found.base().popularity().item(item))
          .isEqualTo(expected.base().popularity().item(item));
      assertThat(scores(found, id)).isEqualTo(scores(expected, id));
    }
  }

  @ParameterizedTest
  @EnumSource(Verification.class)
  void openedModelIsTheSavedOne(Verification verification) throws IOException {
    TinyModel model = TinyModel.sample();
    model.save(file);
    ModelFile opened = ModelFile.open(file, verification);
    assertSame(TinyModel.read(opened), model);
    assertThat(opened.file()).isEqualTo(file);
    assertThat(opened.size()).isEqualTo(Files.size(file));
    assertThat(opened.tensors().keySet())
        .containsExactly(
            "base.id_bytes",
            "base.id_offsets",
            "base.id_slots",
            "base.popularity_counts",
            "base.popularity_order",
            "begin",
            "neighbor",
            "weight");
  }

  @Test
  void emptyTensorsSurvive() throws IOException {
    TinyModel model = TinyModel.of("milk");
    model.save(file);
    assertSame(open(file), model);
  }

  @Test
  void theSameModelMakesTheSameBytes() throws IOException {
    Path again = folder.resolve("again.cartrec");
    TinyModel.sample().save(file);
    TinyModel.sample().save(again);
    assertThat(again).hasSameBinaryContentAs(file);
    open(file).save(again);
    assertThat(again).hasSameBinaryContentAs(file);
  }

  @Test
  void tensorsBeginAtAMultipleOf64Bytes() throws IOException {
    TinyModel.sample().save(file);
    long header =
        ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertThat((8 + header) % 64).isZero();
  }

  @Test
  void theSampleOfFormatVersion1Loads() throws IOException {
    Path sample = Path.of("src/test/resources/format/v1.cartrec");
    TinyModel model = open(sample);
    TinyModel expected = TinyModel.sample();
    ModelProvenance provenance = expected.base().provenance();
    assertSame(
        model,
        new TinyModel(
            new ModelBase(
                new ModelProvenance(
                    provenance.algorithm(),
                    provenance.config(),
                    provenance.data(),
                    "0.1.0-SNAPSHOT"),
                expected.base().items(),
                expected.base().popularity()),
            expected.begin(),
            expected.neighbor(),
            expected.weight()));
  }

  @Test
  void pythonsSafetensorsReadsIt() throws Exception {
    TinyModel.sample().save(file);
    String script = """
        import sys
        try:
            from safetensors.numpy import load_file
        except ImportError:
            sys.exit(42)
        tensors = load_file(sys.argv[1])
        print(sorted(tensors), tensors['weight'].tolist(), tensors['begin'].dtype,
              bytes(tensors['base.id_bytes'])[:9].decode())
        """;
    String python = System.getenv().getOrDefault("CARTREC_PYTHON", "python3");
    Process process;
    try {
      process = new ProcessBuilder(python, "-c", script, file.toString())
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      assumeTrue(false, "skipped: there is no python3 here");
      return;
    }
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    int exit = process.waitFor();
    assumeTrue(exit != 42, "skipped: python3 has no package safetensors (with numpy)");
    assertThat(printed)
        .isEqualTo("['base.id_bytes', 'base.id_offsets', 'base.id_slots', 'base.popularity_counts',"
            + " 'base.popularity_order', 'begin', 'neighbor', 'weight'] [0.5, 0.25, 1.0] int32"
            + " milkbread\n");
    assertThat(exit).isZero();
  }

  @Test
  void refusesNamesThatAreTheFilesOwn() {
    for (String name : new String[] {"base.id_bytes", "base.mine", "__metadata__"}) {
      Model model = new Named(TinyModel.sample(), name);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.save(file))
          .withMessage(
              "a model's tensor must not be named base... or __... but one is named " + name);
    }
    assertThat(file).doesNotExist();
  }

  private record Named(TinyModel model, String name) implements Model {
    @Override
    public ModelBase base() {
      return model.base();
    }

    @Override
    public Map<String, Tensor> tensors() {
      return Map.of(name, Tensor.of(1));
    }

    @Override
    public void score(Query query, ScoreAccumulator into) {
      model.score(query, into);
    }
  }

  @Test
  void refusesAConfigurationThatNoHeaderHolds() {
    TinyModel model = TinyModel.sample();
    ModelBase base = new ModelBase(
        new ModelProvenance("tiny", Map.of("text", "x".repeat(1 << 24)), "", ""),
        model.base().items(),
        model.base().popularity());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new TinyModel(base, model.begin(), model.neighbor(), model.weight()).save(file))
        .withMessageStartingWith(
            "a model's header must have at most 16777216 bytes but would have ");
  }

  @Test
  void tensorsAreCheckedAsTheReaderAsks() throws IOException {
    TinyModel.sample().save(file);
    ModelFile opened = ModelFile.open(file, Verification.FULL);
    assertFault(() -> opened.tensor("none", Tensor.Type.F32), "tensor none: is missing");
    assertFault(
        () -> opened.tensor("weight", Tensor.Type.I32),
        "tensor weight: must hold I32 but holds F32");
    assertFault(() -> opened.finite("weight", 4), "tensor weight: must have 4 elements but has 3");
    assertFault(
        () -> opened.codes("neighbor", 3, 3), "tensor neighbor: holds a code outside [0, 3)");
    assertFault(
        () -> opened.offsets("neighbor", 2), "tensor neighbor: must rise from 0 but entry 0 is 1");
  }

  private void assertFault(ThrowingCallable call, String message) {
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(call)
        .withMessage(file + ": " + message);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void numbersMustBeFinite(float value) throws IOException {
    TinyModel model = TinyModel.sample();
    float[] weights = new float[3];
    weights[2] = value;
    new TinyModel(model.base(), model.begin(), model.neighbor(), Tensor.of(weights)).save(file);
    assertFault(() -> open(file), "tensor weight: holds a number that is not finite");
    TinyModel.read(ModelFile.open(file, Verification.TRUSTED));
  }

  @Test
  void longTensorsAreCheckedToTheEnd() throws IOException {
    int length = 600_000;
    Map<String, Tensor> tensors = new TreeMap<>();
    int[] codes = IntStream.range(0, length).toArray();
    float[] numbers = new float[length];
    tensors.put("good_codes", Tensor.of(codes));
    tensors.put("good_numbers", Tensor.of(numbers));
    codes[length - 1] = -1;
    numbers[length - 1] = Float.NaN;
    tensors.put("falling", Tensor.of(0, 2, 1));
    tensors.put("bad_codes", Tensor.of(codes));
    tensors.put("bad_numbers", Tensor.of(numbers));
    ModelFile.save(new Any(TinyModel.sample().base(), tensors), file);
    ModelFile opened = ModelFile.open(file, Verification.FULL);
    assertThat(opened.codes("good_codes", length, length).length()).isEqualTo(length);
    assertThat(opened.finite("good_numbers", length).length()).isEqualTo(length);
    assertFault(
        () -> opened.codes("bad_codes", length, length),
        "tensor bad_codes: holds a code outside [0, 600000)");
    assertFault(
        () -> opened.finite("bad_numbers", length),
        "tensor bad_numbers: holds a number that is not finite");
    assertFault(
        () -> opened.offsets("falling", 2), "tensor falling: must rise from 0 but entry 2 is 1");
  }

  @Test
  void ofManyDamagedTensorsTheFirstIsNamed() throws IOException {
    Map<String, Tensor> tensors = new TreeMap<>();
    for (String name : List.of("a", "b", "c", "d")) {
      tensors.put(name, Tensor.of(new float[100_000]));
    }
    ModelFile.save(new Any(TinyModel.sample().base(), tensors), file);
    byte[] bytes = Files.readAllBytes(file);
    for (int quarter = 1; quarter < 4; quarter++) { // of b, c and d: a lies before them
      bytes[bytes.length - quarter * 400_000 + 50_000] = 1;
    }
    Files.write(file, bytes);
    for (int i = 0; i < 20; i++) {
      assertThatExceptionOfType(ModelFormatException.class)
          .isThrownBy(() -> ModelFile.open(file, Verification.FULL))
          .withMessageStartingWith(file + ": tensor b: is damaged: its checksum is ");
    }
  }

  private record Any(ModelBase base, Map<String, Tensor> tensors) implements Model {
    @Override
    public void score(Query query, ScoreAccumulator into) {}
  }

  @Test
  void saysWhatIsNoModel() throws IOException {
    assertNoModel("", "header: is no cartrec model: it has 0 bytes");
    assertNoModel("1234567", "header: is no cartrec model: it has 7 bytes");
    String noHeader = "header: is no cartrec model: it does not begin with the length of a header";
    assertNoModel("12345678", noHeader);
    assertNoModel("item,user\nmilk,ann\n", noHeader);
    assertNoModel("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR", noHeader);
    assertNoModel("\0\0\0\0\0\0\0\0", noHeader);
    assertNoModel("\100\0\0\0\0\0\0\0", "header: is truncated: it needs 64 bytes but 0 are left");
    assertNoModel("\2\0\0\0\0\0\0\0{}", "header: is no cartrec model: it has no header_crc32c");
  }

  private void assertNoModel(String content, String message) throws IOException {
    Files.write(file, content.getBytes(ISO_8859_1));
    for (Verification verification : Verification.values()) {
      assertFault(() -> ModelFile.open(file, verification), message);
    }
  }

  @Test
  void saysWhenThereIsNoFile() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> ModelFile.open(file, Verification.FULL))
        .withMessage(file + ": there is no such file");
  }

  @Test
  void saysWhenTheFileIsAFolder() {
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> ModelFile.open(folder, Verification.FULL))
        .withMessage(folder + ": file: is a folder, not a model");
  }

  /** Sums in an array. */
  private static final class ArrayScores implements ScoreAccumulator {
    private final double[] sums;

    ArrayScores(double[] sums) {
      this.sums = sums;
    }

    @Override
    public void add(int item, double score) {
      sums[item] += score;
    }

    @Override
    public void addAll(IntBuffer items, FloatBuffer weights, int from, int to, double factor) {
      for (int k = from; k < to; k++) {
        add(items.get(k), factor * weights.get(k));
      }
    }
  }
}

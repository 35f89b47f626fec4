package io.cartrec.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cartrec.Cart;
import io.cartrec.Recommendation;
import io.cartrec.RecommendationRequest;
import io.cartrec.Recommender;
import io.cartrec.RepeatPolicy;
import io.cartrec.recommend.Recommenders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damages a small model file in every way that can be counted, and in many that cannot. */
class ModelFileDamageTest {

  private static final Pattern HEADER_CRC = Pattern.compile("\"header_crc32c\":\"([0-9a-f]{8})\"");

  private static final int WRITES_PER_COLLECTION = 1000;

  @TempDir
  Path folder;

  private Path file;
  private byte[] whole;
  private int dataStart;
  private int writes;

  @BeforeEach
  void saveSample() throws IOException {
    file = folder.resolve("m.cartrec");
    TinyModel.sample().save(file);
    whole = Files.readAllBytes(file);
    dataStart = dataStart(whole);
  }

  private static int dataStart(byte[] bytes) {
    return Long.BYTES
        + (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  /** Writes a new file each time: the old one is mapped until the next collection. */
  private void write(byte[] bytes) throws IOException {
    Files.deleteIfExists(file);
    Files.write(file, bytes);
    if (++writes % WRITES_PER_COLLECTION == 0) {
      System.gc();
    }
  }

  private void assertRefused(byte[] bytes, String what) throws IOException {
    assertRefused(bytes, what, "");
  }

  private void assertRefused(byte[] bytes, String what, String message) throws IOException {
    write(bytes);
    assertThatExceptionOfType(ModelFormatException.class)
        .as(what)
        .isThrownBy(() -> TinyModel.read(ModelFile.open(file, Verification.FULL)))
        .withMessageStartingWith(file + ": " + message);
  }

  @Test
  void everyFlippedBitIsFound() throws IOException {
    byte[] bytes = whole.clone();
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefused(bytes, "bit " + bit);
      bytes[bit / 8] = whole[bit / 8];
    }
  }

  @Test
  void everyTruncationIsFound() throws IOException {
    for (int length = 0; length < whole.length; length++) {
      assertRefused(Arrays.copyOf(whole, length), "first " + length + " bytes");
    }
  }

  @Test
  void everyTruncationOfTheTensorsIsFoundWithoutReadingThem() throws IOException {
    for (int length = 0; length < whole.length; length++) {
      write(Arrays.copyOf(whole, length));
      assertThatExceptionOfType(ModelFormatException.class)
          .as("first %d bytes", length)
          .isThrownBy(() -> ModelFile.open(file, Verification.TRUSTED));
    }
  }

  @Test
  void bytesBehindTheEndAreFound() throws IOException {
    assertRefused(Arrays.copyOf(whole, whole.length + 1), "longer", "end: has 1 bytes too many");
  }

  // ---- the header rewritten, its checksum right ----

  /** The file with a header changed by a person who knows how to compute checksums. */
  private byte[] withHeader(String from, String to) {
    String header = new String(whole, Long.BYTES, dataStart - Long.BYTES, ISO_8859_1);
    assertThat(header).contains(from);
    byte[] json = header.replace(from, to).getBytes(ISO_8859_1);
    byte[] bytes = new byte[Long.BYTES + json.length + whole.length - dataStart];
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(whole, dataStart, whole.length - dataStart);
    repairHeaderCrc(bytes);
    return bytes;
  }

  private static void repairHeaderCrc(byte[] bytes) {
    int end = dataStart(bytes);
    Matcher found = HEADER_CRC.matcher(new String(bytes, 0, end, ISO_8859_1));
    int at = -1;
    while (found.find()) {
      at = found.start(1);
    }
    if (at >= 0) {
      System.arraycopy("00000000".getBytes(ISO_8859_1), 0, bytes, at, 8);
      System.arraycopy(crc(bytes, Long.BYTES, end).getBytes(ISO_8859_1), 0, bytes, at, 8);
    }
  }

  private static String crc(byte[] bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, to - from);
    return "%08x".formatted(crc.getValue());
  }

  @Test
  void anUnchangedHeaderIsAccepted() throws IOException {
    assertThat(withHeader("algorithm", "algorithm")).isEqualTo(whole);
    assertThat(TinyModel.read(ModelFile.open(file, Verification.FULL)).begin().length())
        .isEqualTo(5);
  }

  @Test
  void aNewerVersionIsNamed() throws IOException {
    assertRefused(
        withHeader("\"cartrec_format\":\"1\"", "\"cartrec_format\":\"2\""),
        "newer",
        "header: has format version 2, but this library reads versions up to 1; use the library that"
            + " wrote it (" + TinyModel.sample().base().provenance().library()
            + ") or train again");
  }

  @Test
  void aNewerVersionIsNamedEvenWhenItsTensorsAreOfANewType() throws IOException {
    whole = withHeader("\"cartrec_format\":\"1\"", "\"cartrec_format\":\"12\"");
    dataStart = dataStart(whole);
    assertRefused(
        withHeader("\"dtype\":\"F32\"", "\"dtype\":\"F16\""),
        "newer",
        "header: has format version 12,");
  }

  @Test
  void everyLieOfAHeaderIsNamed() throws IOException {
    String noModel = "header: is no cartrec model: it has no cartrec_format";
    assertLie("\"cartrec_format\":\"1\"", "\"cartrec_format\":\"0\"", noModel);
    assertLie("\"cartrec_format\":\"1\"", "\"cartrec_format\":\"one\"", noModel);
    assertLie("cartrec_format", "another_format", noModel);
    assertLie("\"algorithm\"", "\"algorismi\"", "header: has no algorithm");
    assertLie("\"library\"", "\"librarian\"", "header: has no library");
    assertLie("\"data\"", "\"date\"", "header: has no data");
    assertLie("\"config\"", "\"confix\"", "header: has no config");
    assertLie("{\\\"depth\\\":\\\"3\\\"}", "[]", "config: has no JSON object of strings");
    assertLie("{\\\"depth\\\":\\\"3\\\"}", "{", "config: is no JSON: ");
    assertLie("\\\"3\\\"", "3", "config: 'depth' is no string");
    assertLie("\"algorithm\":\"tiny\"", "\"algorithm\":7", "header: 'algorithm' is no string");
    assertLie("__metadata__", "__metadate__", "header: has no JSON object of strings");
    assertLie("\"F32\"", "\"F16\"", "tensor weight: holds elements of unknown type 'F16'");
    assertLie("{\"__meta", "{}{\"__meta", "header: is no JSON: ");
    assertLie("{\"__meta", "[{\"__meta", "header: is no JSON: ");
    assertLie("\"neighbor\":{", "\"begin\":{", "header: is no JSON: Duplicate field 'begin'");
    assertLie("\"shape\":[5]", "\"shape\":[-5]", "tensor base.id_offsets: has a dimension -5");
    assertLie("\"shape\":[5]", "\"shape\":[5.0]", "tensor base.id_offsets: has a dimension 5.0");
    assertLie("\"shape\":[5]", "\"shape\":[4294967301]", "tensor base.id_offsets: has a dimension");
    assertLie("\"shape\":[5]", "\"shape\":5", "tensor base.id_offsets: has no shape");
    assertLie(
        "\"shape\":[5]",
        "\"shape\":[2147483647,2147483647,2]",
        "tensor base.id_offsets: must lie at [0,8589934592] but lies at [0,20]");
    assertLie(
        "\"shape\":[5],\"data_offsets\":[0,20]",
        "\"shape\":[536870912],\"data_offsets\":[0,2147483648]",
        "tensor base.id_offsets: is truncated: it ends at byte ");
    assertLie(
        "\"data_offsets\":[0,20]",
        "\"data_offsets\":[0.0,20]",
        "tensor base.id_offsets: must lie at [0,20] but lies at [0.0,20]");
    assertLie(
        "\"data_offsets\":[0,20]",
        "\"data_offsets\":[18446744073709551616,20]",
        "tensor base.id_offsets: must lie at [0,20] but lies at ");
    assertLie(
        "\"data_offsets\":[0,20]",
        "\"data_offset\":[0,20]",
        "tensor base.id_offsets: must lie at [0,20] but lies at ");
    assertLie("\"weight\":{", "\"weights\":{", "tensor weights: is damaged: its checksum is ");
  }

  private void assertLie(String from, String to, String message) throws IOException {
    assertRefused(withHeader(from, to), from + " -> " + to, message);
  }

  @Test
  void aHeaderOfManyTensorsMapsNone() throws IOException {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      many.append("\"t").append(i).append("\":0,");
    }
    assertRefused(
        withHeader("\"weight\":{", many + "\"weight\":{"),
        "many",
        "header: has more than 4096 tensors");
  }

  @Test
  void tensorsWithoutAnItemTableAreNoModel() throws IOException {
    assertLie("\"base.id_slots\":{", "\"base.id_slotz\":{", "tensor base.id_slotz: is damaged");
    whole = withHeader("\\\"base.id_slots\\\"", "\\\"base.id_slotz\\\"");
    dataStart = dataStart(whole);
    assertLie("\"base.id_slots\":{", "\"base.id_slotz\":{", "tensor base.id_slots: is missing");
  }

  // ---- anything rewritten, all checksums right ----

  @Test
  void mutantsWithRightChecksumsAreRefusedOrSound() throws IOException {
    assertMutants(10_000, 1);
  }

  @Test
  @Tag("slow")
  void aMillionMutantsWithRightChecksumsAreRefusedOrSound() throws IOException {
    assertMutants(1_000_000, 2);
  }

  private void assertMutants(int count, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    int refused = 0;
    for (int i = 0; i < count; i++) {
      byte[] mutant = mutant(random);
      write(mutant);
      try {
        assertSound(TinyModel.read(ModelFile.open(file, Verification.FULL)));
      } catch (ModelFormatException e) {
        assertThat(e).hasMessageStartingWith(file + ": ");
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("mutant " + i + " of seed " + seed, e);
      }
    }
    assertThat(refused).isBetween(count / 4, count - 1);
  }

  private static void assertSound(TinyModel model) {
    Recommender recommender = Recommenders.of(model);
    String[] cart = new String[model.base().items().size() + 1];
    for (int item = 0; item < cart.length - 1; item++) {
      cart[item] = model.base().items().id(item);
      assertThat(model.base().items().find(cart[item])).hasValue(item);
    }
    cart[cart.length - 1] = "unknown";
    RecommendationRequest request =
        RecommendationRequest.of(Cart.of(cart)).repeats(RepeatPolicy.ALLOW).withReasons();
    assertThat(recommender.recommend(request).items())
        .extracting(Recommendation::score)
        .allMatch(Double::isFinite);
    assertThat(recommender.recommend(request).itemIds()).doesNotHaveDuplicates();
  }

  private byte[] mutant(SplittableRandom random) {
    byte[] mutant = whole.clone();
    int changes = 1 + random.nextInt(4);
    for (int c = 0; c < changes; c++) {
      boolean header = random.nextInt(3) == 0;
      int at = header
          ? random.nextInt(Long.BYTES, dataStart)
          : random.nextInt(dataStart, mutant.length - 3);
      switch (random.nextInt(3)) {
        case 0 -> mutant[at] = (byte) random.nextInt(256);
        case 1 -> mutant[at] += (byte) (random.nextBoolean() ? 1 : -1);
        default -> {
          int[] values = {0, 1, -1, 2, 1 << 30, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x7fc00000};
          int word = header ? at - 4 : dataStart + (at - dataStart) / 4 * 4;
          ByteBuffer.wrap(mutant)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(
                  word, header ? '0' + random.nextInt(10) : values[random.nextInt(values.length)]);
        }
      }
    }
    repairTensorCrcs(mutant);
    repairHeaderCrc(mutant);
    return mutant;
  }

  /** Puts right checksums wherever the header still tells where its tensors lie. */
  private void repairTensorCrcs(byte[] mutant) {
    String header = new String(mutant, 0, dataStart, ISO_8859_1);
    Matcher tensor = Pattern.compile(
            "\"([a-z_.]+)\":\\{\"dtype\":\"...?\",\"shape\":\\[[0-9]+],\"data_offsets\":\\[([0-9]{1,6}),([0-9]{1,6})]")
        .matcher(header);
    while (tensor.find()) {
      int from = dataStart + Integer.parseInt(tensor.group(2));
      int to = dataStart + Integer.parseInt(tensor.group(3));
      String key = "\\\"" + tensor.group(1) + "\\\":\\\"";
      int at = header.indexOf(key);
      if (at >= 0 && from <= to && to <= mutant.length) {
        System.arraycopy(
            crc(mutant, from, to).getBytes(ISO_8859_1), 0, mutant, at + key.length(), 8);
      }
    }
  }
}

package io.cartrec.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cartrec.internal.Parallel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The safetensors container: eight bytes of little-endian header length, a JSON header, then the
 * tensors without holes. The header is padded with spaces so that the tensors begin at a multiple of 64
 * bytes; wide elements come first, so each tensor is aligned to its own width.
 *
 * <p>Two of its metadata entries are ours and guard the file: {@code crc32c} holds a CRC32C for each
 * tensor as JSON text, {@code header_crc32c} one over the header, taken with its own eight digits
 * replaced by zeros.
 *
 * @see <a href="https://github.com/huggingface/safetensors">safetensors</a>
 */
final class SafeTensors {

  static final JsonMapper JSON = JsonMapper.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();

  private static final String METADATA = "__metadata__";
  private static final String TENSOR_CRCS = "crc32c";
  private static final String HEADER_CRC = "header_crc32c";
  private static final String HEADER_CRC_KEY = "\"" + HEADER_CRC + "\":\"";
  private static final String ZERO_CRC = "00000000";
  private static final int ALIGNMENT = 64;
  private static final int LONGEST_HEADER = 1 << 24;
  private static final int SMALL_FILE = 1 << 20; // not worth a thread
  private static final int MOST_TENSORS =
      1 << 12; // of a large file each is a mapping, of which a process has 65,530

  /** Refuses a file for its metadata, before its tensors are looked at. */
  @FunctionalInterface
  interface MetadataCheck {
    void check(Path file, Map<String, String> metadata) throws ModelFormatException;
  }

  /**
   * A file taken apart: its metadata, and its tensors mapped into memory.
   *
   * @param shapes how long each tensor is in each dimension
   */
  record Contents(
      Map<String, String> metadata,
      Map<String, Tensor> tensors,
      Map<String, List<Integer>> shapes,
      long fileSize) {}

  private SafeTensors() {}

  // ---- writing ----

  /** The bytes of a file with the given metadata and tensors, in parts. */
  static List<ByteBuffer> encode(Map<String, String> metadata, Map<String, Tensor> tensors) {
    List<Map.Entry<String, Tensor>> ordered = new ArrayList<>(tensors.entrySet());
    ordered.sort(Comparator.comparing(
            (Map.Entry<String, Tensor> entry) -> -entry.getValue().type().width())
        .thenComparing(Map.Entry::getKey));
    ObjectNode header = JSON.createObjectNode();
    ObjectNode guarded = header.putObject(METADATA);
    new TreeMap<>(metadata).forEach(guarded::put);
    ObjectNode crcs = JSON.createObjectNode();
    List<ByteBuffer> parts = new ArrayList<>();
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : ordered) {
      Tensor tensor = entry.getValue();
      ObjectNode described = header.putObject(entry.getKey());
      described.put("dtype", tensor.type().name());
      described.putArray("shape").add(tensor.length());
      long end = offset + tensor.buffer().remaining();
      described.putArray("data_offsets").add(offset).add(end);
      crcs.put(entry.getKey(), crc(tensor.buffer()));
      parts.add(tensor.buffer());
      offset = end;
    }
    guarded.put(TENSOR_CRCS, crcs.toString());
    guarded.put(HEADER_CRC, ZERO_CRC);
    parts.add(0, encode(header));
    return parts;
  }

  private static ByteBuffer encode(ObjectNode header) {
    byte[] json = header.toString().getBytes(UTF_8);
    int unpadded = Long.BYTES + json.length;
    int padded = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (padded > LONGEST_HEADER) {
      throw new IllegalArgumentException("a model's header must have at most " + LONGEST_HEADER
          + " bytes but would have " + padded + "; its configuration is too long");
    }
    ByteBuffer bytes = ByteBuffer.allocate(padded).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(padded - Long.BYTES).put(json);
    while (bytes.hasRemaining()) {
      bytes.put((byte) ' ');
    }
    String digits = crc(bytes.flip().position(Long.BYTES));
    bytes.put(crcPosition(bytes.array()), digits.getBytes(ISO_8859_1));
    return bytes.rewind();
  }

  // ---- reading ----

  /** Maps {@code file}; checks its header and all sizes, and its checksums if asked to. */
  static Contents open(Path file, Verification verification, MetadataCheck check)
      throws IOException {
    try (FileChannel channel = channel(file, "model")) {
      byte[] headerBytes = readHeader(file, channel, "cartrec model");
      checkHeaderCrc(file, headerBytes);
      JsonNode header = header(file, headerBytes);
      Map<String, String> metadata = strings(file, "header", header.path(METADATA));
      check.check(file, metadata);
      Contents contents = map(file, channel, header, metadata, headerBytes.length);
      if (verification == Verification.FULL) {
        checkTensorCrcs(file, metadata, contents.tensors(), contents.fileSize());
      }
      return contents;
    }
  }

  /** Maps a {@code file} that others wrote, without checksums of ours; checks its header and all sizes. */
  static Contents openForeign(Path file) throws IOException {
    try (FileChannel channel = channel(file, "safetensors file")) {
      byte[] headerBytes = readHeader(file, channel, "safetensors file");
      return map(file, channel, header(file, headerBytes), Map.of(), headerBytes.length);
    }
  }

  private static FileChannel channel(Path file, String kind) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString(), null, "there is no such file");
    }
    if (Files.isDirectory(file)) {
      throw new ModelFormatException(file, "file", "is a folder, not a " + kind);
    }
    return FileChannel.open(file, StandardOpenOption.READ);
  }

  private static JsonNode header(Path file, byte[] bytes) throws ModelFormatException {
    JsonNode header =
        parse(file, "header", new String(bytes, Long.BYTES, bytes.length - Long.BYTES, UTF_8));
    if (!header.isObject()) {
      throw new ModelFormatException(file, "header", "is no JSON object");
    }
    return header;
  }

  static JsonNode parse(Path file, String section, String json) throws ModelFormatException {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new ModelFormatException(file, section, "is no JSON: " + e.getOriginalMessage());
    }
  }

  /** The entries of a JSON object whose values are strings. */
  static Map<String, String> strings(Path file, String section, JsonNode object)
      throws ModelFormatException {
    if (!object.isObject()) {
      throw new ModelFormatException(file, section, "has no JSON object of strings");
    }
    Map<String, String> strings = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (!entry.getValue().isTextual()) {
        throw new ModelFormatException(file, section, "'" + entry.getKey() + "' is no string");
      }
      strings.put(entry.getKey(), entry.getValue().textValue());
    }
    return strings;
  }

  private static byte[] readHeader(Path file, FileChannel channel, String kind) throws IOException {
    long fileSize = channel.size();
    ByteBuffer lengthBytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(channel, lengthBytes, 0);
    if (lengthBytes.hasRemaining()) {
      throw new ModelFormatException(
          file, "header", "is no " + kind + ": it has " + fileSize + " bytes");
    }
    long length = lengthBytes.getLong(0);
    if (length < 2 || length > LONGEST_HEADER) {
      throw new ModelFormatException(
          file, "header", "is no " + kind + ": it does not begin with the length of a header");
    }
    if (length > fileSize - Long.BYTES) {
      throw new ModelFormatException(
          file,
          "header",
          "is truncated: it needs " + length + " bytes but " + (fileSize - Long.BYTES)
              + " are left");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) (Long.BYTES + length));
    readFully(channel, bytes, 0);
    return bytes.array();
  }

  private static void readFully(FileChannel channel, ByteBuffer into, long from)
      throws IOException {
    while (into.hasRemaining()) {
      if (channel.read(into, from + into.position()) < 0) {
        return;
      }
    }
  }

  private static void checkHeaderCrc(Path file, byte[] header) throws ModelFormatException {
    int position = crcPosition(header);
    if (position < 0) {
      throw new ModelFormatException(
          file, "header", "is no cartrec model: it has no " + HEADER_CRC);
    }
    String found = new String(header, position, ZERO_CRC.length(), ISO_8859_1);
    byte[] zeroed = header.clone();
    System.arraycopy(ZERO_CRC.getBytes(ISO_8859_1), 0, zeroed, position, ZERO_CRC.length());
    String computed = crc(ByteBuffer.wrap(zeroed, Long.BYTES, zeroed.length - Long.BYTES));
    if (!computed.equals(found)) {
      throw new ModelFormatException(
          file, "header", "is damaged: its checksum is " + computed + ", not " + found);
    }
  }

  /** Where the digits of the header's checksum begin; negative when there are none. */
  private static int crcPosition(byte[] header) {
    int key = new String(header, ISO_8859_1).lastIndexOf(HEADER_CRC_KEY);
    int position = key + HEADER_CRC_KEY.length();
    return key < 0 || position + ZERO_CRC.length() > header.length ? -1 : position;
  }

  private static Contents map(
      Path file, FileChannel channel, JsonNode header, Map<String, String> metadata, long dataStart)
      throws IOException {
    if (header.size() > MOST_TENSORS) {
      throw new ModelFormatException(file, "header", "has more than " + MOST_TENSORS + " tensors");
    }
    long fileSize = channel.size();
    long size = fileSize - dataStart;
    ByteBuffer whole = size > Integer.MAX_VALUE ? null : mapped(channel, dataStart, size);
    Map<String, Tensor> tensors = new TreeMap<>();
    Map<String, List<Integer>> shapes = new TreeMap<>();
    long begin = 0;
    for (Map.Entry<String, JsonNode> entry : inOrder(header)) {
      String section = "tensor " + entry.getKey();
      Tensor.Type type = type(file, section, entry.getValue().path("dtype").asText());
      long bytes = length(file, section, entry.getValue().path("shape")) * type.width();
      long end = begin + bytes;
      JsonNode offsets = entry.getValue().path("data_offsets");
      if (!isLong(offsets.path(0), begin) || !isLong(offsets.path(1), end)) {
        throw new ModelFormatException(
            file, section, "must lie at [" + begin + "," + end + "] but lies at " + offsets);
      }
      if (end > size) {
        throw new ModelFormatException(
            file,
            section,
            "is truncated: it ends at byte " + (dataStart + end) + " of a file of " + fileSize);
      }
      if (bytes > Integer.MAX_VALUE) {
        throw new ModelFormatException(file, section, "has 2 GiB or more");
      }
      ByteBuffer buffer = whole == null
          ? mapped(channel, dataStart + begin, bytes)
          : whole.slice((int) begin, (int) bytes);
      tensors.put(entry.getKey(), Tensor.of(type, buffer));
      shapes.put(entry.getKey(), shape(entry.getValue()));
      begin = end;
    }
    if (begin != size) {
      throw new ModelFormatException(file, "end", "has " + (size - begin) + " bytes too many");
    }
    return new Contents(metadata, tensors, shapes, fileSize);
  }

  /** The tensors of {@code header} as they lie in the file, in which order it need not name them. */
  private static List<Map.Entry<String, JsonNode>> inOrder(JsonNode header) {
    List<Map.Entry<String, JsonNode>> tensors = new ArrayList<>(header.properties());
    tensors.removeIf(entry -> entry.getKey().equals(METADATA));
    tensors.sort(Comparator.comparingLong((Map.Entry<String, JsonNode> entry) ->
            entry.getValue().path("data_offsets").path(0).asLong())
        .thenComparingLong(
            entry -> entry.getValue().path("data_offsets").path(1).asLong()));
    return tensors;
  }

  private static List<Integer> shape(JsonNode described) {
    List<Integer> shape = new ArrayList<>();
    described.path("shape").forEach(dimension -> shape.add(dimension.intValue()));
    return List.copyOf(shape);
  }

  private static ByteBuffer mapped(FileChannel channel, long from, long length) throws IOException {
    return channel.map(FileChannel.MapMode.READ_ONLY, from, length);
  }

  /** The product of the dimensions, or {@code 2^31} when it is larger than an int. */
  private static long length(Path file, String section, JsonNode shape)
      throws ModelFormatException {
    if (!shape.isArray()) {
      throw new ModelFormatException(file, section, "has no shape");
    }
    long length = 1;
    for (JsonNode dimension : shape) {
      if (!dimension.isInt() || dimension.intValue() < 0) {
        throw new ModelFormatException(file, section, "has a dimension " + dimension);
      }
      length = Math.min(Integer.MAX_VALUE + 1L, length * dimension.intValue());
    }
    return length;
  }

  private static boolean isLong(JsonNode node, long value) {
    return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() == value;
  }

  private static Tensor.Type type(Path file, String section, String name)
      throws ModelFormatException {
    for (Tensor.Type type : Tensor.Type.values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    throw new ModelFormatException(file, section, "holds elements of unknown type '" + name + "'");
  }

  private static void checkTensorCrcs(
      Path file, Map<String, String> metadata, Map<String, Tensor> tensors, long fileSize)
      throws ModelFormatException {
    JsonNode crcs = parse(file, TENSOR_CRCS, metadata.getOrDefault(TENSOR_CRCS, "{}"));
    List<Map.Entry<String, Tensor>> all = List.copyOf(tensors.entrySet());
    int together = fileSize < SMALL_FILE ? MOST_TENSORS : 1;
    int damaged = Parallel.first(all.size(), together, () -> (from, to) -> {
      int i = from;
      while (i < to && crc(all.get(i).getValue().buffer()).equals(found(crcs, all.get(i)))) {
        i++;
      }
      return i;
    });
    if (damaged < all.size()) {
      Map.Entry<String, Tensor> tensor = all.get(damaged);
      throw new ModelFormatException(
          file,
          "tensor " + tensor.getKey(),
          "is damaged: its checksum is " + crc(tensor.getValue().buffer()) + ", not '"
              + found(crcs, tensor) + "'");
    }
  }

  private static String found(JsonNode crcs, Map.Entry<String, Tensor> tensor) {
    return crcs.path(tensor.getKey()).asText();
  }

  private static String crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return "%08x".formatted(crc.getValue());
  }
}

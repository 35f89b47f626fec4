package io.cartrec.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cartrec.data.IdIndex;
import io.cartrec.internal.Parallel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A model on disk, mapped into memory: takes no heap, and JVMs on one machine share its pages. The
 * format is safetensors, so other tools can read the tensors.
 *
 * <p>A reader believes nothing: sizes are checked against the file before anything is allocated, then
 * checksums, then structure. Each fault is a {@link ModelFormatException}. Immutable and thread-safe.
 */
public final class ModelFile {

  /** The version of the format that this library writes, and the newest it reads. */
  public static final int FORMAT_VERSION = 1;

  private static final String FORMAT = "cartrec_format";
  private static final String ALGORITHM = "algorithm";
  private static final String CONFIG = "config";
  private static final String DATA = "data";
  private static final String LIBRARY = "library";
  private static final String IDS = "base.id";
  private static final String BYTES = "_bytes";
  private static final String OFFSETS = "_offsets";
  private static final String SLOTS = "_slots";
  private static final String COUNTS = "base.popularity_counts";
  private static final String ORDER = "base.popularity_order";

  private static final int PART = 1 << 12; // elements that stay in the cache
  private static final int BLOCK = PART << 6;
  private static final int ALL_BITS = -1;
  private static final int ALL_BITS_BUT_SIGN = Integer.MAX_VALUE;
  private static final int INFINITY = 0x7f800000; // the bits of it

  private final Path file;
  private final Verification verification;
  private final SafeTensors.Contents contents;
  private final ModelBase base;
  private final String prefix;

  private ModelFile(ModelFile whole, String prefix) {
    this.file = whole.file;
    this.verification = whole.verification;
    this.contents = whole.contents;
    this.base = whole.base;
    this.prefix = prefix;
  }

  private ModelFile(Path file, Verification verification) throws IOException {
    this.file = file;
    this.verification = verification;
    this.prefix = "";
    this.contents = SafeTensors.open(file, verification, ModelFile::checkVersion);
    this.base = new ModelBase(readProvenance(), ids(IDS), readPopularity());
  }

  /**
   * Opens a file and checks it as far as {@code verification} says.
   *
   * @throws ModelFormatException if it is no model, damaged, or newer than this library
   * @throws IOException if it cannot be read
   * @throws IllegalStateException if this thread is interrupted while it waits for others
   */
  public static ModelFile open(Path file, Verification verification) throws IOException {
    return new ModelFile(file, verification);
  }

  static void save(Model model, Path file) throws IOException {
    Map<String, String> metadata = new TreeMap<>();
    ModelProvenance provenance = model.base().provenance();
    metadata.put(FORMAT, Integer.toString(FORMAT_VERSION));
    metadata.put(ALGORITHM, provenance.algorithm());
    ObjectNode config = SafeTensors.JSON.createObjectNode();
    provenance.config().forEach(config::put);
    metadata.put(CONFIG, config.toString());
    metadata.put(DATA, provenance.data());
    metadata.put(LIBRARY, provenance.library());
    Map<String, Tensor> tensors = new TreeMap<>(model.tensors());
    for (String name : tensors.keySet()) {
      if (name.startsWith("base.") || name.startsWith("__")) {
        throw new IllegalArgumentException(
            "a model's tensor must not be named base... or __... but one is named " + name);
      }
    }
    tensors.putAll(tensors(IDS, model.base().items()));
    tensors.put(COUNTS, model.base().popularity().counts());
    tensors.put(ORDER, model.base().popularity().order());
    AtomicFile.write(file, SafeTensors.encode(metadata, tensors));
  }

  public Path file() {
    return file;
  }

  /** The version of the format that the file is written in, in [1, {@link #FORMAT_VERSION}]. */
  public int formatVersion() {
    return Integer.parseInt(contents.metadata().getOrDefault(FORMAT, ""));
  }

  /** How far the file was checked when it was opened. */
  public Verification verification() {
    return verification;
  }

  /** How long the file is, in bytes. */
  public long size() {
    return contents.fileSize();
  }

  public ModelBase base() {
    return base;
  }

  /**
   * This file as one of several models in it sees it: the base is the same, and a tensor that it asks for
   * by name is the one named {@code name.} and then that.
   */
  public ModelFile part(String name) {
    return new ModelFile(this, prefix + name + ".");
  }

  /** Every tensor of the file, those of the base included, by name. */
  public Map<String, Tensor> tensors() {
    return contents.tensors();
  }

  /** A tensor of the given type. */
  public Tensor tensor(String name, Tensor.Type type) throws ModelFormatException {
    Tensor tensor = contents.tensors().get(prefix + name);
    if (tensor == null) {
      throw fault(name, "is missing");
    }
    if (tensor.type() != type) {
      throw fault(name, "must hold " + type + " but holds " + tensor.type());
    }
    return tensor;
  }

  /** A tensor of {@code length} elements of the given type. */
  public Tensor tensor(String name, Tensor.Type type, long length) throws ModelFormatException {
    Tensor tensor = tensor(name, type);
    if (tensor.length() != length) {
      throw fault(name, "must have " + length + " elements but has " + tensor.length());
    }
    return tensor;
  }

  /** A tensor of {@code length} ints in {@code [0, bound)}. */
  public Tensor codes(String name, int length, int bound) throws ModelFormatException {
    Tensor tensor = tensor(name, Tensor.Type.I32, length);
    if (verification == Verification.FULL && !isBelow(bound, ALL_BITS, tensor)) {
      throw fault(name, "holds a code outside [0, " + bound + ")");
    }
    return tensor;
  }

  /** A tensor of {@code rows + 1} ints that never fall, from 0 on: where each row of another begins. */
  public Tensor offsets(String name, int rows) throws ModelFormatException {
    Tensor tensor = tensor(name, Tensor.Type.I32, rows + 1L);
    if (verification == Verification.FULL) {
      IntBuffer ints = tensor.ints();
      int before = 0;
      for (int row = 0; row <= rows; row++) {
        int offset = ints.get(row);
        if (offset < before || (row == 0 && offset != 0)) {
          throw fault(name, "must rise from 0 but entry " + row + " is " + offset);
        }
        before = offset;
      }
    }
    return tensor;
  }

  /** A tensor of {@code length} finite floats. */
  public Tensor finite(String name, int length) throws ModelFormatException {
    Tensor tensor = tensor(name, Tensor.Type.F32, length);
    if (verification == Verification.FULL && !isBelow(INFINITY, ALL_BITS_BUT_SIGN, tensor)) {
      throw fault(name, "holds a number that is not finite");
    }
    return tensor;
  }

  /** Three tensors, named {@code name} and more, that hold {@code ids}. */
  public static Map<String, Tensor> tensors(String name, IdIndex ids) {
    return Map.of(
        name + BYTES, Tensor.of(Tensor.Type.U8, ids.bytes()),
        name + OFFSETS, Tensor.of(Tensor.Type.I32, ids.offsets()),
        name + SLOTS, Tensor.of(Tensor.Type.I32, ids.slots()));
  }

  /**
   * The ids that {@link #tensors(String, IdIndex)} put among {@code tensors}.
   *
   * @throws IllegalArgumentException if they are not there
   */
  public static IdIndex ids(String name, Map<String, Tensor> tensors) {
    ByteBuffer[] parts = Stream.of(BYTES, OFFSETS, SLOTS)
        .map(part -> Optional.ofNullable(tensors.get(name + part))
            .orElseThrow(
                () -> new IllegalArgumentException("tensor " + name + part + " is missing"))
            .buffer())
        .toArray(ByteBuffer[]::new);
    return IdIndex.of(parts[0], parts[1], parts[2], false);
  }

  /** The ids that {@link #tensors(String, IdIndex)} put into three tensors. */
  public IdIndex ids(String name) throws ModelFormatException {
    Tensor bytes = tensor(name + BYTES, Tensor.Type.U8);
    Tensor offsets = tensor(name + OFFSETS, Tensor.Type.I32);
    Tensor slots = tensor(name + SLOTS, Tensor.Type.I32);
    try {
      return IdIndex.of(
          bytes.buffer(), offsets.buffer(), slots.buffer(), verification == Verification.FULL);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(file, "ids " + prefix + name, e);
    }
  }

  /** What is wrong with a tensor of this file. */
  public ModelFormatException fault(String tensor, String reason) {
    return new ModelFormatException(file, "tensor " + prefix + tensor, reason);
  }

  /** Whether every four bytes of {@code tensor}, those bits that the mask has, are in [0, bound). */
  private static boolean isBelow(int bound, int mask, Tensor tensor) {
    IntBuffer ints = tensor.buffer().asIntBuffer();
    int length = ints.remaining();
    return length
        == Parallel.first(length, BLOCK, () -> {
          int[] part = new int[Math.min(PART, length)];
          return (from, to) -> {
            for (int at = from; at < to; at += PART) {
              int size = Math.min(PART, to - at);
              ints.get(at, part, 0, size);
              if (!isBelow(bound, mask, part, size)) {
                return at;
              }
            }
            return to;
          };
        });
  }

  /** A loop without branches. */
  private static boolean isBelow(int bound, int mask, int[] ints, int size) {
    int sign = 0; // negative once a value, or its distance to the bound, is
    for (int i = 0; i < size; i++) {
      int value = ints[i] & mask;
      sign |= value | (bound - 1 - value);
    }
    return sign >= 0;
  }

  private static void checkVersion(Path file, Map<String, String> metadata)
      throws ModelFormatException {
    String version = metadata.getOrDefault(FORMAT, "");
    if (!version.matches("[1-9][0-9]{0,8}")) {
      throw new ModelFormatException(file, "header", "is no cartrec model: it has no " + FORMAT);
    }
    if (Integer.parseInt(version) > FORMAT_VERSION) {
      throw new ModelFormatException(
          file,
          "header",
          "has format version "
              + version
              + ", but this library reads versions up to "
              + FORMAT_VERSION
              + "; use the library that wrote it ("
              + metadata.getOrDefault(LIBRARY, "unknown")
              + ") or train again");
    }
  }

  private ModelProvenance readProvenance() throws ModelFormatException {
    JsonNode config = SafeTensors.parse(file, CONFIG, metadata(CONFIG));
    return new ModelProvenance(
        metadata(ALGORITHM),
        SafeTensors.strings(file, CONFIG, config),
        metadata(DATA),
        metadata(LIBRARY));
  }

  private String metadata(String key) throws ModelFormatException {
    String value = contents.metadata().get(key);
    if (value == null) {
      throw new ModelFormatException(file, "header", "has no " + key);
    }
    return value;
  }

  private Popularity readPopularity() throws ModelFormatException {
    int items = tensor(IDS + OFFSETS, Tensor.Type.I32).length() - 1;
    Popularity popularity =
        new Popularity(codes(COUNTS, items, Integer.MAX_VALUE), codes(ORDER, items, items));
    if (verification == Verification.FULL && !popularity.isOrdered()) {
      throw fault(ORDER, "must name each item once, most frequent first, equal ones by code");
    }
    return popularity;
  }
}

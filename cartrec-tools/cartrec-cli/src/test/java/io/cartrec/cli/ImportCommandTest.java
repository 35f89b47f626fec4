package io.cartrec.cli;

import static io.cartrec.cli.Ran.cartrec;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

  @TempDir
  private Path folder;

  private Path weights;
  private Path items;
  private Path out;

  /** A net of width 1, whose state is above 0 after any item: 3 is the likeliest, then 2. */
  @BeforeEach
  void write() throws IOException {
    weights = folder.resolve("net.safetensors");
    items = folder.resolve("items.txt");
    out = folder.resolve("net.cartrec");
    String header = ("{'item_embedding.weight':{'dtype':'F32','shape':[3,1],'data_offsets':[0,12]},"
            + "'gru.weight_ih_l0':{'dtype':'F32','shape':[3,1],'data_offsets':[12,24]},"
            + "'gru.weight_hh_l0':{'dtype':'F32','shape':[3,1],'data_offsets':[24,36]},"
            + "'gru.bias_ih_l0':{'dtype':'F32','shape':[3],'data_offsets':[36,48]},"
            + "'gru.bias_hh_l0':{'dtype':'F32','shape':[3],'data_offsets':[48,60]}}")
        .replace('\'', '"');
    ByteBuffer file = ByteBuffer.allocate(8 + header.length() + 60).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(header.length()).put(header.getBytes(UTF_8));
    for (float number : new float[] {1, 2, 3, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0}) {
      file.putFloat(number);
    }
    Files.write(weights, file.array());
    Files.writeString(items, "milk\nbread\nrice, brown\n");
  }

  private Ran run(String model) {
    return cartrec(
        "import", "--model", model, "--weights", weights, "--items", items, "--out", out);
  }

  @Test
  void servesWhatWasTrainedElsewhere() {
    List<String> lines = run("gru:width=1").done().lines().toList();
    assertThat(lines.get(0)).matches("imported gru@[0-9a-f]{8} of 3 items");
    assertThat(lines.get(1)).startsWith("wrote    " + out);
    assertThat(
            cartrec("recommend", "--model-file", out, "--cart", "milk").done().lines())
        .hasSize(4)
        .anyMatch(line -> line.startsWith("1  rice, brown"))
        .anyMatch(line -> line.startsWith("2  bread"));
    assertThat(cartrec("inspect", "--model-file", out).done())
        .containsPattern("trained on   weights [0-9a-f]{8}");
  }

  @Test
  void takesAnItemsFileWithAByteOrderMark() throws IOException {
    Files.writeString(items, "\uFEFFmilk\r\nbread\r\nrice\r\n");
    run("gru:width=1").done();
    assertThat(cartrec("recommend", "--model-file", out, "--cart", "bread").done())
        .containsPattern("2  milk\\s");
  }

  @Test
  void namesTheLineWithoutAnItem() throws IOException {
    Files.writeString(items, "milk\n\nrice\n");
    assertThat(run("gru:width=1").failed()).contains("items.txt: line 2 has no item id");
  }

  @Test
  void saysWhatDoesNotFit() throws IOException {
    assertThat(run("gru").failed()).contains("item_embedding.weight: must be 3 x 128 but is 3 x 1");
    assertThat(run("item-knn").refused()).contains("--model must be gru or lstm but is item-knn");
    assertThat(run("lstm:width=1,cell=rnn").failed()).contains("cells gru and lstm but not of RNN");
    Files.write(items, new byte[] {(byte) 0xff});
    assertThat(run("gru:width=1").failed()).contains("items.txt: is no text in UTF-8");
    assertThat(out).doesNotExist();
  }
}

package io.cartrec.cli;

import static io.cartrec.cli.Ran.cartrec;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {

  @TempDir
  Path folder;

  private Path events = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void write() throws IOException {
    events = Shop.events(folder);
    out = folder.resolve("shop.cartrec");
  }

  private Ran train(String model, Path file, Object... more) {
    Object[] args = new Object[7 + more.length];
    Object[] fixed = {"train", "--model", model, "--events", file, "--out", out};
    System.arraycopy(fixed, 0, args, 0, fixed.length);
    System.arraycopy(more, 0, args, fixed.length, more.length);
    return cartrec(args);
  }

  @Test
  void writesAModelThatAnswers() throws IOException {
    assertThat(train("item-knn:neighbors=5", events).done())
        .contains("11 rows read")
        .contains("data     11 events, 5 items, 5 sessions, 0 users")
        .containsPattern("trained  item-knn@[0-9a-f]{8} in ")
        .contains("wrote    " + out);
    assertThat(cartrec("inspect", "--model-file", out).done()).contains("neighbors=5");
    assertThat(cartrec("recommend", "--model-file", out, "--cart", "tea", "--limit", 1)
            .done())
        .contains("milk");
  }

  @Test
  void writesTheSameBytesWithAnyNumberOfThreads() throws IOException {
    train("item-knn", events, "--threads", 1).done();
    byte[] alone = Files.readAllBytes(out);
    train("item-knn", events, "--threads", 3).done();
    assertThat(Files.readAllBytes(out)).isEqualTo(alone);
  }

  @Test
  void goesOnFromACheckpoint() throws IOException {
    String model = "gru:epochs=2,width=4,batch=4";
    Path run = folder.resolve("run");
    train(model, events).done();
    byte[] whole = Files.readAllBytes(out);
    train(model, events, "--checkpoint", run).done();
    assertThat(Files.readAllBytes(out)).isEqualTo(whole);
    train(model, events, "--checkpoint", run).done();
    assertThat(Files.readAllBytes(out)).isEqualTo(whole);
    assertThat(train(model + ",rate=0.1", events, "--checkpoint", run).failed())
        .contains("run is the checkpoint of another training: rate was 0.006, not 0.1");
    assertThat(train("popularity", events, "--checkpoint", run).refused())
        .contains("but popularity learns in one go");
    Path same = folder.resolve(".").resolve(out.getFileName());
    assertThat(train(model, events, "--checkpoint", same).refused())
        .contains("--checkpoint and --out must be two files but both are " + out);
  }

  @Test
  void beginsWithAModelAndItsParameters() throws IOException {
    train("gru:epochs=2,width=4,batch=4", events).done();
    Path before = Files.move(out, folder.resolve("before.cartrec"));
    Path fresh = Files.writeString(folder.resolve("fresh.csv"), "session,item\n1,tea\n1,soap\n");
    train("gru:rate=0.01,freeze=layers", fresh, "--from", before).done();
    assertThat(cartrec("inspect", "--model-file", out).done())
        .contains("width=4", "rate=0.01", "epochs=2", "gru@");
    assertThat(cartrec("recommend", "--model-file", out, "--cart", "soap", "--limit", 9)
            .done())
        .contains("butter", "tea");
    Path missing = folder.resolve("missing.csv"); // both are refused before it is read
    assertThat(train("gru:width=5", missing, "--from", before).refused())
        .contains("has width=4, which cannot become 5");
    assertThat(train("gru:freeze=items", missing).refused())
        .contains("freeze is for a training that begins with a model");
    assertThat(train("lstm", fresh, "--from", before).refused())
        .contains("--from must name a model lstm but names one gru");
  }

  @Test
  void comparesTheItemsWithTheEvents() throws IOException {
    Path items =
        Files.writeString(folder.resolve("items.csv"), "item,title\nmilk,Milk\nsoap,Soap\n");
    assertThat(train("popularity", events, "--items", items).done())
        .contains("items    2 described, among them 1 of the 5 in the events");
    assertThat(
            train("popularity", events, "--items", folder.resolve("none.csv")).failed())
        .contains("none.csv: there is no such file");
  }

  @Test
  void handsWhatIsKnownOfItemsAndUsersToTheModel() throws IOException {
    Path items = Files.writeString(folder.resolve("items.csv"), "item,brand\nmilk,Alma\n");
    Path users = Files.writeString(folder.resolve("users.csv"), "user,age\nu1,20\nx,30\n");
    Files.writeString(events, "user,item\nu1,milk\nu2,tea\n");
    assertThat(train("popularity", events, "--items", items, "--users", users).done())
        .contains("users    2 described, among them 1 of the 2 in the events");
    assertThat(cartrec("inspect", "--model-file", out).done())
        .contains(", 1 items known, crc32c ", ", 1 users known, crc32c ");
  }

  @Test
  void cleansStepByStepAndSaysWhatWentOut() {
    assertThat(
            train("popularity", events, "--clean", "min-item=2,max-session=2").done())
        .contains("11 rows read", "cleaned  min-item=2: removed 2 of 11 events")
        .contains("cleaned  max-session=2: removed 3 of 9 events")
        .contains("data     6 events");
    assertThat(train("popularity", events, "--clean", "min-item=100").failed())
        .contains("cleaning leaves no event to train on");
    assertThat(train("popularity", events, "--clean", "soap").refused()).contains("soap", "bots=N");
  }

  @Test
  void readsOtherFormats() throws IOException {
    Files.writeString(events, "a b c\na b\n");
    assertThat(train("co-occurrence", events, "--format", "fimi").done())
        .contains("data     5 events, 3 items, 2 sessions, 0 users");
  }

  @Test
  void countsBadRowsAndShowsTheFirst() throws IOException {
    Files.writeString(events, "session,item,quantity\n1,a,1\n1,b,two\n2,,1\n2,a,-1\n");
    assertThat(train("popularity", events).done())
        .contains("2 rows read, 2 skipped")
        .contains(events + ":3: ", "two")
        .contains(events + ":4: ");
  }

  @Test
  void stopsAtABadRowIfAsked() throws IOException {
    Files.writeString(events, "session,item,quantity\n1,a,1\n1,b,two\n");
    assertThat(train("popularity", events, "--on-error", "fail").failed())
        .contains(events + ":3: ", "two");
    assertThat(out).doesNotExist();
  }

  @Test
  void takesIdsOfAnyText() throws IOException {
    String longId = "x".repeat(10_000);
    Files.writeString(
        events, "session,item\n1,\"a,b\"\n1,\"say \"\"hi\"\"\"\n1,ぱん\n1," + longId + "\n");
    train("co-occurrence", events).done();
    assertThat(cartrec("recommend", "--model-file", out, "--cart", "\"a,b\"", "--json")
            .done())
        .contains("say \\\"hi\\\"", "ぱん", longId);
  }

  @Test
  void refusesFilesWithoutEvents() throws IOException {
    Files.writeString(events, "");
    assertThat(train("popularity", events).failed()).contains(events.toString());
    Files.writeString(events, "session,item\n");
    assertThat(train("popularity", events).failed()).contains("holds no event that can be used");
    Files.writeString(events, "session,product\n1,a\n");
    assertThat(train("popularity", events).failed()).contains("item");
    assertThat(train("popularity", folder.resolve("none.csv")).failed())
        .contains("none.csv: there is no such file");
    assertThat(out).doesNotExist();
  }

  @Test
  void saysThatTimesAreInAWrongUnit() throws IOException {
    Files.writeString(events, "timestamp,session,item\n1700000000000000,1,a\n1700000000,1,b\n");
    assertThat(train("popularity", events).done())
        .contains("1 rows read, 1 skipped")
        .contains(events + ":2: ");
  }

  @Test
  void refusesModelsAndParametersThatDoNotExist() {
    assertThat(train("magic", events).refused()).contains("unknown model 'magic'", "item-knn");
    assertThat(train("item-knn:depth=3", events).refused())
        .contains("unknown parameter 'depth'", "neighbors");
    assertThat(train("item-knn:neighbors=0", events).refused())
        .contains("neighbors must be > 0 but was 0");
    assertThat(train("item-knn:neighbors", events).refused()).contains("NAME:key=value");
    assertThat(train("popularity", events, "--threads", 0).refused()).contains("threads");
    assertThat(train("popularity", events, "--format", "xml").refused()).contains("xml", "csv");
    assertThat(train("popularity", events, "--on-error", "cry").refused()).contains("skip, fail");
  }

  @Test
  void refusesToWriteWhereItCannotBeforeItReads() {
    out = folder.resolve("no/such/folder/shop.cartrec");
    assertThat(train("popularity", events).failed()).contains("its folder does not exist");
    out = folder;
    assertThat(train("popularity", events).failed()).contains("is a folder");
  }

  @Test
  void keepsTheOldModelWhenTrainingFails() throws IOException {
    train("popularity", events).done();
    byte[] before = Files.readAllBytes(out);
    Files.writeString(events, "item\na\n");
    assertThat(train("item-knn", events).failed()).contains("session");
    assertThat(Files.readAllBytes(out)).isEqualTo(before);
  }
}

package io.cartrec.cli;

import static io.cartrec.cli.Ran.cartrec;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {

  @TempDir
  Path folder;

  private static Ran evaluate(String task, Object... more) {
    List<Object> args = new ArrayList<>(List.of("evaluate", "--task", task));
    args.addAll(Arrays.asList(more));
    return cartrec(args.toArray());
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  /** Ten baskets of bread and butter, the last two of them for the test. */
  private Path baskets() throws IOException {
    List<String> lines = new ArrayList<>(List.of("session,item"));
    for (int basket = 0; basket < 10; basket++) {
      lines.add(basket + ",bread");
      lines.add(basket + ",butter");
    }
    return file("events.csv", lines.toArray(String[]::new));
  }

  @Test
  void printsATableAndWritesJsonAndAPage() throws IOException {
    Path json = folder.resolve("e.json");
    Path html = folder.resolve("e.html");
    String out = evaluate(
            "cart-completion",
            "--train",
            baskets(),
            "--model",
            "co-occurrence:measure=lift",
            "--k",
            "1,5",
            "--json",
            json,
            "--html",
            html)
        .done();
    assertThat(out)
        .contains("cart-completion, 2 questions", "popularity", "item-knn", "HR@1 ", "MRR@5")
        .contains("co-occurrence:measure=lift");
    JsonNode root = new ObjectMapper().readTree(json.toFile());
    assertThat(root.path("task").asText()).isEqualTo("cart-completion");
    assertThat(root.at("/data/files/0/role").asText()).isEqualTo("train");
    assertThat(root.at("/results/2/model").asText()).isEqualTo("co-occurrence:measure=lift");
    assertThat(root.at("/results/2/queries").asInt()).isEqualTo(2);
    assertThat(root.at("/results/2/metrics/HR@1").asDouble()).isEqualTo(1);
    assertThat(root.at("/results/2/recommend_micros/p99").isNumber()).isTrue();
    assertThat(html).content().startsWith("<!DOCTYPE html>").contains("co-occurrence");
  }

  @Test
  void handsWhatIsKnownOfItemsAndUsersToTheModels() throws IOException {
    Path train = file("train.csv", "user,item", "u,a", "u,b", "v,a", "v,b", "w,a", "w,b");
    Path items = file("items.csv", "item,brand", "a,Alma", "x,Alma");
    Path users = file("users.csv", "user,age", "u,20", "v,30", "x,40");
    Path json = folder.resolve("e.json");
    evaluate("leave-one-out", "--train", train, "--items", items, "--users", users, "--json", json)
        .done();
    JsonNode data = new ObjectMapper().readTree(json.toFile()).path("data");
    assertThat(data.path("train").asText())
        .contains(", 1 items known, crc32c ", ", 2 users known, crc32c ");
    assertThat(data.at("/files/1/role").asText()).isEqualTo("items");
    assertThat(data.at("/files/2/role").asText()).isEqualTo("users");
  }

  @Test
  void readsEveryPartOfTheData() throws IOException {
    Path train = file("train.csv", "session,item", "1,a", "1,b", "2,a", "2,b", "3,a", "3,c");
    Path test = file("test.csv", "session,item", "4,a", "4,b", "4,x", "5,a", "5,b", "5,c");
    assertThat(evaluate("next-item", "--train", train, "--test", test).done())
        .contains("4 questions");
    assertThat(evaluate(
                "next-item",
                "--train",
                train,
                "--test",
                test,
                "--min-prefix",
                2,
                "--unknown-targets",
                "drop",
                "--repeats",
                "exclude-last")
            .done())
        .contains("1 questions");
  }

  @Test
  void splitsUsersByFolds() throws IOException {
    Path train = file("train.csv", "user,session,item", "u,1,a", "u,2,a", "v,3,b", "\"w,x\",4,b");
    Path test = file("test.csv", "user,session,item", "u,5,a", "v,6,b", "\"w,x\",7,a");
    Path fold = file("fold.csv", "user,split", "u,test", "v,train", "\"w,x\",test");
    assertThat(evaluate("next-basket", "--train", train, "--test", test, "--folds", fold)
            .done())
        .contains("2 questions");
    file("fold.csv", "user,split", "u,testing");
    assertThat(evaluate("next-basket", "--train", train, "--test", test, "--folds", fold)
            .failed())
        .endsWith("fold.csv:2: split must be train, valid or test but is 'testing'");
    file("fold.csv", "user,split", "u,test,1");
    assertThat(evaluate("next-basket", "--train", train, "--test", test, "--folds", fold)
            .failed())
        .endsWith("fold.csv:2: must be a user and a split but is 'u,test,1'");
    file("fold.csv", "user,split", "u,test", "u,train");
    assertThat(evaluate("next-basket", "--train", train, "--test", test, "--folds", fold)
            .failed())
        .contains("fold.csv:3: names user u again");
    file("fold.csv", "user,split", "\"u,test");
    assertThat(evaluate("next-basket", "--train", train, "--test", test, "--folds", fold)
            .failed())
        .contains("fold.csv:2: ", "is not closed");
    file("fold.csv", "u,test");
    assertThat(evaluate("next-basket", "--train", train, "--test", test, "--folds", fold)
            .failed())
        .contains("fold.csv:1: must read 'user,split'");
  }

  @Test
  void filtersRowsAndKeysBaskets() throws IOException {
    List<String> lines = new ArrayList<>(List.of("timestamp,session,item,quantity"));
    for (int basket = 0; basket < 10; basket++) {
      int time = 1_600_000_000 + 60 * basket;
      lines.add(time + ",all,bread,1");
      lines.add(time + ",all,butter,1");
      lines.add(time + ",all,return,-1");
    }
    Path events = file("events.csv", lines.toArray(String[]::new));
    assertThat(evaluate(
                "cart-completion",
                "--train",
                events,
                "--order",
                "time",
                "--basket-key",
                "timestamp+session",
                "--where",
                "quantity>0",
                "--max-basket",
                2)
            .done())
        .contains("2 questions");
  }

  @Test
  void warnsOfRowsItSkipped() throws IOException {
    Path train = file("train.csv", "session,item", "1,a", "1,b", "2,a", "2,", "3,b", "3,a");
    Path test = file("test.csv", "session,item", "4,a", "4,b");
    Ran ran = evaluate("next-item", "--train", train, "--test", test);
    ran.done();
    assertThat(ran.err()).startsWith("cartrec: warning: ").contains("1 skipped", "train.csv:5: ");
  }

  @Test
  void refusesOptionsThatMakeNoSense() throws IOException {
    Path train = baskets();
    assertThat(evaluate("guess", "--train", train).refused()).contains("'guess'", "next-item");
    assertThat(evaluate("top-n").refused()).contains("--train");
    assertThat(evaluate("top-n", "--train", train, "--k", "ten").refused()).contains("--k");
    assertThat(evaluate("top-n", "--train", train, "--k", "0").refused()).contains("k must be");
    assertThat(evaluate("top-n", "--train", train, "--order", "size").refused())
        .contains("--order must be one of file, time but was 'size'");
    assertThat(evaluate("top-n", "--train", train, "--where", "weight>3").refused())
        .contains("weight");
    assertThat(evaluate("top-n", "--train", train, "--basket-key", "user").refused())
        .contains("timestamp+session");
    assertThat(evaluate("top-n", "--train", train, "--model", "magic").refused())
        .contains("unknown model 'magic'");
    assertThat(evaluate("top-n", "--train", train, "--min-rating", "x").refused())
        .contains("--min-rating");
  }

  @Test
  void failsWhenDataAndTaskDoNotFit() throws IOException {
    assertThat(evaluate("rating", "--train", baskets()).failed()).startsWith("cartrec: ");
    assertThat(evaluate("top-n", "--train", folder.resolve("none.csv")).failed())
        .endsWith("none.csv: there is no such file");
    Path shared = file("a.csv", "session,item", "1,a", "1,b");
    assertThat(evaluate("next-item", "--train", shared, "--test", shared).failed())
        .contains("session");
  }

  @Test
  void refusesEventsThatNameNeitherSessionNorUser() throws IOException {
    Path bare = file("bare.csv", "item", "bread", "butter");
    assertThat(evaluate("cart-completion", "--train", bare).failed())
        .isEqualTo(
            "cartrec: cart-completion needs events that name a session or a user, and none of the 2 events of the train part does");
  }

  @Test
  void looksAtOutputFilesBeforeItWorks() throws IOException {
    assertThat(
            evaluate("cart-completion", "--train", baskets(), "--json", folder.resolve("no/e.json"))
                .failed())
        .contains("its folder does not exist");
  }
}

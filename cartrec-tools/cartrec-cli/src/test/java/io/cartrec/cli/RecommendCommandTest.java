package io.cartrec.cli;

import static io.cartrec.cli.Ran.cartrec;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecommendCommandTest {

  @TempDir
  Path folder;

  private Path model = Path.of("");

  @BeforeEach
  void train() throws IOException {
    model = Shop.model(folder, "co-occurrence");
  }

  private Ran recommend(Object... more) {
    Object[] args = new Object[3 + more.length];
    args[0] = "recommend";
    args[1] = "--model-file";
    args[2] = model;
    System.arraycopy(more, 0, args, 3, more.length);
    return cartrec(args);
  }

  @Test
  void printsRankItemAndScore() {
    assertThat(recommend("--cart", "bread", "--limit", 2).done().lines())
        .containsExactly("   item     score", "1  butter  0.7500", "2  milk    0.2500");
  }

  @Test
  void explains() {
    assertThat(
            recommend("--cart", "bread,tea", "--limit", 1, "--explain").done().lines())
        .last()
        .isEqualTo("1  milk  1.250  because of tea (80 %), bread (20 %)");
  }

  @Test
  void saysWhyAnAnswerIsFilled() {
    assertThat(recommend("--cart", "sugar").done())
        .contains("1  bread         -")
        .contains(
            "Note: the model has nothing to say about this request; these are popular items.");
  }

  @Test
  void answersAnEmptyCart() {
    assertThat(recommend("--cart", "").done()).contains("1  bread");
  }

  @Test
  void printsEverythingAsJson() throws IOException {
    String out =
        recommend("--cart", "\"jam, red\"", "--limit", 2, "--explain", "--json").done();
    JsonNode answer = new ObjectMapper().readTree(out);
    assertThat(answer.path("model").asText()).startsWith("co-occurrence@");
    assertThat(answer.path("scored").asInt()).isEqualTo(1);
    assertThat(answer.path("note").asText()).contains("popular ones fill the list up");
    assertThat(answer.at("/items/0/item").asText()).isEqualTo("bread");
    assertThat(answer.at("/items/0/rank").asInt()).isEqualTo(1);
    assertThat(answer.at("/items/0/score").asDouble()).isEqualTo(1);
    assertThat(answer.at("/items/0/reasons/0/item").asText()).isEqualTo("jam, red");
    assertThat(answer.at("/items/1/popular").asBoolean()).isTrue();
  }

  @Test
  void showsTitles() throws IOException {
    Path items = Files.writeString(
        folder.resolve("items.csv"), "item,title\nmilk,Whole milk\ntea,Black tea\nbread\n");
    Ran ran = recommend("--cart", "tea", "--limit", 1, "--explain", "--items", items);
    assertThat(ran.done().lines())
        .containsExactly(
            "   item  title        score  reason",
            "1  milk  Whole milk  1.0000  because of Black tea (100 %)");
    assertThat(ran.err()).startsWith("cartrec: warning: ").contains("1 skipped", items + ":4: ");
    assertThat(recommend("--cart", "tea", "--json", "--items", items).done())
        .contains("\"title\" : \"Whole milk\"");
  }

  @Test
  void takesAttributesOfTheUserFromAFile() throws IOException {
    Path events = Files.writeString(
        folder.resolve("regions.csv"),
        "user,item\nu1,tea\nu1,oil\nu2,tea\nu2,oil\nu3,tea\nu3,butter\nu4,tea\nu4,butter\n");
    Path users = Files.writeString(
        folder.resolve("users.csv"),
        "user,region\nu1,south\nu2,south\nu3,north\nu4,north\nann,north\nbob,south\n");
    model = folder.resolve("regions.cartrec");
    String setting = "autoencoder:attributes=true,width=4,batch=4,epochs=200,rate=0.02,negatives=0";
    cartrec("train", "--model", setting, "--events", events, "--users", users, "--out", model)
        .done();
    assertThat(recommend("--cart", "tea", "--user", "ann", "--users", users, "--limit", 1)
            .done())
        .contains("butter");
    assertThat(recommend("--cart", "tea", "--user", "bob", "--users", users, "--limit", 1)
            .done())
        .contains("oil");
    assertThat(recommend("--cart", "tea", "--users", users).refused())
        .contains("--users needs --user, to know whose it is");
  }

  @Test
  void obeysTheRepeatPolicy() {
    assertThat(recommend("--cart", "bread,butter", "--repeats", "allow").done())
        .contains("butter", "bread");
    assertThat(recommend("--cart", "bread,butter", "--repeats", "exclude-last").done())
        .contains("bread")
        .doesNotContain("butter");
    assertThat(recommend("--cart", "bread", "--repeats", "never").refused())
        .contains("exclude-cart, exclude-owned, only-owned, exclude-last, allow but was 'never'");
  }

  @Test
  void answersWhatToBuyAgain() throws IOException {
    Path history = Files.writeString(
        folder.resolve("history.csv"), "user,session,item\nann,1,milk\nann,2,tea\nbob,3,bread\n");
    Object[] again = {"--cart", "tea", "--repeats", "only-owned", "--history", history};
    assertThat(recommend(with(again, "--user", "ann")).done())
        .contains("milk")
        .doesNotContain("tea", "bread");
    assertThat(recommend(with(again, "--user", "eve")).done()).doesNotContain("milk", "bread");
    assertThat(recommend(again).refused()).contains("--history needs --user");
  }

  private static Object[] with(Object[] args, Object... more) {
    return Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray();
  }

  @Test
  void answersNothingForLimitZeroAndEverythingForAHugeOne() {
    assertThat(recommend("--cart", "bread", "--limit", 0).done())
        .isEqualTo("Note: the request asks for 0 items." + System.lineSeparator());
    assertThat(recommend("--cart", "bread", "--limit", 1_000_000_000).done().lines())
        .hasSize(1 + 4 + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "ten", "99999999999", ""})
  void refusesOtherLimits(String limit) {
    assertThat(recommend("--cart", "bread", "--limit", limit).refused()).contains("--limit");
  }

  @Test
  void takesACartOfTenThousandLines() {
    String cart = String.join(
        ",",
        Collections.nCopies(5000, List.of("bread", "tea")).stream()
            .flatMap(List::stream)
            .toList());
    assertThat(recommend("--cart", cart, "--limit", 1, "--explain").done()).contains("milk");
  }

  @Test
  void takesIdsOfAnyText() {
    assertThat(recommend("--cart", "x".repeat(10_000) + ",ぱん,@tea,\"a\"\"b\"").done())
        .contains("bread");
    assertThat(recommend("--cart", "a,,b").refused()).contains("ids must not be empty");
  }

  @Test
  void takesAUserItDoesNotKnow() {
    assertThat(recommend("--cart", "tea", "--user", "nobody", "--limit", 1).done())
        .contains("milk");
  }

  @Test
  void saysWhatIsWrongWithAModelFile() throws IOException {
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length - 1] ^= 1;
    Files.write(model, bytes);
    assertThat(recommend("--cart", "bread").failed()).contains(model + ": tensor", "is damaged");
    Files.writeString(model, "item,score\nbread,1\n");
    assertThat(recommend("--cart", "bread").failed()).contains("is no cartrec model");
    Files.delete(model);
    assertThat(recommend("--cart", "bread").failed()).endsWith("there is no such file");
  }

  @Test
  void wantsAModelAndACart() {
    assertThat(cartrec("recommend", "--cart", "a").refused()).contains("--model-file");
    assertThat(cartrec("recommend", "--model-file", "a").refused()).contains("--cart");
  }

  @Test
  void saysHowProbableCandidatesAre() throws IOException {
    model = Shop.model(folder, "gru", Map.of("head", "binary", "width", "8"));
    String json =
        recommend("--cart", "bread", "--candidates", "butter,caviar", "--json").done();
    JsonNode answer = new ObjectMapper().readTree(json);
    assertThat(answer.get("model").asText()).startsWith("gru@");
    JsonNode candidates = answer.get("candidates");
    assertThat(candidates.size()).isEqualTo(2);
    assertThat(candidates.get(0).get("item").asText()).isEqualTo("butter");
    assertThat(candidates.get(0).get("probability").asDouble()).isStrictlyBetween(0.0, 1.0);
    assertThat(candidates.get(1).get("probability").isNull()).isTrue();
    assertThat(
            recommend("--cart", "bread", "--candidates", "butter,caviar").done().lines())
        .satisfiesExactly(
            head -> assertThat(head).matches("item\\s+probability"),
            butter -> assertThat(butter).matches("butter\\s+0\\.\\d{6}"),
            caviar -> assertThat(caviar).matches("caviar\\s+-"));
  }

  @Test
  void refusesCandidatesOfAModelThatKnowsNoProbabilities() {
    assertThat(
            recommend("--cart", "bread", "--candidates", "butter", "--explain").refused())
        .contains("--explain means nothing beside --candidates");
    assertThat(recommend("--cart", "bread", "--candidates", "butter").refused())
        .contains("--candidates needs a model that knows how probable items are")
        .contains("but co-occurrence@");
  }
}

package io.cartrec.cli;

import static io.cartrec.cli.Ran.cartrec;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

  @TempDir
  Path folder;

  @Test
  void showsItAllOnEventsOfOnesOwn() throws IOException {
    List<String> lines = new ArrayList<>(List.of("session,item"));
    for (int basket = 0; basket < 50; basket++) {
      lines.add(basket + ",bread");
      lines.add(basket + ",butter");
      lines.add(basket + (basket % 2 == 0 ? ",<tea>" : ",milk"));
    }
    Path events = Files.write(folder.resolve("events.csv"), lines);
    Path html = folder.resolve("report.html");
    assertThat(cartrec("demo", "--events", events, "--html", html).done())
        .contains("Your events: 50 baskets, 4 items, 150 events.")
        .contains("because of ")
        .containsPattern("Taken out was \\S+, number \\d here.")
        .containsPattern("popularity +1\\.0000 +1\\.0000 +1\\.0000 +- ")
        .contains("item-knn", "co-occurrence", "p50", "p99")
        .contains("Report: " + html.toUri());
    assertThat(html)
        .content()
        .contains("What to show next", "How good is that?", "How fast is it?", "&lt;tea&gt;")
        .doesNotContain("<tea>", "http://", "https://");
  }

  @Test
  void saysWhatIsWrongWithItsFiles() throws IOException {
    Path html = folder.resolve("none/report.html");
    assertThat(cartrec("demo", "--events", Shop.events(folder), "--html", html).failed())
        .contains("its folder does not exist");
    assertThat(cartrec("demo", "--events", "none.csv", "--html", folder.resolve("r.html"))
            .failed())
        .contains("none.csv: there is no such file");
  }
}

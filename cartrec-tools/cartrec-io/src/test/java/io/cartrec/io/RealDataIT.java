package io.cartrec.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartrec.data.Catalog;
import io.cartrec.data.Dataset;
import io.cartrec.testkit.SharedData;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Counts that the documentation of the data states. */
class RealDataIT {

  private final ReadReport report = new ReadReport();

  @Test
  void readsTheOnlineShopRawAndAsBaskets() throws IOException {
    var files = List.of(SharedData.assumePresent("online_retail/events.csv.gz"));
    Dataset raw = EventReader.csv().dataset(files, report);
    assertThat(report).hasToString("541909 rows read");
    assertThat(raw.users().size()).isEqualTo(4_372);
    assertThat(raw.sessionIds().size()).isEqualTo(25_900);
    assertThat(raw.items().size()).isEqualTo(4_070);

    Dataset baskets = EventReader.csv()
        .where(RowFilter.parse("quantity>0,price>0"))
        .basketKey(BasketKey.TIMESTAMP_AND_SESSION)
        .dataset(files, new ReadReport());
    assertThat(baskets.sessionIds().size()).isEqualTo(20_002);
    assertThat(baskets.items().size()).isEqualTo(3_922);
  }

  @Test
  void readsEveryRowOfOtherSets() throws IOException {
    Map<String, Integer> rows = Map.of(
        "fimi_retail/events", 908_576,
        "groceries/events", 43_367,
        "yoochoose100k/train", 70_278,
        "sslrec_retail_rocket/events", 97_381,
        "ml100k/events", 100_000,
        "bundlerec_clothing/events", 6_793);
    for (Map.Entry<String, Integer> set : rows.entrySet()) {
      var file = SharedData.assumePresent(set.getKey() + ".csv.gz");
      Dataset data = EventReader.csv().dataset(List.of(file), report);
      assertThat(data.rows()).as(set.getKey()).isEqualTo(set.getValue());
    }
    assertThat(report.skipped()).isZero();
  }

  @Test
  void readsCategoriesOfItems() throws IOException {
    Catalog films =
        ItemReader.csv().read(List.of(SharedData.assumePresent("ml100k/items.csv.gz")), report);
    assertThat(films.size()).isEqualTo(1_682);
    assertThat(films.find("1").orElseThrow().categories())
        .contains(List.of("Animation"), List.of("Comedy"));
  }
}

package io.cartrec.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cartrec.benchmarks.peer.Shop;
import io.cartrec.testkit.ZipfShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopsTest {

  @TempDir
  private Path folder;

  @Test
  void learnsFourFifthsOfRealBasketsAndAsksTheRest() throws IOException {
    Path events = Files.writeString(folder.resolve("events.csv"), """
        session,item,quantity
        1,f,-1
        1,a,1
        1,b,1
        2,c,1
        3,b,1
        3,d,1
        4,a,1
        5,c,1
        6,a,1
        6,b,1
        7,d,1
        8,a,1
        9,b,1
        9,a,1
        9,new,1
        9,c,1
        10,new,1
        10,b,1
        10,a,1
        """);
    Shops.main(new String[] {folder.resolve("shop").toString(), events.toString(), "quantity>0"});
    Shop shop = Shop.read(folder.resolve("shop"));
    // a 0, b 1, c 2, d 3
    assertThat(shop.baskets())
        .isDeepEqualTo(new int[][] {{0, 1}, {2}, {1, 3}, {0}, {2}, {0, 1}, {3}, {0}});
    assertThat(shop.items()).isEqualTo(4);
    // of 9 the first is hidden, of 10 the second
    assertThat(shop.hidden()).containsExactly(1, 1);
    assertThat(shop.carts()).isDeepEqualTo(new int[][] {{0, 2}, {0}});
  }

  @Test
  void givesWhatNobodyBoughtBeforeANumberOfItsOwn() throws IOException {
    Path events = Files.writeString(folder.resolve("events.csv"), """
        session,item
        1,a
        2,b
        3,a
        4,b
        5,new
        5,a
        """);
    Shops.main(new String[] {folder.resolve("shop").toString(), events.toString()});
    Shop shop = Shop.read(folder.resolve("shop"));
    assertThat(shop.items()).isEqualTo(2);
    assertThat(shop.hidden()).containsExactly(2);
  }

  @Test
  void learnsEveryCartOfTheGenerator() {
    Shop shop = Shops.generated(new ZipfShop(50, 300, 7));
    assertThat(shop.baskets()).hasNumberOfRows(300);
    assertThat(shop.items()).isEqualTo(50);
    assertThat(Arrays.stream(shop.carts()).mapToInt(cart -> cart.length)).allMatch(n -> n > 0);
    int[] hidden = shop.hidden();
    assertThat(IntStream.range(0, hidden.length))
        .allMatch(t -> Arrays.stream(shop.carts()[t]).noneMatch(item -> item == hidden[t]));
  }

  @Test
  void saysWhatArgumentsItWants() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shops.main(new String[] {"folder"}))
        .withMessageContaining("FOLDER SIZE or FOLDER EVENTS");
  }
}

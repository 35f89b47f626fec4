package io.cartrec.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopTest {

  @TempDir
  private Path folder;

  @Test
  void readsWhatItWrote() throws IOException {
    int[][] baskets = {{0, 10, 2}, {1}, {2, 123}};
    new Shop(baskets, new int[][] {{7, 0}, {2, 123, 1}}).write(folder.resolve("new"));
    Shop shop = Shop.read(folder.resolve("new"));
    assertThat(shop.baskets()).isDeepEqualTo(baskets);
    assertThat(shop.items()).isEqualTo(124);
    assertThat(shop.hidden()).containsExactly(7, 2);
    assertThat(shop.carts()).isDeepEqualTo(new int[][] {{0}, {123, 1}});
  }

  @Test
  void saysHowToMakeAMissingShop() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shop.read(folder))
        .withMessageContaining("io.cartrec.benchmarks.Shops");
  }

  @Test
  void refusesWhatIsNoNumber() throws IOException {
    Files.writeString(folder.resolve("baskets.txt"), "1 2\n-3\n");
    Files.writeString(folder.resolve("carts.txt"), "1 2\n");
    assertThatIOException()
        .isThrownBy(() -> Shop.read(folder))
        .withMessageContaining("baskets.txt must hold digits");
  }
}

package io.cartrec.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartrec.ItemFeatures;
import io.cartrec.data.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemReaderTest {

  @TempDir
  Path folder;

  private final ReadReport report = new ReadReport();
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("items.csv");
  }

  @Test
  void readsEveryColumn() throws IOException {
    Catalog catalog = read("""
        item,title,category,brand,price,tags,stock,attributes,colour
        1,"Milk, fresh",Food > Dairy>Milk|Breakfast,Alma,1.19,bio | local,12,7|9,white
        """);
    assertThat(catalog.find("1"))
        .contains(ItemFeatures.of("1")
            .titled("Milk, fresh")
            .inCategories(List.of(List.of("Food", "Dairy", "Milk"), List.of("Breakfast")))
            .branded("Alma")
            .priced(1.19)
            .tagged(Set.of("bio", "local", "7", "9"))
            .stocked(12));
  }

  @Test
  void takesEmptyCellsForUnknown() throws IOException {
    assertThat(read("title,item,category,price,stock\n,1,,,\n").find("1"))
        .contains(ItemFeatures.of("1"));
  }

  @Test
  void keepsTheLaterOfTwoRows() throws IOException {
    Catalog catalog = read("item,title\n1,old\n2,two\n1,new\n");
    assertThat(catalog.size()).isEqualTo(2);
    assertThat(catalog.find("1").orElseThrow().title()).contains("new");
    assertThat(report.read()).isEqualTo(3);
  }

  @Test
  void readsVectorsByName() throws IOException {
    Catalog catalog =
        read("item,vector.Text,VECTOR.image\n1,0.5 -2  1e-3,3\n2,,4\n3,1 x,\n4,1e300,\n");
    assertThat(catalog.find("1").orElseThrow().vectors())
        .containsOnlyKeys("Text", "image")
        .containsEntry("Text", new float[] {0.5f, -2, 1e-3f})
        .containsEntry("image", new float[] {3});
    assertThat(catalog.find("2").orElseThrow().vectors()).containsOnlyKeys("image");
    assertThat(report.problems())
        .containsExactly(
            file + ":4: vector.Text is not a finite number: 'x'",
            file + ":5: vector.Text is not a number of single precision: '1e300'");
  }

  @Test
  void skipsBadRowsAndSaysWhy() throws IOException {
    read("item,price,stock\n,1,1\n1,dear,1\n2,1,1.5\n3,1\n4,1,1,1\n\"5\"x,1,1\n6,1,1\n");
    assertThat(report.problems())
        .containsExactly(
            file + ":2: item is blank",
            file + ":3: price is not a finite number: 'dear'",
            file + ":4: stock is not a whole number: '1.5'",
            file + ":5: row has too few cells: '2 instead of 3'",
            file + ":6: row has too many cells: '4 instead of 3'",
            file + ":7: text follows a closing quote");
    assertThat(report.read()).isOne();
  }

  @Test
  void skipsWhatIsNotUtf8() throws IOException {
    Files.write(file, "item,title\n1,caf\u00e9\n".getBytes(ISO_8859_1));
    assertThat(ItemReader.csv().read(List.of(file), report).size()).isZero();
    assertThat(report.problems()).containsExactly(file + ":2: title is not valid UTF-8");
  }

  @Test
  void stopsAtTheFirstBadRowWhenTold() throws IOException {
    Files.writeString(file, "item,price\n1,x\n");
    ItemReader strict = ItemReader.csv().onError(OnError.FAIL);
    assertThatThrownBy(() -> strict.read(List.of(file), report))
        .isInstanceOf(EventFormatException.class)
        .hasMessage(file + ":2: price is not a finite number: 'x'");
  }

  @Test
  void asksForAnItemColumn() {
    assertThatThrownBy(() -> read("sku,title\n1,a\n"))
        .isInstanceOf(EventFormatException.class)
        .hasMessage(file + ": header lacks the column item; it has 'sku,title'");
  }

  private Catalog read(String text) throws IOException {
    Files.writeString(file, text);
    return ItemReader.csv().read(List.of(file), report);
  }
}

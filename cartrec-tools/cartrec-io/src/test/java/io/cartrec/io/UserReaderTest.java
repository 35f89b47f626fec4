package io.cartrec.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartrec.UserProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserReaderTest {

  @TempDir
  Path folder;

  private final ReadReport report = new ReadReport();
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("users.csv");
  }

  @Test
  void takesEveryOtherColumnForAnAttribute() throws IOException {
    assertThat(read("age,User,Region\n20-29,ann,\"north, west\"\n,bob,south\n30-39,eve,\n"))
        .containsExactly(
            UserProfile.of("ann").with("age", "20-29").with("Region", "north, west"),
            UserProfile.of("bob").with("Region", "south"),
            UserProfile.of("eve").with("age", "30-39"));
    assertThat(report.read()).isEqualTo(3);
  }

  @Test
  void skipsBadRowsAndSaysWhy() throws IOException {
    assertThat(read("user,age\n,1\nann\nbob,\n")).containsExactly(UserProfile.of("bob"));
    assertThat(report.problems())
        .containsExactly(
            file + ":2: user is blank", file + ":3: row has too few cells: '1 instead of 2'");
  }

  @Test
  void stopsAtTheFirstBadRowWhenTold() throws IOException {
    Files.writeString(file, "user,age\n ,1\n");
    UserReader strict = UserReader.csv().onError(OnError.FAIL);
    assertThatThrownBy(() -> strict.read(List.of(file), report))
        .isInstanceOf(EventFormatException.class)
        .hasMessage(file + ":2: user is blank");
  }

  @Test
  void asksForAUserColumn() {
    assertThatThrownBy(() -> read("id,age\n1,2\n"))
        .isInstanceOf(EventFormatException.class)
        .hasMessage(file + ": header lacks the column user; it has 'id,age'");
  }

  @Test
  void refusesAColumnThatIsThereTwice() {
    assertThatThrownBy(() -> read("user,age,age\nann,1,2\n"))
        .isInstanceOf(EventFormatException.class)
        .hasMessage(file + ":1: header names the column age twice");
  }

  @Test
  void leavesOutColumnsWithoutAName() throws IOException {
    assertThat(read(",user,age,\n0,ann,20,x\n"))
        .containsExactly(UserProfile.of("ann").with("age", "20"));
  }

  private List<UserProfile> read(String text) throws IOException {
    Files.writeString(file, text);
    return UserReader.csv().read(List.of(file), report);
  }
}

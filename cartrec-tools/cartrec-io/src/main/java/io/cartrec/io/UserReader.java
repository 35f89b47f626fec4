package io.cartrec.io;

import io.cartrec.UserProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads users files: CSV with a header and the column {@code user}; every other column is an attribute
 * by that name, and an empty cell is one the user does not have. Immutable and thread-safe.
 *
 * @param onError what to do with a row that cannot be used
 */
public record UserReader(OnError onError) {

  public UserReader {
    Objects.requireNonNull(onError, "onError");
  }

  /** A reader that skips bad rows. */
  public static UserReader csv() {
    return new UserReader(OnError.SKIP);
  }

  /** This reader, with another treatment of bad rows. */
  public UserReader onError(OnError onError) {
    return new UserReader(onError);
  }

  /**
   * The users of {@code files}, one for each row, with attributes and without histories.
   *
   * @throws EventFormatException if a file cannot be read, or at a bad row under {@link OnError#FAIL}
   */
  public List<UserProfile> read(List<Path> files, ReadReport report) throws IOException {
    List<UserProfile> users = new ArrayList<>();
    new Sheet("user", onError)
        .read(
            files,
            report,
            row -> users.add(new UserProfile.Shopper(row.id(), List.of(), row.cells())));
    return users;
  }
}

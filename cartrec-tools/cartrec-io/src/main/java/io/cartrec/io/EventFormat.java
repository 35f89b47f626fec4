package io.cartrec.io;

import java.nio.file.Path;

/** The layouts of event logs that {@link EventReader} knows. */
public enum EventFormat {
  /**
   * Rows under a header line, with the columns {@code timestamp,user,session,item,event,quantity,price,
   * rating} in any order. Only {@code item} is required; columns of other names are left out.
   */
  CSV;

  /** What reads {@code file}. */
  Parser parser(Path file) {
    return switch (this) {
      case CSV -> Layout.neutral();
    };
  }
}

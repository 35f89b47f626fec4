package io.cartrec.model;

import java.io.IOException;
import java.nio.file.Path;

/** A file is not a model that this library can read; the message names file, section and reason. */
public final class ModelFormatException extends IOException {

  private static final long serialVersionUID = 1;

  public ModelFormatException(Path file, String section, String reason) {
    super(file + ": " + section + ": " + reason);
  }

  public ModelFormatException(Path file, String section, Exception cause) {
    super(file + ": " + section + ": " + cause.getMessage(), cause);
  }
}

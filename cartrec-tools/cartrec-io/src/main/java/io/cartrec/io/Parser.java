package io.cartrec.io;

import java.io.IOException;
import java.nio.file.Path;

/** Reads one file of a format, row by row. */
interface Parser {

  void parse(Path file, Intake intake) throws IOException;
}

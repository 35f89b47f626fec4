package io.cartrec.io;

import java.io.IOException;
import java.nio.file.Path;

/** Reads files of a format, row by row. Made anew for each reading. */
interface Parser {

  void parse(Path file, Intake intake) throws IOException;
}

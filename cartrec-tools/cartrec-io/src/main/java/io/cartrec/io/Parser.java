package io.cartrec.io;

import java.io.IOException;

/** Reads files of a format, row by row. Made anew for each reading. */
interface Parser {

  void parse(Lines lines, Intake intake) throws IOException;
}

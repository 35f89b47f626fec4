/** Readers of event logs and item lists, and cleaning. */
module io.cartrec.io {
  requires transitive io.cartrec.core;
  requires transitive java.sql;
  requires com.fasterxml.jackson.core;
  requires static org.jspecify;

  exports io.cartrec.io;
}

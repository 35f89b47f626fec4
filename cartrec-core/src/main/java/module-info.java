/** The recommender API, data, model file and serving path. */
module io.cartrec.core {
  requires transitive static org.jspecify;
  requires com.google.common;
  requires com.fasterxml.jackson.databind;

  exports io.cartrec;
  exports io.cartrec.data;
  exports io.cartrec.model;
  exports io.cartrec.spi;
  exports io.cartrec.recommend;
  exports io.cartrec.internal to
      io.cartrec.neighbors,
      io.cartrec.leastsquares,
      io.cartrec.neural,
      io.cartrec.io,
      io.cartrec.eval,
      io.cartrec.testkit;

  uses io.cartrec.spi.ModelProvider;
}

/** Popularity, co-occurrence and nearest-neighbour recommenders. */
module io.cartrec.neighbors {
  requires transitive io.cartrec.core;
  requires static org.jspecify;

  exports io.cartrec.neighbors;
  exports io.cartrec.neighbors.nextbasket;
  exports io.cartrec.neighbors.session;

  provides io.cartrec.spi.ModelProvider with
      io.cartrec.neighbors.PopularityProvider,
      io.cartrec.neighbors.CoOccurrenceProvider,
      io.cartrec.neighbors.ItemKnnProvider,
      io.cartrec.neighbors.nextbasket.GpTopProvider,
      io.cartrec.neighbors.nextbasket.TifuKnnProvider,
      io.cartrec.neighbors.nextbasket.UpCfProvider,
      io.cartrec.neighbors.session.SessionKnnProvider,
      io.cartrec.neighbors.UserKnnProvider,
      io.cartrec.neighbors.Rp3BetaProvider,
      io.cartrec.neighbors.SwingProvider;
}

/** Neural recommenders, and the kernels that train them. */
module io.cartrec.neural {
  requires transitive io.cartrec.core;
  requires static org.jspecify;
  requires static jdk.incubator.vector;

  exports io.cartrec.neural;
  exports io.cartrec.neural.kernel to
      io.cartrec.cuda,
      io.cartrec.nd4j;

  uses io.cartrec.neural.kernel.Backend;

  provides io.cartrec.spi.ModelProvider with
      io.cartrec.neural.AttentionProvider,
      io.cartrec.neural.AutoencoderProvider,
      io.cartrec.neural.CnnProvider,
      io.cartrec.neural.GruProvider,
      io.cartrec.neural.LstmProvider,
      io.cartrec.neural.WideDeepProvider;
}

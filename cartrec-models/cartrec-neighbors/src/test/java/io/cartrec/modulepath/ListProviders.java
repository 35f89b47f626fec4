package io.cartrec.modulepath;

import io.cartrec.spi.ModelProvider;
import io.cartrec.spi.ModelProviders;

/** A program outside every module: prints the providers it finds, and the modules they come from. */
public final class ListProviders {

  private ListProviders() {}

  public static void main(String[] args) {
    for (ModelProvider<?> provider : ModelProviders.installed().all()) {
      System.out.println(provider.name() + " of " + provider.getClass().getModule());
    }
  }
}

package io.cartrec.neural.kernel;

import java.util.List;
import java.util.Optional;

/**
 * Something that can compute: {@link TensorKernels} and what it takes to have them. A module with kernels
 * of its own has one, which {@link java.util.ServiceLoader} finds; it has a public constructor without
 * arguments. Immutable and thread-safe.
 */
public interface Backend {

  /**
   * What was found when this looked around.
   *
   * @param facts what there is, a line each
   * @param obstacle why it cannot be used, in a sentence; empty when it can
   */
  record Finding(List<String> facts, Optional<String> obstacle) {
    public Finding {
      facts = List.copyOf(facts);
    }

    /** It can be used. */
    public static Finding usable(List<String> facts) {
      return new Finding(facts, Optional.empty());
    }

    /** It cannot be used, for {@code reason}. */
    public static Finding unusable(List<String> facts, String reason) {
      return new Finding(facts, Optional.of(reason));
    }
  }

  /** Its name, such as {@code cuda}. */
  String name();

  /** Looks around. Never throws. */
  Finding find();

  /**
   * Opens it, for the calling thread alone, which closes it.
   *
   * @param threads how many of the processor's threads may work
   * @throws IllegalStateException if there is an {@linkplain Finding#obstacle obstacle}
   */
  TensorKernels open(int threads);
}

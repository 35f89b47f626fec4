package io.cartrec.cuda;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Many launches that come again with the same arguments, as one: the second time they are taken down as a
 * CUDA graph, and from then on that is launched. Those of a recurrence come again only where as many
 * sequences are active at each step as before: with every full batch of sequences of one length, hardly
 * ever with mixed lengths, where each is launched by itself. Not thread-safe.
 */
final class Graphs implements AutoCloseable {

  private static final int MOST = 64;

  private final Gpu device;
  private final Set<Object> seen = new HashSet<>();
  private final Map<Object, Long> graphs = new LinkedHashMap<>(MOST, 0.75f, true);

  Graphs(Gpu device) {
    this.device = device;
  }

  /**
   * Does what {@code launches} does, which are kernels with the same arguments whenever {@code key} is the
   * same, and nothing else.
   */
  void run(Object key, Runnable launches) {
    Optional<Long> graph = Optional.ofNullable(graphs.get(key));
    if (graph.isEmpty() && !seen.remove(key)) {
      if (seen.size() == MOST) {
        seen.clear();
      }
      seen.add(key);
      launches.run();
      return;
    }
    device.driver().launchGraph(graph.orElseGet(() -> take(key, launches)), device.stream());
  }

  private long take(Object key, Runnable launches) {
    device.driver().beginCapture(device.stream());
    try {
      launches.run();
    } catch (RuntimeException e) {
      drop(e);
      throw e;
    }
    long graph = device.driver().endCapture(device.stream());
    if (graphs.size() == MOST) {
      Iterator<Long> oldest = graphs.values().iterator();
      device.synchronize();
      device.driver().destroyGraph(oldest.next());
      oldest.remove();
    }
    graphs.put(key, graph);
    return graph;
  }

  /** Ends what {@code failure} broke off, so that the stream does again what it is asked. */
  private void drop(RuntimeException failure) {
    try {
      device.driver().destroyGraph(device.driver().endCapture(device.stream()));
    } catch (CudaException e) {
      failure.addSuppressed(e); // what was taken down is void, as is to be expected
    }
  }

  @Override
  public void close() {
    graphs.values().forEach(device.driver()::destroyGraph);
    graphs.clear();
  }
}

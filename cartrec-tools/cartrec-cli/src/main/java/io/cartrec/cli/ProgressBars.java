package io.cartrec.cli;

import io.cartrec.model.TrainingListener;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows how work gets on: one bar at a time on a terminal, wiped away when its phase is done; nothing in
 * a pipe. Thread-safe.
 */
final class ProgressBars implements TrainingListener, AutoCloseable {

  private static final int WIDTH = 79;
  private static final int UPDATE_MILLIS = 200;

  private final Console console;
  private String phase = "";
  private @Nullable ProgressBar bar;

  ProgressBars(Console console) {
    this.console = console;
  }

  @Override
  public synchronized void progress(String newPhase, long done, long total) {
    if (!console.terminal()) {
      return;
    }
    if (bar == null || !newPhase.equals(phase)) {
      close();
      phase = newPhase;
      bar = start(newPhase, total);
    }
    bar.stepTo(done);
    if (done >= total) {
      close();
    }
  }

  /** Wipes the bar away. */
  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      bar = null;
      show(" ".repeat(WIDTH));
      show("");
    }
  }

  private ProgressBar start(String name, long total) {
    return new ProgressBarBuilder()
        .setTaskName(name)
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .setConsumer(new DelegatingProgressBarConsumer(this::show, WIDTH))
        .build();
  }

  private void show(String line) {
    console.err().print("\r" + line);
    console.err().flush();
  }
}

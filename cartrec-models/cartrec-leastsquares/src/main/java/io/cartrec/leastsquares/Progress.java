package io.cartrec.leastsquares;

import io.cartrec.model.TrainingListener;

/** Counts the steps of one phase of a training run, and tells the listener, one thread at a time. */
final class Progress {

  private final TrainingListener listener;
  private final String phase;
  private final long total;
  private long done;

  Progress(TrainingListener listener, String phase, long total) {
    this.listener = listener;
    this.phase = phase;
    this.total = total;
  }

  synchronized void add(long steps) {
    done += steps;
    listener.progress(phase, done, total);
  }
}
